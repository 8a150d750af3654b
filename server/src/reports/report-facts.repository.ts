import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { ReportClock, ReportFact, ReportSource } from './report.types.ts';

export interface Month {
  /** Its first day. */
  from: string;
  /** The first day of the next one. */
  to: string;
}

/** Held by whoever counts, so that what was counted before does not change while it is compared and replaced. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('report-rollups', 0))`;

const FACT_COLUMNS = `conversation_id uuid, measure text, day date, hour smallint, policy text, bucket integer, n integer,
  team_id uuid, channel_id uuid, kind text, language text, tags text[]`;
const FACT_NAMES = `conversation_id, measure, day, hour, policy, bucket, n, team_id, channel_id, kind, language, tags`;

/** Repeats each row of `f` for every dimension by which it is summed, with its value there. */
const DIMENSIONS = `
  CROSS JOIN LATERAL (
    SELECT 'all' AS dimension, '' AS value
    UNION ALL SELECT 'channel', f.channel_id::text
    UNION ALL SELECT 'kind', f.kind
    UNION ALL SELECT 'language', f.language
    UNION ALL SELECT 'policy', f.policy
    UNION ALL SELECT 'hour', lpad(f.hour::text, 2, '0')
    UNION ALL SELECT 'tag', tag FROM unnest(f.tags) tag) d`;

/**
 * What the facts add up to between two days, of each day and once more of its month; $1 from, $2 before which, a month
 * apart. All groupings come out of one walk through the facts; tags, of which a fact has any number, out of another.
 */
const SUMS_OF_MONTH = `
  day AS MATERIALIZED (
    SELECT CASE grouping(f.channel_id, f.kind, f.language, f.policy, f.hour) WHEN 31 THEN 'all' WHEN 15 THEN 'channel'
        WHEN 23 THEN 'kind' WHEN 27 THEN 'language' WHEN 29 THEN 'policy' ELSE 'hour' END AS dimension,
      f.day, f.team_id,
      coalesce(f.channel_id::text, f.kind, f.language, f.policy, lpad(f.hour::text, 2, '0'), '') AS value,
      f.measure, f.bucket, sum(f.n)::bigint AS n
    FROM report_fact f WHERE f.day >= $1::date AND f.day < $2::date
    GROUP BY f.day, f.team_id, f.measure, f.bucket,
      GROUPING SETS ((), (f.channel_id), (f.kind), (f.language), (f.policy), (f.hour))
    UNION ALL
    SELECT 'tag', f.day, f.team_id, tag, f.measure, f.bucket, sum(f.n)::bigint
    FROM report_fact f CROSS JOIN unnest(f.tags) tag WHERE f.day >= $1::date AND f.day < $2::date
    GROUP BY f.day, f.team_id, tag, f.measure, f.bucket),
  true_sums AS (
    SELECT dimension, 'day' AS grain, day, team_id, value, measure, bucket, n FROM day
    UNION ALL
    SELECT dimension, 'month', $1::date, team_id, value, measure, bucket, sum(n)::bigint FROM day
    GROUP BY dimension, team_id, value, measure, bucket)`;

/** The sums of a month. All dimensions are named, so that the primary key can be used. */
const OF_MONTH = `dimension IN ('all', 'channel', 'kind', 'language', 'policy', 'hour', 'tag')
  AND grain IN ('day', 'month') AND day >= $1::date AND day < $2::date`;

/** So that the groupings of a month need no disk; holds until the end of the transaction. */
const MEMORY = `SELECT set_config('work_mem', '64MB', true)`;

const ROLLUP = `dimension, grain, day, team_id, value, measure, bucket, n`;

/** The rows of conversations that figures are made of, and what was counted of them. */
@Injectable()
export class ReportFactsRepository {
  constructor(private readonly database: Database) {}

  async lock(tx: Tx): Promise<void> {
    await tx.query(LOCK);
  }

