import type { IsoInstant } from './page.ts';
import type { TeamRef } from './session.ts';

/** Hours after which a look at people's figures ends by itself. */
export const unlockHours = [1, 4, 8, 24] as const;
/** Characters of a purpose: with fewer it says none. */
export const LEAST_PURPOSE = 20;
/** Characters of a purpose, at most. */
export const MOST_PURPOSE = 500;
/** A request that nobody decided by then is over. */
export const UNLOCK_ASKED_DAYS = 7;

/**
 * Asked until somebody else decides; open for some hours after they agreed; then ended: by time, by hand, or because
 * nobody decided within a week.
 */
export type UnlockState = 'asked' | 'open' | 'refused' | 'ended';

/** A look at figures of single people, asked for by one person and agreed to by another. */
export interface UnlockItem {
  id: string;
  state: UnlockState;
  team: TeamRef;
  /** Days whose figures are meant, both included. */
  from: string;
  to: string;
  purpose: string;
  hours: number;
  askedBy: PersonName;
  askedAt: IsoInstant;
  decidedBy: PersonName | null;
  decidedAt: IsoInstant | null;
  /** Of one that is or was open. */
  expiresAt: IsoInstant | null;
  /** How often figures were looked at. */
  lookCount: number;
  mayDecide: boolean;
  mayLook: boolean;
  mayEnd: boolean;
}

/** Somebody by name alone. */
export interface PersonName {
  id: string;
  name: string;
}

/** `POST /api/report-unlocks`: a wish, which somebody else has to agree to. */
export interface AskUnlockRequest {
  teamId: string;
  from: string;
  to: string;
  purpose: string;
  hours: number;
}

/** `POST /api/report-unlocks/:id/decision` */
export interface DecideUnlockRequest {
  isApproved: boolean;
}

/** `POST /api/report-unlocks/:id/looks`: in the order of names, never of a figure. Each call is kept, and those shown can see it. */
export interface UnlockedFigures {
  unlock: UnlockItem;
  people: {
    person: PersonName;
    replies: number;
    conversations: number;
    dueCount: number;
    keptCount: number;
  }[];
}

/** `GET /api/report-unlocks/mine`: who was allowed to see one's own figures, why, and when they looked. */
export interface UnlockOnMe {
  id: string;
  state: UnlockState;
  team: TeamRef;
  from: string;
  to: string;
  purpose: string;
  askedBy: PersonName;
  decidedBy: PersonName;
  decidedAt: IsoInstant;
  expiresAt: IsoInstant;
  /** When one's own figures were shown. */
  looks: IsoInstant[];
}
