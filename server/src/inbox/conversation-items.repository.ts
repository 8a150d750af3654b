import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { pausesOf } from '../sla/desk-clocks.repository.ts';
import type { ActivityRow, ItemRow } from './inbox.types.ts';

/**
 * A person by id, null for none. A subquery and no join: each join that a page of the list has more makes the planner try
 * more orders, and it took longer to plan than to read.
 */
export const personOf = (id: string): string =>
  `(SELECT json_build_object('id', p.id, 'name', p.display_name, 'faceVersion', p.face_version) FROM agent p WHERE p.id = ${id})`;

/** Who helped here, else who helped the contact in the newest other conversation, as placement has it. */
const WHO_KNOWS = `coalesce(c.last_helper_id, (
    SELECT o.last_helper_id FROM conversation o
    WHERE o.contact_id = c.contact_id AND o.last_helper_id IS NOT NULL
    ORDER BY o.last_customer_message_at DESC LIMIT 1))`;

/** Columns of `ItemRow`; the tables are joined by `ITEM_TABLES`. */
export const ITEM_COLUMNS = `
  c.id, c.version, c.sequence, c.status, c.priority, c.subject, c.excerpt, c.kind, c.visibility, c.tags, c.language,
  c.unread, c.rating, c.is_spam AS "isSpam", c.last_customer_message_at AS "lastCustomerMessageAt",
  c.snoozed_until AS "snoozedUntil", c.has_failed_delivery AS "hasFailedDelivery",
  EXISTS (SELECT FROM sla_target s WHERE s.conversation_id = c.id AND s.metric IN ('firstResponse', 'nextResponse')
    AND s.met_at IS NULL AND s.cancelled_at IS NULL) AS "isUnanswered",
  c.due_at AS "dueAt", c.due_metric AS "dueMetric", c.due_started_at AS "dueStartedAt", c.due_warn_at AS "dueWarnAt",
  c.due_met_at AS "dueMetAt", c.due_paused_at AS "duePausedAt", c.due_frozen_at AS "dueFrozenAt",
  CASE WHEN c.due_metric IS NOT NULL THEN (
    SELECT json_build_object('hours', s.hours::text, 'targetMinutes', s.target_minutes) FROM sla_target s
    WHERE s.conversation_id = c.id AND s.metric = c.due_metric AND s.started_at = c.due_started_at
      AND s.cancelled_at IS NULL
    ORDER BY s.turn DESC LIMIT 1) END AS "dueTerms",
  CASE WHEN c.assignee_id IS NULL AND c.status IN ('new', 'open') AND NOT c.is_spam THEN
    CASE WHEN c.do_not_route THEN 'doNotRoute' ELSE c.stuck END END AS stuck,
  json_build_object('id', ch.id, 'name', ch.name, 'network', ch.network) AS channel,
  json_build_object('id', t.id, 'name', t.name) AS team, t.is_closed AS "isTeamClosed",
  json_build_object('id', co.id, 'name', coalesce(i.name, co.display_name), 'handle', i.handle,
    'avatarMediaId', i.avatar_media_id) AS contact,
  ${personOf('c.assignee_id')} AS assignee,
  ${personOf(WHO_KNOWS)} AS knows,
  ARRAY(SELECT DISTINCT mm.agent_id FROM message m JOIN message_mention mm ON mm.message_id = m.id
        WHERE m.conversation_id = c.id AND m.type = 'note' AND mm.seen_at IS NULL ORDER BY mm.agent_id)
    AS "mentionedAgentIds"`;

/** Everything beside conversation `c`, by primary keys and one identity: the contact's own on this network. */
export const ITEM_TABLES = `
  JOIN channel ch ON ch.id = c.channel_id
  JOIN team t ON t.id = c.team_id
  JOIN contact co ON co.id = c.contact_id
  LEFT JOIN LATERAL (
    SELECT ci.name, ci.handle, p.id AS avatar_media_id FROM contact_identity ci
    LEFT JOIN media p ON p.id = ci.avatar_media_id AND p.state = 'ready'
    WHERE ci.contact_id = c.contact_id
    ORDER BY ci.scope = c.channel_id::text DESC, ci.network = ch.network DESC, ci.created_at, ci.id LIMIT 1) i ON true`;

/** `ActivityRow` of conversation `c`. */
export const ACTIVITY_COLUMNS = `
  coalesce((
    SELECT json_agg(json_build_object('id', e.id, 'type', e.type, 'data', e.data, 'at', e.at, 'actor',
      ${personOf('e.actor_agent_id')}) ORDER BY e.at, e.id)
    FROM conversation_event e WHERE e.conversation_id = c.id), '[]') AS events,
  coalesce((
    SELECT json_agg(json_build_object('metric', s.metric, 'turn', s.turn, 'policyName', s.policy_name,
      'targetMinutes', s.target_minutes, 'startedAt', s.started_at, 'fetchDelayMs', s.fetch_delay_ms,
      'deadlineAt', s.deadline_at, 'metAt', s.met_at, 'breachedAt', s.breached_at, 'cancelledAt', s.cancelled_at,
      'calendarName', s.calendar_name, 'hours', s.hours, 'pausedAt', s.paused_at, 'cancelReason', s.cancel_reason,
      'noAnswerReason', s.no_answer_reason, 'cancelNote', s.cancel_note, 'cancelledBy',
      ${personOf('s.cancelled_by')}, 'pauses', ${pausesOf('s')})
      ORDER BY s.started_at, s.turn, s.id)
    FROM sla_target s WHERE s.conversation_id = c.id), '[]') AS ledger`;

/** Conversations by id as screens show them, however many in one statement. */
@Injectable()
export class ConversationItemsRepository {
  constructor(private readonly database: Database) {}

  /** In no order; ids without a row are missing. */
  byIds(ids: readonly string[]): Promise<ItemRow[]> {
    return this.database.query(
      `SELECT ${ITEM_COLUMNS} FROM conversation c ${ITEM_TABLES} WHERE c.id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /** What was done to each, and how its clocks ran. */
  activityOf(ids: readonly string[]): Promise<(ActivityRow & { id: string; version: number })[]> {
    return this.database.query(
      `SELECT c.id, c.version, ${ACTIVITY_COLUMNS} FROM conversation c WHERE c.id = ANY($1::uuid[])`,
      [ids],
    );
  }
}
