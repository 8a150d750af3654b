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
  /** Midnight on the organisation's clock: what is told of today is of yesterday from then on. */
  dayEndsAt: IsoInstant;
  /** Conversations in which a customer waits for us: the clock of an answer runs, also where it was put off. */
  waitingCount: number;
  longestWaitSince: IsoInstant | null;
  overTargetCount: number;
  soonCount: number;
  /** Of those who wait, whose answer falls due within a quarter of an hour. */
  quarterCount: number;
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

/** How a team stands now and today. */
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
  /** Where it is our turn: what people's capacity is measured against. */
  openCount: number;
  /** Today's; null where so few people stand behind them that they would tell how those work. */
  today: (OnTimeFigures & AnswerTimes) | null;
}