  /** Everything that counts, of these conversations; what does not exist any more is left out. */
  async sources(tx: Tx, conversationIds: readonly string[]): Promise<ReportSource[]> {
    await tx.query(
      `INSERT INTO report_person (agent_id)
       SELECT DISTINCT m.agent_id FROM message m
       WHERE m.conversation_id = ANY($1::uuid[]) AND m.type = 'reply'
         AND NOT EXISTS (SELECT FROM report_person p WHERE p.agent_id = m.agent_id)
       ORDER BY 1 ON CONFLICT DO NOTHING`,
      [conversationIds],
    );
    const rows = await tx.query<SourceRow>(SOURCES_STATEMENT, [conversationIds]);
    const hours = new Map<string, ReportClock['hours']>();
    return rows.map((row) => sourceOf(row, hours));
  }

  /** Replaces what was counted of these conversations, and lets the sums follow by the difference. */
  async replace(tx: Tx, conversationIds: readonly string[], facts: readonly ReportFact[]): Promise<void> {
    await tx.query(
      `INSERT INTO report_rollup AS r (${ROLLUP})
       SELECT d.dimension, g.grain, g.day, f.team_id, d.value, f.measure, f.bucket, sum(f.n)::bigint
       FROM (
         SELECT ${FACT_NAMES} FROM jsonb_to_recordset($2::jsonb) AS added(${FACT_COLUMNS})
         UNION ALL
         SELECT conversation_id, measure, day, hour, policy, bucket, -n, team_id, channel_id, kind, language, tags
         FROM report_fact WHERE conversation_id = ANY($1::uuid[])) f
       ${DIMENSIONS}
       CROSS JOIN LATERAL (VALUES ('day', f.day), ('month', date_trunc('month', f.day)::date)) g(grain, day)
       GROUP BY d.dimension, g.grain, g.day, f.team_id, d.value, f.measure, f.bucket
       HAVING sum(f.n) <> 0
       ON CONFLICT ON CONSTRAINT pk_report_rollup DO UPDATE SET n = r.n + excluded.n`,
      [conversationIds, asRecords(facts)],
    );
    await tx.query(`DELETE FROM report_rollup WHERE n = 0`);
    await this.replaceFacts(tx, conversationIds, facts);
  }

  /** The facts alone; the sums are built from them afterwards. */
  async replaceFacts(
    tx: Tx,
    conversationIds: readonly string[],
    facts: readonly ReportFact[],
  ): Promise<void> {
    await tx.query(`DELETE FROM report_fact WHERE conversation_id = ANY($1::uuid[])`, [conversationIds]);
    if (facts.length === 0) return;
    const columns = columnsOf(facts);
    await tx.query(
      `INSERT INTO report_fact (${FACT_NAMES})
       SELECT c.id, f.measure, f.day, f.hour, f.policy, f.bucket, f.n, c.team_id, c.channel_id, c.kind, c.language, c.tags::text[]
       FROM unnest($1::int[], $2::text[], $3::date[], $4::smallint[], $5::text[], $6::int[], $7::int[])
         f(place, measure, day, hour, policy, bucket, n)
       JOIN unnest($8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[])
         WITH ORDINALITY c(id, team_id, channel_id, kind, language, tags, place) ON c.place = f.place
       ORDER BY c.id`,
      columns,
    );
  }

  /** Facts of conversations that are no more. */
  async dropOrphans(tx: Tx): Promise<void> {
    await tx.query(
      `DELETE FROM report_fact f WHERE NOT EXISTS (SELECT FROM conversation c WHERE c.id = f.conversation_id)`,
    );
  }

  /** The sums of a month anew. Whoever reads meanwhile reads the former ones. */
  async rebuildMonth(tx: Tx, { from, to }: Month): Promise<void> {
    await tx.query(MEMORY);
    await tx.query(`DELETE FROM report_rollup WHERE ${OF_MONTH}`, [from, to]);
    await tx.query(
      `WITH ${SUMS_OF_MONTH}
       INSERT INTO report_rollup (${ROLLUP}) SELECT ${ROLLUP} FROM true_sums
       ORDER BY dimension, grain, day, team_id, value, measure, bucket`,
      [from, to],
    );
  }

