import type { IsoInstant } from './page.ts';
import type { TeamRef } from './session.ts';

/** `GET /api/reports/live`: the lead's page, of the lead's own teams (administrators: all). */
export interface LiveReport {
  at: IsoInstant;
  /** Conversations in which a customer waits for us: state new or open, with a running clock. */
  waitingCount: number;
  longestWaitSince: IsoInstant | null;
  overTargetCount: number;
  soonCount: number;
  /** Alphabetical; never a ranking. */
  teams: LiveTeamRow[];
  dueNext: {
    conversationId: string;
    contactName: string;
    teamName: string;
    dueAt: IsoInstant;
    startedAt: IsoInstant;
  }[];
}

export interface LiveTeamRow {
  team: TeamRef;
  waitingCount: number;
  longestWaitSince: IsoInstant | null;
  overTargetCount: number;
  soonCount: number;
  unassignedCount: number;
  /** People of the team who are available now; a headcount, not a figure about anybody. */
  availableCount: number;
}
