import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import {
  MOST_NAMED,
  type HeardAlert,
  type NewAlertNotice,
  type PlannedAlert,
  type PlannedCall,
} from './alerts.types.ts';

const LOCK = 81_102;
/** What happened longer ago is no news. */
const NEWS = "interval '7 days'";
/** An alert joins the unseen notice of its kind while the one before it is no longer ago than this. */
const STORM = "interval '1 minute'";

/**
 * $1 the turn, $2 the present. What one turn tells of: clocks for which somebody still waits, without warnings of clocks
 * that are late by now. A turn is everything that is told together.
 */
const TOLD = `
  told AS MATERIALIZED (
    SELECT al.id AS alert_id, al.trigger, al.at, s.id AS target_id, s.metric, s.started_at, s.deadline_at,
      c.id AS conversation_id, c.team_id, c.assignee_id
    FROM sla_alert al
    JOIN sla_target s ON s.id = al.target_id
    JOIN conversation c ON c.id = s.conversation_id
    WHERE al.turn_id = $1::uuid AND al.at > $2::timestamptz - ${NEWS}
      AND s.met_at IS NULL AND s.cancelled_at IS NULL AND NOT c.is_spam
      AND (al.trigger = 'breach' OR s.breached_at IS NULL))`;

/** A table `l` of those who lead a team, by id; a team that nobody leads is led by the administrators. */
export function leadsOf(team: string): string {
  const leading = `a.deactivated_at IS NULL AND a.role IN ('lead', 'admin')`;
  return `(
        SELECT a.id FROM agent a JOIN team_member m ON m.agent_id = a.id WHERE m.team_id = ${team} AND ${leading}
        UNION ALL
        SELECT a.id FROM agent a WHERE a.deactivated_at IS NULL AND a.role = 'admin' AND NOT EXISTS (
          SELECT FROM agent a JOIN team_member m ON m.agent_id = a.id WHERE m.team_id = ${team} AND ${leading})) l`;
}

/** $1 the turn, $2 the present. */
export const PLAN_STATEMENT = `
  WITH ${TOLD}, place AS (
    SELECT row_number() OVER () AS id, t.trigger, t.team_id, t.assignee_id, team.is_closed,
      count(DISTINCT t.conversation_id)::int AS count, min(t.at) AS first_at, max(t.at) AS at,
      (array_agg(t.conversation_id ORDER BY t.at, t.target_id))[1] AS conversation_id,
      (array_agg(t.alert_id ORDER BY t.at, t.target_id))[1] AS alert_id
    FROM told t JOIN team ON team.id = t.team_id
    GROUP BY t.trigger, t.team_id, t.assignee_id, team.is_closed
  ), reader AS (
    SELECT p.id AS place_id, who.agent_id, bool_or(r.in_app) AS in_app, bool_or(r.by_browser) AS by_browser,
      bool_or(r.by_mail) AS by_mail
    FROM place p
    JOIN alert_rule r ON r.is_active AND r.trigger = p.trigger AND (r.team_id IS NULL OR r.team_id = p.team_id)
      AND (r.in_app OR r.by_browser OR r.by_mail)
    CROSS JOIN LATERAL (
      SELECT p.assignee_id AS agent_id WHERE r.recipients = 'assignee' AND p.assignee_id IS NOT NULL
      UNION
      SELECT l.id FROM ${leadsOf('p.team_id')}
      WHERE r.recipients = 'leads' OR (r.recipients = 'assignee' AND p.assignee_id IS NULL)
      UNION
      SELECT unnest(r.agent_ids) WHERE r.recipients = 'group') who
    GROUP BY p.id, who.agent_id
  )
  SELECT a.id AS "agentId", p.trigger, sum(p.count)::int AS count, max(p.at) AS at,
    (array_agg(p.conversation_id ORDER BY p.first_at, p.alert_id))[1] AS "conversationId",
    NULL::uuid AS "channelId", (array_agg(p.alert_id ORDER BY p.first_at, p.alert_id))[1] AS "sourceId",
    json_build_object('inApp', bool_or(r.in_app), 'browser', bool_or(r.by_browser), 'mail', bool_or(r.by_mail)) AS ruled,
    s.ways
  FROM reader r
  JOIN place p ON p.id = r.place_id
  JOIN agent a ON a.id = r.agent_id AND a.deactivated_at IS NULL
  LEFT JOIN notice_settings s ON s.agent_id = a.id
  WHERE NOT p.is_closed OR a.role = 'admin'
    OR EXISTS (SELECT FROM team_member m WHERE m.team_id = p.team_id AND m.agent_id = a.id)
  GROUP BY a.id, p.trigger, s.ways
  ORDER BY a.id, p.trigger`;

