import { contactNameOf } from './contact-name.repository.ts';

/**
 * The statements of the live page that look at a day. Exported so that a test can have their plans explained.
 * Everywhere `$1` is the teams that may be seen, null for all.
 */

export const IN_TEAMS = `($1::uuid[] IS NULL OR c.team_id = ANY($1::uuid[]))`;
/**
 * Joins the conversation of each row by its id. LIMIT keeps the planner from turning this into a plain join: then it reads
 * all conversations there are as soon as a day has some thousand rows.
 */
const ofConversation = (id: string): string => `CROSS JOIN LATERAL (
    SELECT c.team_id, c.channel_id FROM conversation c WHERE c.id = ${id} AND NOT c.is_spam AND ${IN_TEAMS} LIMIT 1) c`;
export const IS_ANSWER = `t.metric IN ('firstResponse', 'nextResponse')`;
/**
 * Whether clock `t` counts in the denominator of `serviceLevel`, see `shared/reports/metrics.ts`: it was answered, or its
 * deadline passed while it ran. One that ended without an answer before its deadline does not count.
 *
 * @param now the parameter that holds the present
 */
export const isDecided = (now: string): string =>
  `(t.cancelled_at IS NULL OR t.breached_at IS NOT NULL)
   AND (t.met_at IS NOT NULL OR (t.deadline_at <= ${now}::timestamptz AND (t.paused_at IS NULL OR t.breached_at IS NOT NULL)))`;
export const IS_ON_TIME = `t.met_at <= t.deadline_at`;

/** $2 from, $3 until, $4 now, $5 time zone. By team, day and hour of the deadline. */
export const ON_TIME_STATEMENT = `
  SELECT c.team_id AS "teamId", (t.deadline_at AT TIME ZONE $5)::date::text AS day,
    date_part('hour', t.deadline_at AT TIME ZONE $5)::int AS hour,
    count(*)::int AS "dueCount", count(*) FILTER (WHERE ${IS_ON_TIME})::int AS "onTimeCount"
  FROM sla_target t ${ofConversation('t.conversation_id')}
  WHERE ${IS_ANSWER} AND t.deadline_at >= $2::timestamptz AND t.deadline_at < $3::timestamptz AND ${isDecided('$4')}
  GROUP BY 1, 2, 3`;

/**
 * $2 from. By team and bucket of `shared/reports/histogram.ts`, so that a report of the day reckons the same from them; and
 * in one row without a team how many seconds half and nine of ten of all these answers had until they were due.
 */
export const ANSWER_TIMES_STATEMENT = `
  WITH answer AS MATERIALIZED (
    SELECT c.team_id,
      ceil(ln(1 + greatest(0, extract(epoch FROM t.met_at - t.started_at)::float8 / 60)) / ln(1.1::float8) - 1e-9)::int AS bucket,
      CASE WHEN isfinite(t.deadline_at) THEN extract(epoch FROM t.deadline_at - t.started_at)::float8 END AS promised
    FROM sla_target t ${ofConversation('t.conversation_id')}
    WHERE t.metric = 'firstResponse' AND t.met_at >= $2::timestamptz)
  SELECT team_id AS "teamId", bucket, count(*)::int AS count, NULL::float8[] AS promised FROM answer GROUP BY 1, 2
  UNION ALL
  SELECT NULL, NULL, 0, percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY promised) FROM answer`;

/** Read off the kept sums, without counting conversations. */
export const BACKLOG_STATEMENT = `
  SELECT team_id AS "teamId", channel_id AS "channelId", status, sum(n)::int AS count
  FROM open_tally WHERE $1::uuid[] IS NULL OR team_id = ANY($1::uuid[])
  GROUP BY 1, 2, 3 HAVING sum(n) > 0`;

/** Lines that say where a conversation stands, exactly those of `ix_conversation_event_status`. */
const STATUS_LINES = `'opened', 'reopened', 'closingTakenBack', 'statusChanged', 'snoozed', 'woken'`;

/**
 * $2 from, $3 minutes of a step. What came and went in each step: told backwards from what is open now, this gives
 * the backlog at any moment since. Where a line does not say what was before, the line before it does.
 */
export const BACKLOG_CHANGES_STATEMENT = `
  WITH line AS (
    SELECT e.conversation_id, e.at, CASE e.type WHEN 'snoozed' THEN 'snoozed' WHEN 'opened' THEN coalesce(e.data ->> 'after', 'new')
        ELSE e.data ->> 'after' END AS after,
      CASE e.type WHEN 'opened' THEN NULL WHEN 'reopened' THEN 'closed' WHEN 'woken' THEN 'snoozed'
        ELSE coalesce(e.data ->> 'before', lag(e.data ->> 'after') OVER (PARTITION BY e.conversation_id ORDER BY e.at, e.id),
          'open') END AS before
    FROM conversation_event e
    WHERE e.at >= $2::timestamptz AND e.type IN (${STATUS_LINES}))
  SELECT c.channel_id AS "channelId", floor(extract(epoch FROM line.at - $2::timestamptz) / ($3::int * 60))::int AS step,
    change.status, sum(change.by)::int AS by
  FROM line ${ofConversation('line.conversation_id')}
  CROSS JOIN LATERAL (VALUES (line.after, 1), (line.before, -1)) change (status, by)
  WHERE change.status <> 'closed'
  GROUP BY 1, 2, 3 HAVING sum(change.by) <> 0`;

