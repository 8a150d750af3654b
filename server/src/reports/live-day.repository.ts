import { Injectable } from '@nestjs/common';
import type { LateReason, LiveToday } from '@visavis/shared/api/live';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { Database } from '../platform/database/database.ts';
import {
  ANSWER_TIMES_STATEMENT,
  BACKLOG_CHANGES_STATEMENT,
  BACKLOG_STATEMENT,
  LATE_STATEMENT,
  ON_TIME_STATEMENT,
  PAST_ARRIVALS_STATEMENT,
  TODAY_ARRIVALS_STATEMENT,
} from './live-day.statements.repository.ts';

/** From midnight to midnight on the organisation's clock, and the moment that is looked at. */
export interface LiveDay {
  yesterdayFrom: Date;
  from: Date;
  to: Date;
  now: Date;
  timeZone: string;
}

export interface OnTimeRow {
  teamId: string;
  /** `2026-11-20` on the organisation's clock. */
  day: string;
  hour: number;
  dueCount: number;
  onTimeCount: number;
}

export interface AnswerTimesRow {
  teamId: string;
  /** See `shared/reports/histogram.ts`. */
  bucket: number;
  count: number;
}

/** How long customers waited for first answers, and until when they were promised them. */
export interface AnswerTimesRows {
  times: AnswerTimesRow[];
  promised: LiveToday['promised'];
}

export interface BacklogRow {
  teamId: string;
  channelId: string;
  status: ConversationStatus;
  count: number;
}

export interface BacklogChangeRow {
  channelId: string;
  /** Counts steps since midnight. */
  step: number;
  status: ConversationStatus;
  by: number;
}

/** Of the days before today. */
export interface PastArrivalRow {
  teamId: string;
  weekday: number;
  hour: number;
  isThisWeek: boolean;
  count: number;
  dueCount: number;
  onTimeCount: number;
}

export interface TodayArrivalRow {
  teamId: string;
  /** Counts steps since midnight. */
  step: number;
  count: number;
  lastHour: number;
  dueCount: number;
  onTimeCount: number;
}

export interface LateRow {
  conversationId: string;
  contactName: string;
  channelId: string;
  channelName: string;
  network: string;
  teamId: string;
  teamName: string;
  startedAt: Date;
  deadlineAt: Date;
  answeredAt: Date | null;
  /** Without an answer, when it ended. */
  endedAt: Date | null;
  why: LateReason[];
}

type Teams = readonly string[] | null;

/** A day as clocks, conversations and their activity lines tell it. Reads only. @param teams null for all */
@Injectable()
export class LiveDayRepository {
  constructor(private readonly database: Database) {}

  /** Of what fell due from `from` until before `to`. */
  onTime(teams: Teams, { from, to, now, timeZone }: Omit<LiveDay, 'yesterdayFrom'>): Promise<OnTimeRow[]> {
    return this.database.query(ON_TIME_STATEMENT, [teams, from, to, now, timeZone]);
  }

  async answerTimes(teams: Teams, { from }: LiveDay): Promise<AnswerTimesRows> {
    type Row = AnswerTimesRow | { teamId: null; promised: (number | null)[] | null };
    const rows = await this.database.query<Row>(ANSWER_TIMES_STATEMENT, [teams, from]);
    const [half = null, nineOfTen = null] =
      rows.flatMap((row) => (row.teamId === null ? [row.promised] : []))[0] ?? [];
    return {
      times: rows.flatMap((row) => (row.teamId === null ? [] : [row])),
      promised: { medianSeconds: half, p90Seconds: nineOfTen },
    };
  }

  backlog(teams: Teams): Promise<BacklogRow[]> {
    return this.database.query(BACKLOG_STATEMENT, [teams]);
  }

  backlogChanges(teams: Teams, { from }: LiveDay, stepMinutes: number): Promise<BacklogChangeRow[]> {
    return this.database.query(BACKLOG_CHANGES_STATEMENT, [teams, from, stepMinutes]);
  }

  /** Of all teams, from `since` until today, and which of it is of this week. */
  pastArrivals({ from, now, timeZone }: LiveDay, since: Date, weekFrom: Date): Promise<PastArrivalRow[]> {
    return this.database.query(PAST_ARRIVALS_STATEMENT, [since, from, now, timeZone, weekFrom]);
  }

  todayArrivals(teams: Teams, { from, now }: LiveDay, stepMinutes: number): Promise<TodayArrivalRow[]> {
    return this.database.query(TODAY_ARRIVALS_STATEMENT, [teams, from, now, stepMinutes]);
  }

  late(teams: Teams, { from, to, now }: LiveDay, limit: number): Promise<LateRow[]> {
    return this.database.query(LATE_STATEMENT, [teams, from, to, now, limit]);
  }
}