/** $1 the turn, $2 the present. */
export const CALLS_STATEMENT = `
  WITH ${TOLD}, place AS (
    SELECT trigger, team_id, count(DISTINCT conversation_id)::int AS count FROM told GROUP BY trigger, team_id
  ), owed AS (
    SELECT h.webhook_id, h.trigger, sum(p.count)::int AS count, array_agg(p.team_id) AS team_ids
    FROM (SELECT DISTINCT r.webhook_id, p.trigger, p.team_id
          FROM alert_rule r JOIN place p ON r.trigger = p.trigger AND (r.team_id IS NULL OR r.team_id = p.team_id)
          WHERE r.is_active AND r.webhook_id IS NOT NULL) h
    JOIN place p ON p.trigger = h.trigger AND p.team_id = h.team_id
    GROUP BY h.webhook_id, h.trigger
  )
  SELECT o.webhook_id AS "webhookId", o.trigger, o.count, named.conversations, '[]'::json AS channels
  FROM owed o
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('id', f.conversation_id, 'team', json_build_object('id', team.id, 'name', team.name),
      'metric', f.metric, 'startedAt', f.started_at, 'deadlineAt', f.deadline_at) ORDER BY f.at, f.target_id)
      AS conversations
    FROM (SELECT * FROM told WHERE told.trigger = o.trigger AND told.team_id = ANY(o.team_ids)
          ORDER BY told.at, told.target_id LIMIT ${MOST_NAMED}) f
    JOIN team ON team.id = f.team_id) named
  ORDER BY o.webhook_id, o.trigger`;

/** Column by column: $1 clocks or null, $2 their conversations, $3 `warning` or `breach`; $4 the present. */
export const HEAR_STATEMENT = `
  INSERT INTO sla_alert (id, target_id, trigger, at, heard_at)
  SELECT DISTINCT ON (s.id, h.trigger) gen_random_uuid(), s.id, h.trigger,
    CASE h.trigger WHEN 'breach' THEN s.breached_at ELSE s.warned_at END, $4::timestamptz
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS h (target_id, conversation_id, trigger)
  JOIN LATERAL (
    SELECT t.* FROM sla_target t
    WHERE t.conversation_id = h.conversation_id AND (h.target_id IS NULL OR t.id = h.target_id)
      AND CASE h.trigger WHEN 'breach' THEN t.breached_at ELSE t.warned_at END IS NOT NULL
    ORDER BY t.started_at DESC, t.id DESC LIMIT 1) s ON true
  JOIN conversation c ON c.id = s.conversation_id
  WHERE EXISTS (SELECT FROM alert_rule r WHERE r.is_active AND r.trigger = h.trigger
    AND (r.team_id IS NULL OR r.team_id = c.team_id))
  ORDER BY s.id, h.trigger
  ON CONFLICT (target_id, trigger) DO UPDATE SET id = EXCLUDED.id, at = EXCLUDED.at, heard_at = EXCLUDED.heard_at,
    turn_id = NULL WHERE sla_alert.at < EXCLUDED.at
  RETURNING target_id`;

/**
 * $1 conversations whose clocks have changed, $2 the present. That somebody waits is no news once nobody does: the clock
 * was met or ended, or goes on to another deadline. A notice of several tells of a moment, and stays.
 */
export const SEE_OVER_STATEMENT = `
  UPDATE notice n SET seen_at = $2
  WHERE n.conversation_id = ANY($1::uuid[]) AND n.seen_at IS NULL AND n.size = 1 AND n.kind IN ('slaWarning', 'slaBreach')
    AND NOT EXISTS (
      SELECT FROM sla_target s JOIN sla_alert al ON al.target_id = s.id
      WHERE s.conversation_id = n.conversation_id AND al.id = n.source_id AND s.met_at IS NULL AND s.cancelled_at IS NULL
        AND CASE n.kind WHEN 'slaBreach' THEN s.breached_at ELSE coalesce(s.warned_at, s.breached_at) END IS NOT NULL)
  RETURNING n.agent_id AS "agentId"`;

/** Since when something waits to be told. */
export const UNTOLD_STATEMENT = `
  SELECT min(heard_at) AS since, max(heard_at) AS latest FROM sla_alert WHERE turn_id IS NULL`;

export const CLAIM_STATEMENT = `UPDATE sla_alert SET turn_id = $1 WHERE turn_id IS NULL`;

/** $1 the instant before which they were heard, $2 how many at a time. */
export const PRUNE_ALERTS_STATEMENT = `
  DELETE FROM sla_alert WHERE (target_id, trigger) IN (
    SELECT target_id, trigger FROM sla_alert WHERE heard_at < $1::timestamptz ORDER BY heard_at LIMIT $2::int)
  RETURNING target_id`;