  /** How many sums of a month are not what the facts add up to. */
  async differences(tx: Tx, { from, to }: Month): Promise<number> {
    await tx.query(MEMORY);
    const [row] = await tx.query<{ count: number }>(
      `WITH ${SUMS_OF_MONTH}
       SELECT count(*)::int AS count FROM true_sums s
       FULL JOIN (SELECT * FROM report_rollup WHERE ${OF_MONTH}) r
         USING (dimension, grain, day, team_id, value, measure, bucket)
       WHERE s.n IS DISTINCT FROM r.n`,
      [from, to],
    );
    return row?.count ?? 0;
  }

  /** Conversations that were erased and still count, in the order of ids. */
  async orphans(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT f.conversation_id AS id FROM report_fact f
       WHERE NOT EXISTS (SELECT FROM conversation c WHERE c.id = f.conversation_id) ORDER BY 1 LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of these conversations to which something happened that has not been counted yet. */
  async owed(tx: Tx, conversationIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT e.payload ->> 'conversationId' AS id
       FROM domain_event_delivery d JOIN domain_event e ON e.id = d.event_id
       WHERE d.listener = 'reports.count' AND e.payload ->> 'conversationId' = ANY($1::text[])`,
      [conversationIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The next conversations after one, by id. */
  async idsAfter(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM conversation WHERE $1::uuid IS NULL OR id > $1::uuid ORDER BY id LIMIT $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  async conversationCount(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM conversation`,
    );
    return row?.count ?? 0;
  }

  /** What was counted of these, in any order. */
  counted(tx: Tx, conversationIds: readonly string[]): Promise<ReportFact[]> {
    return tx.query(
      `SELECT conversation_id AS "conversationId", measure, day::text AS day, hour, policy, bucket, n,
         team_id AS "teamId", channel_id AS "channelId", kind, language, tags
       FROM report_fact WHERE conversation_id = ANY($1::uuid[])`,
      [conversationIds],
    );
  }

  /** Every month that has facts or sums, the earliest first. */
  months(): Promise<Month[]> {
    return this.database.query(
      `SELECT m::date::text AS "from", (m + interval '1 month')::date::text AS "to"
       FROM (SELECT least(a.first, b.first) AS first, greatest(a.last, b.last) AS last
         FROM (SELECT min(day) AS first, max(day) AS last FROM report_fact) a,
           (SELECT min(day) AS first, max(day) AS last FROM report_rollup) b) days
       CROSS JOIN LATERAL generate_series(date_trunc('month', days.first)::timestamp, days.last::timestamp, '1 month') m
       ORDER BY m`,
    );
  }
}

/** Facts as columns to unnest: those of the facts, and once for each conversation what all of its facts share. */
function columnsOf(facts: readonly ReportFact[]): unknown[] {
  const places = new Map<string, { place: number; fact: ReportFact }>();
  for (const fact of facts)
    if (!places.has(fact.conversationId)) places.set(fact.conversationId, { place: places.size + 1, fact });
  const conversations = [...places.values()].map(({ fact }) => fact);
  return [
    facts.map(({ conversationId }) => places.get(conversationId)?.place ?? 0),
    facts.map(({ measure }) => measure),
    facts.map(({ day }) => day),
    facts.map(({ hour }) => hour),
    facts.map(({ policy }) => policy),
    facts.map(({ bucket }) => bucket),
    facts.map(({ n }) => n),
    conversations.map(({ conversationId }) => conversationId),
    conversations.map(({ teamId }) => teamId),
    conversations.map(({ channelId }) => channelId),
    conversations.map(({ kind }) => kind),
    conversations.map(({ language }) => language),
    conversations.map(({ tags }) => arrayText(tags)),
  ];
}

/** A list of texts as PostgreSQL writes it: lists of different lengths cannot be handed over as one array of arrays. */
function arrayText(texts: readonly string[]): string {
  const quoted = texts.map((text) => `"${text.replaceAll(/["\\]/g, (one) => `\\${one}`)}"`);
  return `{${quoted.join(',')}}`;
}

function asRecords(facts: readonly ReportFact[]): string {
  return JSON.stringify(
    facts.map(({ conversationId, teamId, channelId, ...rest }) => ({
      conversation_id: conversationId,
      team_id: teamId,
      channel_id: channelId,
      ...rest,
    })),
  );
}

