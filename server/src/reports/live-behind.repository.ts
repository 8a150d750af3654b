import { Injectable } from '@nestjs/common';
import type { BacklogState, LiveBehindQuery, LiveFigure } from '@visavis/shared/api/live';
import { Database } from '../platform/database/database.ts';
import type { LiveDay } from './live-day.repository.ts';
import { IS_ANSWER, isDecided, IS_ON_TIME } from './live-day.statements.repository.ts';
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

/** $1 teams, $2 now, $3 from, $4 until, $5 statuses, $6 channel, $7 weekday, $8 hour, $9 time zone, $10 how many. */
const IN_TEAMS = `($1::uuid[] IS NULL OR c.team_id = ANY($1::uuid[]))`;
/** Every parameter is named once, so that each statement takes the same ones. */
const ALL_NAMED = `$2::timestamptz IS NOT NULL AND $3::timestamptz IS NOT NULL AND $4::timestamptz IS NOT NULL
  AND ($5::text[] IS NULL OR c.status = ANY($5::text[])) AND ($6::uuid IS NULL OR c.channel_id = $6::uuid)
  AND coalesce($7::int, $8::int, 0) IS NOT NULL AND $9::text IS NOT NULL`;
const waits = (condition: string): string => `
  SELECT c.id AS conversation_id, c.due_started_at AS at, c.due_at AS deadline_at, NULL::timestamptz AS answered_at,
    c.due_at AS place
  FROM conversation c WHERE ${WAITS} AND ${condition} AND ${IN_TEAMS} AND ${ALL_NAMED}`;
const clocks = (when: string, condition: string): string => `
  SELECT t.conversation_id, t.started_at AS at, t.deadline_at, t.met_at AS answered_at, t.${when} AS place
  FROM sla_target t JOIN conversation c ON c.id = t.conversation_id
  WHERE ${IS_ANSWER} AND t.${when} >= $3::timestamptz AND t.${when} < $4::timestamptz AND ${condition}
    AND NOT c.is_spam AND ${IN_TEAMS} AND ${ALL_NAMED}`;

const BASES: Readonly<Record<LiveFigure, string>> = {
  waiting: waits('true'),
  over: waits('c.due_at <= $2::timestamptz'),
  soon: waits('c.due_at > $2::timestamptz AND c.due_warn_at <= $2::timestamptz'),
  unassigned: waits('c.assignee_id IS NULL'),
  open: `
  SELECT c.id AS conversation_id, c.last_customer_message_at AS at, c.due_at AS deadline_at, c.due_met_at AS answered_at,
    c.last_customer_message_at AS place
  FROM conversation c WHERE c.closed_at IS NULL AND NOT c.is_spam AND ${IN_TEAMS} AND ${ALL_NAMED}`,
  dueToday: clocks('deadline_at', isDecided('$2')),
  dueYesterday: clocks('deadline_at', isDecided('$2')),
  onTimeToday: clocks('deadline_at', `${isDecided('$2')} AND ${IS_ON_TIME}`),
  lateToday: clocks('deadline_at', `${isDecided('$2')} AND (t.met_at IS NULL OR t.met_at > t.deadline_at)`),
  answeredToday: clocks('met_at', `t.metric = 'firstResponse'`),
  lastHour: clocks('started_at', 'true'),
  arrivals: clocks(
    'started_at',
    `date_part('isodow', t.started_at AT TIME ZONE $9) - 1 = $7::int AND date_part('hour', t.started_at AT TIME ZONE $9) = $8::int`,
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

@Injectable()
export class LiveBehindRepository {
  constructor(private readonly database: Database) {}

  /** The conversations behind a figure, and in each row how many there are. */
  find(
    teams: readonly string[] | null,
    query: LiveBehindQuery,
    { from, to, now, timeZone }: Pick<LiveDay, 'from' | 'to' | 'now' | 'timeZone'>,
    limit: number,
  ): Promise<BehindRow[]> {
    const order = isOldestFirst(query.figure) ? 'ASC' : 'DESC';
    return this.database.query(
      `SELECT b.conversation_id AS "conversationId", coalesce(i.name, co.display_name) AS "contactName",
         ch.id AS "channelId", ch.name AS "channelName", ch.network, team.name AS "teamName", b.at,
         b.deadline_at AS "deadlineAt", b.answered_at AS "answeredAt", b.total
       FROM (SELECT base.*, count(*) OVER ()::int AS total FROM (${BASES[query.figure]}) base
             ORDER BY base.place ${order}, base.conversation_id LIMIT $10) b
       JOIN conversation c ON c.id = b.conversation_id
       JOIN team ON team.id = c.team_id
       JOIN channel ch ON ch.id = c.channel_id
       JOIN contact co ON co.id = c.contact_id
       LEFT JOIN LATERAL (
         SELECT ci.name FROM contact_identity ci WHERE ci.contact_id = c.contact_id
         ORDER BY ci.scope = c.channel_id::text DESC, ci.network = ch.network DESC, ci.created_at, ci.id LIMIT 1) i ON true
       ORDER BY b.place ${order}, b.conversation_id`,
      [
        teams,
        now,
        from,
        to,
        query.state === undefined ? null : STATUSES[query.state],
        query.channelId ?? null,
        query.weekday ?? null,
        query.hour ?? null,
        timeZone,
        limit,
      ],
    );
  }
}
