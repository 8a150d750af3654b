import type { ConversationItem, PersonRef } from './conversations.ts';
import type { AbsenceItem, AvailabilityState, ShiftItem } from './schedule.ts';
import type { TeamRef } from './session.ts';

/** `GET /api/team-board?teamId=`: who is here and what each has open now. Never what anybody did over time. */
export interface TeamBoard {
  team: TeamRef;
  /** Alphabetical. */
  people: TeamBoardPerson[];
  /** Waiting for somebody, the longest wait first; at most 100, with how many there are. */
  waiting: { count: number; items: ConversationItem[] };
}

export interface TeamBoardPerson {
  agent: PersonRef;
  state: AvailabilityState;
  isPresent: boolean;
  load: number;
  capacity: number;
  /** Theirs in which it is our turn; at most 50. */
  open: ConversationItem[];
  openCount: number;
  /** Of today. */
  shifts: ShiftItem[];
  absence: AbsenceItem | null;
}
