import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { leadsOf } from './alerts.repository.ts';
import { MOST_NAMED, type PlannedAlert, type PlannedCall } from './alerts.types.ts';

/** A network that is away for a moment comes back by itself; credentials do not. */
const GRACE = `CASE ch.health_state WHEN 'degraded' THEN interval '5 minutes' ELSE interval '0' END`;
/** A channel that comes and goes is told of at most this often. */
const APART = "interval '15 minutes'";

/** $1 the turn. What it tells of: troubles that are not over, each with its channel. */
const TOLD = `
  told AS MATERIALIZED (
    SELECT al.id, al.since, ch.id AS channel_id, ch.name, ch.network, ch.team_id, ch.health_state, ch.health_reason
    FROM channel_alert al
    JOIN channel ch ON ch.id = al.channel_id AND ch.health_state = al.state AND ch.health_since = al.since
    WHERE al.turn_id = $1::uuid)`;

const RULE = `r.is_active AND r.trigger = 'channelDown'`;

/** $1 the turn. */
export const CHANNEL_PLAN_STATEMENT = `
  WITH ${TOLD}
  SELECT a.id AS "agentId", 'channelDown' AS trigger, count(DISTINCT t.channel_id)::int AS count, max(t.since) AS at,
    NULL::uuid AS "conversationId", (array_agg(t.channel_id ORDER BY t.since, t.id))[1] AS "channelId",
    (array_agg(t.id ORDER BY t.since, t.id))[1] AS "sourceId",
    json_build_object('inApp', bool_or(r.in_app), 'browser', bool_or(r.by_browser), 'mail', bool_or(r.by_mail)) AS ruled,
    s.ways
  FROM told t
  JOIN team ON team.id = t.team_id
  JOIN alert_rule r ON ${RULE} AND (r.team_id IS NULL OR r.team_id = t.team_id)
    AND (r.in_app OR r.by_browser OR r.by_mail)
  CROSS JOIN LATERAL (
    SELECT l.id AS agent_id FROM ${leadsOf('t.team_id')} WHERE r.recipients = 'leads'
    UNION
    SELECT unnest(r.agent_ids) WHERE r.recipients = 'group') who
  JOIN agent a ON a.id = who.agent_id AND a.deactivated_at IS NULL
  LEFT JOIN notice_settings s ON s.agent_id = a.id
  WHERE NOT team.is_closed OR a.role = 'admin'
    OR EXISTS (SELECT FROM team_member m WHERE m.team_id = t.team_id AND m.agent_id = a.id)
  GROUP BY a.id, s.ways
  ORDER BY a.id`;

/** $1 the turn. */
const CHANNEL_CALLS_STATEMENT = `
  WITH ${TOLD}, named AS (
    SELECT DISTINCT r.webhook_id, t.*, team.name AS team_name
    FROM told t
    JOIN team ON team.id = t.team_id
    JOIN alert_rule r ON ${RULE} AND (r.team_id IS NULL OR r.team_id = t.team_id) AND r.webhook_id IS NOT NULL
  ), placed AS (
    SELECT n.*, row_number() OVER (PARTITION BY n.webhook_id ORDER BY n.since, n.id) AS place FROM named n
  )
  SELECT p.webhook_id AS "webhookId", 'channelDown' AS trigger, count(*)::int AS count, '[]'::json AS conversations,
    json_agg(json_build_object('id', p.channel_id, 'name', p.name, 'network', p.network,
      'team', json_build_object('id', p.team_id, 'name', p.team_name), 'state', p.health_state,
      'reason', p.health_reason, 'since', p.since) ORDER BY p.place) FILTER (WHERE p.place <= ${MOST_NAMED}) AS channels
  FROM placed p GROUP BY p.webhook_id ORDER BY p.webhook_id`;

/** $1 the present. */
export const CHANNELS_UNTOLD_STATEMENT = `
  SELECT min(due_at) AS since, max(due_at) AS latest FROM channel_alert WHERE turn_id IS NULL AND due_at <= $1::timestamptz`;