/** What has to be told of clocks, and what was: however many there are, a handful of statements. */
@Injectable()
export class AlertsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps what a rule wants told; hearing it twice keeps it once, and a clock that was given another deadline and comes to
   * it is news. A fact that names no clock means the newest of its conversation that is in that state.
   *
   * @returns whether there is something new to tell
   */
  async hear(tx: Tx, heard: readonly HeardAlert[], now: Date): Promise<boolean> {
    const rows = await tx.query(HEAR_STATEMENT, [
      heard.map((one) => one.targetId),
      heard.map((one) => one.conversationId),
      heard.map((one) => one.trigger),
      now,
    ]);
    return rows.length > 0;
  }

  /** Marks as seen what tells of somebody waiting who waits no longer. @returns whose notices these were */
  async seeOver(tx: Tx, conversationIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(SEE_OVER_STATEMENT, [conversationIds, now]);
    return [...new Set(rows.map(({ agentId }) => agentId))];
  }

  /** When the first and the last of what is untold was heard; null when there is nothing to tell. */
  async untold(): Promise<{ since: Date; latest: Date } | null> {
    const [row] = await this.database.query<{ since: Date | null; latest: Date | null }>(UNTOLD_STATEMENT);
    const { since = null, latest = null } = row ?? {};
    return since === null || latest === null ? null : { since, latest };
  }

  /** Everything untold becomes one turn. @returns false when another process is at it */
  async claim(tx: Tx, turnId: string): Promise<boolean> {
    const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
    if (lock?.mine !== true) return false;
    await tx.query(CLAIM_STATEMENT, [turnId]);
    return true;
  }

  /** Whom the rules want told in this turn: one row per person and kind, whatever the number of clocks. */
  plan(tx: Tx, turnId: string, now: Date): Promise<PlannedAlert[]> {
    return tx.query(PLAN_STATEMENT, [turnId, now]);
  }

  /** Which webhooks have to be called for this turn: one row per webhook and kind. */
  calls(tx: Tx, turnId: string, now: Date): Promise<PlannedCall[]> {
    return tx.query(CALLS_STATEMENT, [turnId, now]);
  }

  /**
   * Makes notices. An alert joins the one before while its reader has not seen that, so that a storm stays one notice
   * however long it lasts. If an e-mail has left with that one already, another e-mail is owed for what joined it.
   *
   * @returns whose notice is a new one, and whose has grown
   */
  async tell(
    tx: Tx,
    notices: readonly NewAlertNotice[],
    now: Date,
  ): Promise<{ told: string[]; grown: string[] }> {
    const grown = await tx.query<{ agentId: string; kind: string }>(
      `UPDATE notice n SET size = n.size + r.count, at = greatest(n.at, r.at), alerted_at = $5,
         mail_settled_at = NULL, mail_tries = 0, in_app = n.in_app OR r.in_app,
         by_browser = n.by_browser OR r.browser, by_mail = n.by_mail OR r.mail
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $6::boolean[], $7::boolean[], $8::boolean[])
         AS r (agent_id, kind, count, at, in_app, browser, mail)
       WHERE n.id = (SELECT o.id FROM notice o WHERE o.agent_id = r.agent_id AND o.kind = r.kind AND o.seen_at IS NULL
         AND o.alerted_at >= $5::timestamptz - ${STORM} ORDER BY o.id DESC LIMIT 1)
         -- Asked of the row itself as well: somebody may be looking at it at this moment.
         AND n.seen_at IS NULL
       RETURNING n.agent_id AS "agentId", n.kind`,
      [
        notices.map((one) => one.agentId),
        notices.map((one) => one.kind),
        notices.map((one) => one.count),
        notices.map((one) => one.at),
        now,
        notices.map((one) => one.inApp),
        notices.map((one) => one.browser),
        notices.map((one) => one.mail),
      ],
    );
    const fresh = notices.filter(
      ({ agentId, kind }) => !grown.some((one) => one.agentId === agentId && one.kind === kind),
    );
    const told = fresh.length === 0 ? [] : await this.insert(tx, fresh, now);
    return { told, grown: grown.map(({ agentId }) => agentId).filter((id) => !told.includes(id)) };
  }

  private async insert(tx: Tx, notices: readonly NewAlertNotice[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(
      `INSERT INTO notice (id, agent_id, kind, conversation_id, channel_id, source_id, at, size, alerted_at,
         in_app, by_browser, by_mail)
       SELECT r.id, r.agent_id, r.kind, r.conversation_id, r.channel_id, r.source_id, r.at, r.count, $8,
         r.in_app, r.browser, r.mail
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::int[],
           $9::boolean[], $10::boolean[], $11::boolean[], $12::uuid[])
         AS r (id, agent_id, kind, conversation_id, source_id, at, count, in_app, browser, mail, channel_id)
       ORDER BY r.agent_id, r.kind
       ON CONFLICT (agent_id, kind, source_id) DO NOTHING
       RETURNING agent_id AS "agentId"`,
      [
        notices.map((one) => one.id),
        notices.map((one) => one.agentId),
        notices.map((one) => one.kind),
        notices.map((one) => one.conversationId),
        notices.map((one) => one.sourceId),
        notices.map((one) => one.at),
        notices.map((one) => one.count),
        now,
        notices.map((one) => one.inApp),
        notices.map((one) => one.browser),
        notices.map((one) => one.mail),
        notices.map((one) => one.channelId),
      ],
    );
    return [...new Set(rows.map(({ agentId }) => agentId))];
  }

  /** What was heard of before an instant is forgotten, so many at a time. @returns how many went */
  async prune(tx: Tx, heardBefore: Date, limit: number): Promise<number> {
    return (await tx.query(PRUNE_ALERTS_STATEMENT, [heardBefore, limit])).length;
  }
}
