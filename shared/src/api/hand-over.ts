import type { Availability } from './session.ts';
import type { ConversationItem, DeskAnswer, NoAnswerNeededRequest, PersonRef } from './conversations.ts';
import type { IsoInstant } from './page.ts';
import type { TeamRef } from './session.ts';

/** Why something changes hands: somebody decided so, or whoever had it is not there. */
export type HandOverCause = 'hand' | 'away' | 'shiftEnd' | 'leave' | 'left' | 'notPickedUp';

/** The card that goes with a conversation to its next person. */
export interface HandOverItem {
  id: string;
  conversationId: string;
  from: PersonRef | null;
  /** Null when it went to a team and waits there. */
  to: PersonRef | null;
  team: TeamRef;
  cause: HandOverCause;
  /** One paragraph; empty when nobody could write one. */
  note: string;
  /** The next reply introduces itself with both names. */
  isAnnounced: boolean;
  at: IsoInstant;
  /** When the next person's first reply went out. */
  answeredAt: IsoInstant | null;
  /**
   * What that reply begins with when it is announced, in the customer's language and with no more of either name than
   * both agreed to. Null when it is not announced, or nobody has it yet.
   */
  introduction: string | null;
}

/** `GET /api/hand-overs`: what was given to me, the newest first. */
export interface GivenHandOver extends HandOverItem {
  conversation: ConversationItem;
}

/** `GET /api/conversations/:id/colleagues`: who could take it, the likeliest first. */
export interface ColleagueSuggestion {
  agent: PersonRef;
  helpsWith: string;
  availability: Availability;
  returnsAt: IsoInstant | null;
  /** Earlier conversations with this customer that were theirs. */
  knownFrom: number;
  /** Skills the conversation asks for: how many of them this person has. */
  skills: { needed: number; has: number };
  speaks: boolean;
  load: number;
  capacity: number;
  isInTeam: boolean;
  isSuggested: boolean;
  /** What an announced hand-over from whoever has it would begin this person's reply with. */
  introduction: string;
}

/** `POST /api/conversations/:id/hand-over`. One of `toAgentId` and `toTeamId`. */
export interface HandOverRequest {
  version: number;
  toAgentId?: string;
  toTeamId?: string;
  note?: string;
  isAnnounced?: boolean;
}

export interface HandOverAnswer {
  conversation: DeskAnswer;
  handOver: HandOverItem;
}

/** `POST /api/hand-overs/undo`, by whoever made them: takes back those to which nothing has happened since. */
export interface UndoHandOversRequest {
  ids: string[];
}

export interface UndoHandOversAnswer {
  /** Ids of hand-overs. */
  restored: string[];
  left: string[];
}

/** `POST /api/hand-overs`: everything somebody has, or what is named, at once. */
export interface BulkHandOverRequest {
  fromAgentId: string;
  /** Null: back to the teams, which place it again. */
  toAgentId: string | null;
  cause: Exclude<HandOverCause, 'notPickedUp'>;
  note?: string;
  isAnnounced?: boolean;
  conversationIds?: string[];
}

/** What a bulk hand-over did, one paragraph a conversation. */
export interface BulkHandOverSummary {
  handedOver: HandOverItem[];
  /** What stayed, because the next person cannot take it or it changed hands meanwhile. */
  left: { conversationId: string; reason: 'cannotTake' | 'changed' | 'forbidden' }[];
}

/** `POST /api/conversations/bulk`: the same change to many, at most 500. */
export interface BulkChangeRequest {
  ids: string[];
  change: BulkChange;
}

export type BulkChange =
  | { do: 'assign'; agentId: string | null }
  | { do: 'tag'; add: string[]; remove: string[] }
  | { do: 'snooze'; until: IsoInstant | null }
  /** With a reason for what is closed unanswered; it says nothing about those that were answered. */
  | { do: 'close'; noAnswerNeeded?: NoAnswerNeededRequest };

/** What was changed and how it was before; `POST /api/conversations/bulk/undo` takes it back where nothing happened since. */
export interface BulkChangeAnswer {
  undoToken: string;
  changed: string[];
  refused: { id: string; code: 'not-found' | 'forbidden' | 'invalid' }[];
}

export interface UndoBulkRequest {
  undoToken: string;
}

export interface UndoBulkAnswer {
  restored: string[];
  /** Somebody has changed these since: they are left as they are now. */
  left: string[];
}