type Instant = string;
type StoredClock = {
  [K in keyof ReportClock]: K extends 'pauses'
    ? { from: Instant; to: Instant | null }[]
    : ReportClock[K] extends Date
      ? Instant
      : ReportClock[K] extends Date | null
        ? Instant | null
        : ReportClock[K];
};

interface SourceRow extends Omit<ReportSource, 'messages' | 'replies' | 'reopenings' | 'clocks'> {
  messages: Instant[];
  replies: { id: string; at: Instant; agentId: string; person: number }[];
  reopenings: Instant[];
  clocks: StoredClock[];
}

/** Equal calendars become one object, so that what is worked out for one is kept for all its clocks. */
function sourceOf(row: SourceRow, known: Map<string, ReportClock['hours']>): ReportSource {
  const shared = (hours: ReportClock['hours']) => {
    const text = JSON.stringify(hours);
    const found = known.get(text) ?? hours;
    known.set(text, found);
    return found;
  };
  return {
    ...row,
    messages: row.messages.map((at) => new Date(at)),
    replies: row.replies.map((reply) => ({ ...reply, at: new Date(reply.at) })),
    reopenings: row.reopenings.map((at) => new Date(at)),
    clocks: row.clocks.map((clock) => ({
      ...clock,
      hours: shared(clock.hours),
      startedAt: new Date(clock.startedAt),
      deadlineAt: date(clock.deadlineAt),
      metAt: date(clock.metAt),
      breachedAt: date(clock.breachedAt),
      cancelledAt: date(clock.cancelledAt),
      pauses: clock.pauses.map(({ from, to }) => ({ from: new Date(from), to: date(to) })),
    })),
  };
}

function date(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}

/** Of spam and history too, which count nowhere: what was counted of them has to be taken off. Exported for a test of its plan. */
export const SOURCES_STATEMENT = `
  SELECT c.id, c.team_id AS "teamId", c.channel_id AS "channelId", c.kind, c.language, c.tags,
    NOT c.is_spam AND NOT c.is_history AS "isCounted",
    coalesce(m.messages, '[]') AS messages, coalesce(m.replies, '[]') AS replies,
    coalesce(e.reopenings, '[]') AS reopenings, coalesce(s.clocks, '[]') AS clocks
  FROM conversation c
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(m.ordered_at) FILTER (WHERE m.type = 'inbound' AND NOT m.is_own AND m.deleted_at IS NULL) AS messages,
      jsonb_agg(jsonb_build_object('id', m.id, 'at', m.ordered_at, 'agentId', m.agent_id, 'person', p.number)
        ORDER BY m.ordered_at, m.id) FILTER (WHERE m.type = 'reply' AND m.external_id IS NOT NULL) AS replies
    FROM message m LEFT JOIN report_person p ON p.agent_id = m.agent_id
    WHERE m.conversation_id = c.id) m ON true
  LEFT JOIN LATERAL (
    -- As a condition, the type would invite an index over the lines of all conversations.
    SELECT jsonb_agg(e.at) FILTER (WHERE e.type = 'reopened'
      OR e.type = 'snoozed' AND e.data ->> 'before' = 'closed') AS reopenings
    FROM conversation_event e WHERE e.conversation_id = c.id) e ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('metric', s.metric, 'policy', s.policy_name, 'hours', s.hours,
        'startedAt', s.started_at, 'deadlineAt', s.deadline_at, 'metAt', s.met_at, 'metByMessageId', s.met_by_message_id,
        'breachedAt', s.breached_at, 'cancelledAt', s.cancelled_at, 'cancelReason', s.cancel_reason,
        'noAnswerReason', s.no_answer_reason, 'pauses', coalesce(p.pauses, '[]'))
      ORDER BY s.started_at, s.id) AS clocks
    FROM sla_target s
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('from', p.from_at, 'to', p.to_at) ORDER BY p.from_at) AS pauses
      FROM sla_pause p WHERE p.target_id = s.id) p ON true
    WHERE s.conversation_id = c.id) s ON true
  WHERE c.id = ANY($1::uuid[]) ORDER BY c.id`;