/** $1 the instant before which they were heard, $2 how many at a time. */
export const PRUNE_CHANNELS_STATEMENT = `
  DELETE FROM channel_alert WHERE id IN (
    SELECT id FROM channel_alert WHERE heard_at < $1::timestamptz ORDER BY heard_at LIMIT $2::int)
  RETURNING id`;

/** What has to be told of channels, and what was. */
@Injectable()
export class ChannelAlertsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps the trouble that channels are in, where a rule wants it told; hearing of it twice keeps it once.
   *
   * @returns whether there is something new to tell
   */
  async hear(tx: Tx, heard: readonly { id: string; channelId: string }[], now: Date): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO channel_alert (id, channel_id, state, since, heard_at, due_at)
       SELECT h.id, ch.id, ch.health_state, ch.health_since, $3::timestamptz,
         greatest(ch.health_since + ${GRACE}, ${APART} + (
           SELECT max(b.due_at) FROM channel_alert b WHERE b.channel_id = ch.id AND b.turn_id IS NOT NULL))
       FROM unnest($1::uuid[], $2::uuid[]) AS h (id, channel_id)
       JOIN channel ch ON ch.id = h.channel_id AND ch.health_state IN ('degraded', 'reconnect')
       WHERE EXISTS (SELECT FROM alert_rule r WHERE ${RULE} AND (r.team_id IS NULL OR r.team_id = ch.team_id))
       ORDER BY ch.id
       ON CONFLICT (channel_id, since) DO NOTHING
       RETURNING id`,
      [heard.map(({ id }) => id), heard.map(({ channelId }) => channelId), now],
    );
    return rows.length > 0;
  }

  /**
   * That a channel was in trouble is no news once it is not. A notice of several tells of a moment, and stays.
   *
   * @returns who had not seen it
   */
  async seeOver(tx: Tx, channelIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ agentId: string }>(
      `UPDATE notice n SET seen_at = $2
       FROM channel ch
       WHERE n.channel_id = ANY($1::uuid[]) AND n.seen_at IS NULL AND n.size = 1 AND n.kind = 'channelDown'
         AND ch.id = n.channel_id AND ch.health_state NOT IN ('degraded', 'reconnect')
       RETURNING n.agent_id AS "agentId"`,
      [channelIds, now],
    );
    return [...new Set(rows.map(({ agentId }) => agentId))];
  }

  /** When the first and the last of what is due and untold became due; null when there is nothing to tell. */
  async untold(now: Date): Promise<{ since: Date; latest: Date } | null> {
    const [row] = await this.database.query<{ since: Date | null; latest: Date | null }>(
      CHANNELS_UNTOLD_STATEMENT,
      [now],
    );
    const { since = null, latest = null } = row ?? {};
    return since === null || latest === null ? null : { since, latest };
  }

  /** What is due joins the turn; troubles that were over before anybody was told go away. Only for whoever has claimed the turn. */
  async claim(tx: Tx, turnId: string, now: Date): Promise<void> {
    await tx.query(
      `DELETE FROM channel_alert al
       WHERE al.turn_id IS NULL AND al.due_at <= $1 AND NOT EXISTS (
         SELECT FROM channel ch
         WHERE ch.id = al.channel_id AND ch.health_state = al.state AND ch.health_since = al.since)`,
      [now],
    );
    await tx.query('UPDATE channel_alert SET turn_id = $1 WHERE turn_id IS NULL AND due_at <= $2', [
      turnId,
      now,
    ]);
  }

  /** Whom the rules want told in this turn: one row per person, whatever the number of channels. */
  plan(tx: Tx, turnId: string): Promise<PlannedAlert[]> {
    return tx.query(CHANNEL_PLAN_STATEMENT, [turnId]);
  }

  /** Which webhooks have to be called for this turn: one row per webhook. */
  calls(tx: Tx, turnId: string): Promise<PlannedCall[]> {
    return tx.query(CHANNEL_CALLS_STATEMENT, [turnId]);
  }

  /** @returns how many went */
  async prune(tx: Tx, heardBefore: Date, limit: number): Promise<number> {
    return (await tx.query(PRUNE_CHANNELS_STATEMENT, [heardBefore, limit])).length;
  }
}
