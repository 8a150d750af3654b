import type { ChannelHealth } from './channels.ts';
import type { PersonRef, WorkTime } from './conversations.ts';
import type { IsoInstant } from './page.ts';

/** What fell due and what of it was answered in time. */
export interface OnTimeFigures {
  /** Answers that were given or ran out; those for which no answer was needed before they ran out are not among them. */
  dueCount: number;
  onTimeCount: number;
}

/** How long customers waited for their first answer, by the calendar: nights and weekends included. */
export interface AnswerTimes {
  answeredCount: number;
  /** Half were quicker. Null without answers. */
  medianSeconds: number | null;
  /** Nine of ten were quicker. */
  p90Seconds: number | null;
}

/** From midnight on the organisation's clock until now. */
export interface LiveToday extends OnTimeFigures, AnswerTimes {
  /** So few people stand behind it that it would tell how they work: nothing of it is told then, and counts are 0. */
  isTooSmall: boolean;
  /** What those answers were promised, by the calendar as well: half and nine of ten were due so soon. Null without any. */
  promised: Pick<AnswerTimes, 'medianSeconds' | 'p90Seconds'>;
  /** What is aimed at, in percent. */
  goalPercent: number;
  yesterday: OnTimeFigures;
  /** As it stood at the end of each hour in which something fell due; what was answered before is in the present one. */
  byHour: (OnTimeFigures & { hour: number })[];
}

/** A state of what is not closed: nobody has answered yet, it is our turn, or we wait (for the customer or a date). */
export type BacklogState = 'open' | 'new' | 'waiting';
/** All of them, in the order in which they are told. */
export const backlogStates = ['open', 'new', 'waiting'] as const satisfies readonly BacklogState[];

/** What is not closed, now and through the day. All lists of numbers are as long as `at`. */
export interface LiveBacklog {
  at: IsoInstant[];
  byState: { state: BacklogState; counts: number[] }[];
  /** The channels with most to do, one by one; what is left together, with `channel` null. */
  byChannel: { channel: LiveChannelRef | null; counts: number[] }[];
}

/** A channel, as far as its name and sign need. */
export interface LiveChannelRef {
  id: string;
  name: string;
  network: string;
}

/** One hour of the week, over `days` days. */
export interface ArrivalCell {
  /** 0 is Monday. */
  weekday: number;
  hour: number;
  /** Customers' messages that began to wait for an answer. */
  count: number;
  dueCount: number;
  onTimeCount: number;
}

/** When customers came, over some days up to now. */
export interface LiveArrivals {
  days: ArrivalDays;
  cells: ArrivalCell[];
}

/** Over how many days arrivals are told; the page switches between them without asking again. */
export const arrivalDays = [7, 28] as const;
export type ArrivalDays = (typeof arrivalDays)[number];

/** Far more customers than usual: at least ten in the last hour, and three times what such an hour brings. */
export interface LiveRush {
  lastHour: number;
  /** What an hour like this one brings, by the four weeks before today. */
  usual: number;
  /** Since midnight, one number for each half hour, the present one last. */
  steps: number[];
}

/** A channel that does not work as it should. */
export interface LiveTrouble {
  channel: LiveChannelRef;
  state: ChannelHealth['state'];
  since: IsoInstant;
  /** Its conversations that are not closed. */
  openCount: number;
}

/** Why an answer is or was late, as far as the facts say. */
export type LateReason =
  | 'fetchDelay'
  /** The channel did not work for some of the time. */
  | 'channelTrouble'
  | 'handedOver'
  | 'unassigned'
  | 'assignedLate'
  | 'unopened'
  /** Far more came than usual while it waited. */
  | 'rush';

/** An answer whose deadline passed today, whether or not it came afterwards. */
export interface LateAnswer {
  conversationId: string;
  contactName: string;
  channel: LiveChannelRef;
  teamName: string;
  deadlineAt: IsoInstant;
  /** Null when nobody answered, or not yet. */
  answeredAt: IsoInstant | null;
  /** When it ended without an answer, such as closed; null otherwise. What has neither still waits. */
  endedAt: IsoInstant | null;
  /** Empty when it simply took longer. */
  why: LateReason[];
}

/** Whether a channel works, and how far what it fetches lies behind. */
export interface LiveChannelHealth {
  channel: LiveChannelRef;
  state: ChannelHealth['state'];
  since: IsoInstant;
  lagSeconds: number | null;
}

/** A conversation that waits for an answer, by when that is due. */
export interface DueRow {
  conversationId: string;
  contactName: string;
  teamName: string;
  channel: LiveChannelRef;
  assignee: PersonRef | null;
  dueAt: IsoInstant;
  startedAt: IsoInstant;
  /** When it turns soon, as its policy has it; null where it does not warn. */
  soonAt: IsoInstant | null;
  /** Absent where its calendar never closes. */
  work?: WorkTime;
}

/** The figures behind which conversations stand. */
export const liveFigures = [
  'waiting',
  'over',
  'soon',
  'unassigned',
  'open',
  'ourTurn',
  'dueToday',
  'dueYesterday',
  'onTimeToday',
  'lateToday',
  'answeredToday',
  'arrivals',
  'arrivalsDue',
  'arrivalsOnTime',
  'lastHour',
] as const;
export type LiveFigure = (typeof liveFigures)[number];

/** `GET /api/reports/live/conversations`: what stands behind one figure, narrowed as the figure was. */
export interface LiveBehindQuery {
  figure: LiveFigure;
  teamId?: string;
  /** Of `open`. */
  state?: BacklogState;
  channelId?: string;
  /** All channels but these: those that stand together. */
  exceptChannelIds?: string[];
  /** Of `arrivals…`, both; over the longest span unless `days` says otherwise. */
  weekday?: number;
  hour?: number;
  days?: ArrivalDays;
  /** How many to list at most; 100 unless said otherwise. */
  limit?: number;
}

/** So many conversations behind a figure are listed at most. */
export const MOST_BEHIND = 1000;

/** The conversations behind a figure. */
export interface LiveBehind {
  /** All of them, also beyond the list. */
  count: number;
  items: {
    conversationId: string;
    contactName: string;
    channel: LiveChannelRef;
    teamName: string;
    /** When it began to wait, or for `open` when the customer wrote last. */
    at: IsoInstant;
    deadlineAt: IsoInstant | null;
    answeredAt: IsoInstant | null;
  }[];
}
