import { Injectable } from '@nestjs/common';
import type { BacklogState, LiveBehindQuery, LiveFigure } from '@visavis/shared/api/live';
import { Database } from '../platform/database/database.ts';
import { contactNameOf } from './contact-name.repository.ts';
import { IN_TEAMS, IS_ANSWER, isDecided, IS_ON_TIME } from './live-day.statements.repository.ts';
import { WAITS } from './live-report.repository.ts';

export interface BehindRow {
  conversationId: string;
  contactName: string;
  channelId: string;
  channelName: string;
  network: string;
  teamName: string;
  at: Date;
  deadlineAt: Date | null;
  answeredAt: Date | null;
  total: number;
}

/** From when until before when; several where a figure is of hours that lie apart. */
export interface BehindSpan {
  from: Date;
  to: Date;
}

/**
 * $1 teams, $2 now, $3 from and $4 until of each span, $5 statuses, $6 channel, $7 other channels than these, $8 how many.
 * Filters by $5 to $7, and names the others: a parameter that a statement does not name is refused.
 */
const ALL_NAMED = `$2::timestamptz IS NOT NULL AND $3::timestamptz[] IS NOT NULL AND $4::timestamptz[] IS NOT NULL
  AND ($5::text[] IS NULL OR c.status = ANY($5::text[])) AND ($6::uuid IS NULL OR c.channel_id = $6::uuid)
  AND ($7::uuid[] IS NULL OR c.channel_id <> ALL($7::uuid[]))`;
const waits = (condition: string): string => `
  SELECT c.id AS conversation_id, c.answer_started_at AS at, nullif(c.answer_due_at, 'infinity') AS deadline_at,
    NULL::timestamptz AS answered_at, c.answer_due_at AS place
  FROM conversation c WHERE ${WAITS} AND ${condition} AND ${IN_TEAMS} AND ${ALL_NAMED}`;
const open = (condition: string): string => `
  SELECT c.id AS conversation_id, c.last_customer_message_at AS at, c.due_at AS deadline_at, c.due_met_at AS answered_at,
    c.last_customer_message_at AS place
  FROM conversation c WHERE c.closed_at IS NULL AND NOT c.is_spam AND ${condition} AND ${IN_TEAMS} AND ${ALL_NAMED}`;
/** Clocks of some spans of time, each of which looks its conversation up: there are few spans and many conversations. */
const clocks = (when: string, condition: string): string => `
  SELECT t.conversation_id, t.started_at AS at, t.deadline_at, t.met_at AS answered_at, t.${when} AS place
  FROM unnest($3::timestamptz[], $4::timestamptz[]) span (from_at, until_at)
  CROSS JOIN LATERAL (
    SELECT t.* FROM sla_target t WHERE ${IS_ANSWER} AND t.${when} >= span.from_at AND t.${when} < span.until_at
      AND ${condition} OFFSET 0) t
  CROSS JOIN LATERAL (
    SELECT FROM conversation c WHERE c.id = t.conversation_id AND NOT c.is_spam AND ${IN_TEAMS} AND ${ALL_NAMED} LIMIT 1) c`;

const BASES: Readonly<Record<LiveFigure, string>> = {
  waiting: waits('true'),
  over: waits('c.answer_due_at <= $2::timestamptz'),
  soon: waits('c.answer_due_at > $2::timestamptz AND c.answer_warn_at <= $2::timestamptz'),
  unassigned: waits('c.assignee_id IS NULL'),
  open: open('true'),
  ourTurn: open(`c.status IN ('new', 'open')`),
  dueToday: clocks('deadline_at', isDecided('$2')),
  dueYesterday: clocks('deadline_at', isDecided('$2')),
  onTimeToday: clocks('deadline_at', `${isDecided('$2')} AND ${IS_ON_TIME}`),
  lateToday: clocks('deadline_at', `${isDecided('$2')} AND (t.met_at IS NULL OR t.met_at > t.deadline_at)`),
  answeredToday: clocks('met_at', `t.metric = 'firstResponse'`),
  lastHour: clocks('started_at', 't.started_at <= $2::timestamptz'),
  arrivals: clocks('started_at', 't.started_at <= $2::timestamptz'),
  arrivalsDue: clocks('started_at', `t.started_at <= $2::timestamptz AND ${isDecided('$2')}`),
  arrivalsOnTime: clocks(
    'started_at',
    `t.started_at <= $2::timestamptz AND ${isDecided('$2')} AND ${IS_ON_TIME}`,
  ),
};
/** Who waits longest first; of what is over, the newest first. */
const isOldestFirst = (figure: LiveFigure): boolean =>
  ['waiting', 'over', 'soon', 'unassigned'].includes(figure);
const STATUSES: Readonly<Record<BacklogState, string[]>> = {
  new: ['new'],
  open: ['open'],
  waiting: ['waiting', 'snoozed'],
};

/** The conversations behind a figure, and in each row how many there are. Exported so that a test can have the plan explained. */
export function behindStatement(figure: LiveFigure): string {
  const order = isOldestFirst(figure) ? 'ASC' : 'DESC';
  return `
    SELECT b.conversation_id AS "conversationId", coalesce(i.name, co.display_name) AS "contactName",
      ch.id AS "channelId", ch.name AS "channelName", ch.network, team.name AS "teamName", b.at,
      b.deadline_at AS "deadlineAt", b.answered_at AS "answeredAt", b.total
    FROM (SELECT base.*, count(*) OVER ()::int AS total FROM (${BASES[figure]}) base
          ORDER BY base.place ${order}, base.conversation_id LIMIT $8) b
    JOIN conversation c ON c.id = b.conversation_id
    JOIN team ON team.id = c.team_id
    JOIN channel ch ON ch.id = c.channel_id
    JOIN contact co ON co.id = c.contact_id
    ${contactNameOf('c')}
    ORDER BY b.place ${order}, b.conversation_id`;
}

@Injectable()
export class LiveBehindRepository {
  constructor(private readonly database: Database) {}

  find(
    teams: readonly string[] | null,
    { figure, state, channelId, exceptChannelIds }: LiveBehindQuery,
    { now, spans }: { now: Date; spans: readonly BehindSpan[] },
    limit: number,
  ): Promise<BehindRow[]> {
    return this.database.query(behindStatement(figure), [
      teams,
      now,
      spans.map(({ from }) => from),
      spans.map(({ to }) => to),
      state === undefined ? null : STATUSES[state],
      channelId ?? null,
      exceptChannelIds ?? null,
      limit,
    ]);
  }
}
