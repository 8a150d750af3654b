import { Injectable } from '@nestjs/common';
import type { LateReason } from '@visavis/shared/api/live';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { Database } from '../platform/database/database.ts';
import {
  ANSWER_TIMES_STATEMENT,
  ARRIVALS_STATEMENT,
  BACKLOG_CHANGES_STATEMENT,
  BACKLOG_STATEMENT,
  LATE_STATEMENT,
  ON_TIME_STATEMENT,
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
  /** Null for all teams together. */
  teamId: string | null;
  answeredCount: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
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

export interface ArrivalRow {
  teamId: string;
  weekday: number;
  hour: number;
  count: number;
  dueCount: number;
  onTimeCount: number;
}

export interface LateRow {
  conversationId: string;
  contactName: string;
  channelId: string;
  channelName: string;
  network: string;
  teamName: string;
  deadlineAt: Date;
  answeredAt: Date | null;
  why: LateReason | null;
}

type Teams = readonly string[] | null;

/** A day as clocks, conversations and their activity lines tell it. Reads only. @param teams null for all */
@Injectable()
export class LiveDayRepository {
  constructor(private readonly database: Database) {}

  /** Of today and yesterday. */
  onTime(teams: Teams, { yesterdayFrom, to, now, timeZone }: LiveDay): Promise<OnTimeRow[]> {
    return this.database.query(ON_TIME_STATEMENT, [teams, yesterdayFrom, to, now, timeZone]);
  }

  answerTimes(teams: Teams, { from }: LiveDay): Promise<AnswerTimesRow[]> {
    return this.database.query(ANSWER_TIMES_STATEMENT, [teams, from]);
  }

  backlog(teams: Teams): Promise<BacklogRow[]> {
    return this.database.query(BACKLOG_STATEMENT, [teams]);
  }

  backlogChanges(teams: Teams, { from }: LiveDay, stepMinutes: number): Promise<BacklogChangeRow[]> {
    return this.database.query(BACKLOG_CHANGES_STATEMENT, [teams, from, stepMinutes]);
  }

  arrivals(from: Date, now: Date, timeZone: string): Promise<ArrivalRow[]> {
    return this.database.query(ARRIVALS_STATEMENT, [null, from, now, timeZone]);
  }

  late(teams: Teams, { from, to, now }: LiveDay, limit: number): Promise<LateRow[]> {
    return this.database.query(LATE_STATEMENT, [teams, from, to, now, limit]);
  }
}
