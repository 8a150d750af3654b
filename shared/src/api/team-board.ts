import type { ConversationItem, PersonRef } from './conversations.ts';
import type { IsoInstant } from './page.ts';
import type { AbsenceItem, AvailabilityState, ShiftItem } from './schedule.ts';
import type { TeamRef } from './session.ts';

/** `GET /api/team-board?teamId=`: who is here and what each has open now. Never what anybody did over time. */
export interface TeamBoard {
  at: IsoInstant;
  team: TeamRef;
  /** The organisation's day that shifts are shown of. */
  day: { from: IsoInstant; to: IsoInstant };
  /** Alphabetical. */
  people: TeamBoardPerson[];
  /** Waiting for somebody, the longest wait first; at most 100, with how many there are. */
  waiting: { count: number; items: ConversationItem[] };
}

export interface TeamBoardPerson {
  agent: PersonRef;
  state: Omit<AvailabilityState, 'since'>;
  isPresent: boolean;
  /** Open work by the weights of the teams it belongs to. */
  load: number;
  capacity: number;
  /** Theirs in which it is our turn, the longest wait first; at most 50, of teams that the reader may see. */
  open: ConversationItem[];
  openCount: number;
  /** Of the day. */
  shifts: ShiftItem[];
  absence: AbsenceItem | null;
}
