import type {
  AnswerTimes,
  DueRow,
  LateAnswer,
  LiveArrivals,
  LiveBacklog,
  LiveChannelHealth,
  LiveRush,
  LiveToday,
  LiveTrouble,
  OnTimeFigures,
} from './live.ts';
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
  /** The earliest deadlines first, those that have passed included. */
  dueNext: DueRow[];
  today: LiveToday;
  backlog: LiveBacklog;
  /** One for each of `arrivalDays`. */
  arrivals: LiveArrivals[];
  rush: LiveRush | null;
  /** The longest first. */
  troubles: LiveTrouble[];
  /** Of today, the newest first; `today` tells how many there are. */
  late: LateAnswer[];
  channels: LiveChannelHealth[];
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
  /** What the people who are available take together. */
  capacity: number;
  /** Not closed, whoever's turn it is. */
  openCount: number;
  /** Today's; null for a team so small that its figures would be one person's. */
  today: (OnTimeFigures & AnswerTimes) | null;
}