/**
 * $1 from, $2 until, $3 now, $4 time zone, $5 from when on it also counts for the week. By team, so that one reading serves
 * everybody.
 */
export const PAST_ARRIVALS_STATEMENT = `
  SELECT c.team_id AS "teamId", date_part('isodow', t.started_at AT TIME ZONE $4)::int - 1 AS weekday,
    date_part('hour', t.started_at AT TIME ZONE $4)::int AS hour, t.started_at >= $5::timestamptz AS "isThisWeek",
    count(*)::int AS count, count(*) FILTER (WHERE ${isDecided('$3')})::int AS "dueCount",
    count(*) FILTER (WHERE ${isDecided('$3')} AND ${IS_ON_TIME})::int AS "onTimeCount"
  FROM sla_target t JOIN conversation c ON c.id = t.conversation_id
  WHERE ${IS_ANSWER} AND t.started_at >= $1::timestamptz AND t.started_at < $2::timestamptz AND NOT c.is_spam
  GROUP BY 1, 2, 3, 4`;

/** $2 from, $3 now, $4 minutes of a step. By step since midnight; what came before midnight within the last hour has negative ones. */
export const TODAY_ARRIVALS_STATEMENT = `
  SELECT c.team_id AS "teamId", floor(extract(epoch FROM t.started_at - $2::timestamptz) / ($4::int * 60))::int AS step,
    count(*)::int AS count, count(*) FILTER (WHERE t.started_at > $3::timestamptz - interval '1 hour')::int AS "lastHour",
    count(*) FILTER (WHERE ${isDecided('$3')})::int AS "dueCount",
    count(*) FILTER (WHERE ${isDecided('$3')} AND ${IS_ON_TIME})::int AS "onTimeCount"
  FROM sla_target t ${ofConversation('t.conversation_id')}
  WHERE ${IS_ANSWER} AND t.started_at >= least($2::timestamptz, $3::timestamptz - interval '1 hour')
    AND t.started_at <= $3::timestamptz
  GROUP BY 1, 2`;

/** $2 from, $3 until, $4 now, $5 how many. */
export const LATE_STATEMENT = `
  SELECT late.conversation_id AS "conversationId", coalesce(i.name, co.display_name) AS "contactName",
    ch.id AS "channelId", ch.name AS "channelName", ch.network, team.name AS "teamName",
    c.team_id AS "teamId", late.started_at AS "startedAt", late.deadline_at AS "deadlineAt", late.met_at AS "answeredAt",
    late.ended_at AS "endedAt",
    array_remove(ARRAY[
      CASE WHEN late.fetch_delay_ms >= 120000 AND extract(epoch FROM coalesce(late.met_at, late.ended_at, $4::timestamptz)
        - late.deadline_at) * 1000 <= late.fetch_delay_ms THEN 'fetchDelay' END,
      CASE WHEN EXISTS (SELECT FROM channel_trouble x WHERE x.channel_id = c.channel_id
        AND x.from_at < late.deadline_at AND coalesce(x.to_at, 'infinity') > late.started_at) THEN 'channelTrouble' END,
      CASE WHEN EXISTS (SELECT FROM hand_over h WHERE h.conversation_id = late.conversation_id
        AND h.at >= late.started_at AND h.at <= late.deadline_at) THEN 'handedOver' END,
      CASE WHEN late.met_at IS NULL AND late.ended_at IS NULL AND c.assignee_id IS NULL THEN 'unassigned'
        -- Who had it first counts: whoever has it now may have got it from a colleague, or after the answer.
        WHEN (SELECT min(e.at) FROM conversation_event e WHERE e.conversation_id = late.conversation_id
          AND e.type = 'assigned' AND e.at <= coalesce(late.met_at, late.ended_at, $4::timestamptz)) >= late.deadline_at
          THEN 'assignedLate'
        WHEN late.met_at IS NULL AND late.ended_at IS NULL AND c.unread THEN 'unopened' END], NULL) AS why
  FROM (
    SELECT t.id, t.conversation_id, t.started_at, t.deadline_at, t.met_at, t.fetch_delay_ms,
      CASE WHEN t.met_at IS NULL THEN t.cancelled_at END AS ended_at
    FROM sla_target t JOIN conversation c ON c.id = t.conversation_id
    WHERE ${IS_ANSWER} AND t.deadline_at >= $2::timestamptz AND t.deadline_at <= least($3::timestamptz, $4::timestamptz)
      AND ${isDecided('$4')} AND (t.met_at IS NULL OR t.met_at > t.deadline_at) AND NOT c.is_spam AND ${IN_TEAMS}
    ORDER BY t.deadline_at DESC, t.id LIMIT $5) late
  JOIN conversation c ON c.id = late.conversation_id
  JOIN team ON team.id = c.team_id
  JOIN channel ch ON ch.id = c.channel_id
  JOIN contact co ON co.id = c.contact_id
  ${contactNameOf('c')}
  ORDER BY late.deadline_at DESC, late.id`;
