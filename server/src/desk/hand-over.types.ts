import type { HandOverCause } from '@visavis/shared/api/hand-over';

/** A row of `hand_over`. */
export interface HandOver {
  id: string;
  conversationId: string;
  fromAgentId: string | null;
  /** Null: to the team, where it waits. */
  toAgentId: string | null;
  fromTeamId: string;
  toTeamId: string;
  cause: HandOverCause;
  note: string;
  isAnnounced: boolean;
  byAgentId: string | null;
  at: Date;
  answeredAt: Date | null;
}

/** What shall change hands. Without a team it stays in its own. */
export interface PlannedHandOver {
  conversationId: string;
  toAgentId: string | null;
  toTeamId?: string;
  cause: HandOverCause;
  note: string;
  isAnnounced: boolean;
}

/** A hand-over with what is needed to introduce the next person. */
export interface HandOverCard extends HandOver {
  teamName: string;
  assigneeId: string | null;
  language: string | null;
}
