import { Injectable } from '@nestjs/common';
import type { Priority } from '@visavis/shared/api/conversations';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import { newId } from '../platform/crypto/new-id.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { ConversationEventType, ConversationState, DueRow } from './conversation.types.ts';

const STATE = `c.id, c.channel_id AS "channelId", c.team_id AS "teamId", c.contact_id AS "contactId", c.status,
  c.assignee_id AS "assigneeId", c.kind, c.rating, c.is_history AS "isHistory", c.version, c.desk_version AS "deskVersion", c.sequence, c.visibility,
  c.priority, c.tags, c.language, c.unread, c.is_spam AS "isSpam", c.assigned_at AS "assignedAt",
  c.snoozed_until AS "snoozedUntil", c.closed_at AS "closedAt", c.last_helper_id AS "lastHelperId",
  c.reply_count AS "replyCount", c.last_customer_message_at AS "lastCustomerMessageAt", c.needs,
  c.do_not_route AS "doNotRoute", c.sla_policy_id AS "slaPolicyId", c.created_at AS "createdAt"`;

export interface NewEvent {
  conversationId: string;
  type: ConversationEventType;
  actorAgentId: string | null;
  data: Record<string, unknown>;
}

export interface StatusRow {
  conversationId: string;
  status: ConversationStatus;
  snoozedUntil: Date | null;
  closedAt: Date | null;
}

/** Rows of `conversation` and `conversation_event`, set by set. Every update raises the version. */
@Injectable()
export class ConversationsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<ConversationState | null> {
    const [row] = await this.database.query<ConversationState>(
      `SELECT ${STATE} FROM conversation c WHERE c.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Whether a contact began this conversation or wrote in it. */
  async hasParticipant(id: string, contactId: string): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM conversation c WHERE c.id = $1 AND (c.contact_id = $2 OR EXISTS (
         SELECT FROM message m JOIN contact_identity i ON i.id = m.identity_id
         WHERE m.conversation_id = c.id AND i.contact_id = $2))`,
      [id, contactId],
    );
    return rows.length > 0;
  }

  /** Locks in the order of ids, as everybody does, so that two transactions wait for each other and never in a circle. */
  lock(tx: Tx, ids: readonly string[]): Promise<ConversationState[]> {
    return tx.query(
      `SELECT ${STATE} FROM conversation c WHERE c.id = ANY($1::uuid[]) ORDER BY c.id FOR UPDATE OF c`,
      [ids],
    );
  }

  hold(tx: Tx, ids: readonly string[]): Promise<Pick<ConversationState, 'id' | 'status'>[]> {
    return tx.query(`SELECT id, status FROM conversation WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [
      ids,
    ]);
  }

  async setAssignees(
    tx: Tx,
    rows: readonly { conversationId: string; agentId: string | null }[],
    now: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET assignee_id = r.agent_id, assigned_at = CASE WHEN r.agent_id IS NULL THEN NULL ELSE $3::timestamptz END,
           stuck = NULL, version = c.version + 1
       FROM unnest($1::uuid[], $2::uuid[]) AS r(id, agent_id)
       WHERE c.id = r.id`,
      [rows.map((row) => row.conversationId), rows.map((row) => row.agentId), now],
    );
  }

  async setStatuses(tx: Tx, rows: readonly StatusRow[]): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET status = r.status, snoozed_until = r.snoozed_until, closed_at = r.closed_at, version = c.version + 1
       FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[])
         AS r(id, status, snoozed_until, closed_at)
       WHERE c.id = r.id`,
      [
        rows.map((row) => row.conversationId),
        rows.map((row) => row.status),
        rows.map((row) => row.snoozedUntil),
        rows.map((row) => row.closedAt),
      ],
    );
  }

  async setTeam(tx: Tx, ids: readonly string[], teamId: string): Promise<void> {
    await tx.query(`UPDATE conversation SET team_id = $2, version = version + 1 WHERE id = ANY($1::uuid[])`, [
      ids,
      teamId,
    ]);
  }

  async setPriority(tx: Tx, ids: readonly string[], priority: Priority): Promise<void> {
    await tx.query(
      `UPDATE conversation SET priority = $2, version = version + 1 WHERE id = ANY($1::uuid[])`,
      [ids, priority],
    );
  }

  async setTags(tx: Tx, rows: readonly { conversationId: string; tags: string[] }[]): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET tags = ARRAY(SELECT jsonb_array_elements_text(r.tags)), version = c.version + 1
       FROM unnest($1::uuid[], $2::jsonb[]) AS r(id, tags)
       WHERE c.id = r.id`,
      [rows.map((row) => row.conversationId), rows.map((row) => JSON.stringify(row.tags))],
    );
  }

  async setSpam(tx: Tx, ids: readonly string[], isSpam: boolean): Promise<void> {
    await tx.query(`UPDATE conversation SET is_spam = $2, version = version + 1 WHERE id = ANY($1::uuid[])`, [
      ids,
      isSpam,
    ]);
  }

  async touch(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(`UPDATE conversation SET version = version + 1 WHERE id = ANY($1::uuid[])`, [ids]);
  }

  async markRead(tx: Tx, id: string): Promise<void> {
    await tx.query(`UPDATE conversation SET unread = false, version = version + 1 WHERE id = $1`, [id]);
  }

  async setDue(tx: Tx, rows: readonly DueRow[]): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET due_at = r.due_at, due_metric = r.metric, due_started_at = r.started_at, due_warn_at = r.warn_at,
           due_met_at = r.met_at, due_paused_at = r.paused_at, due_frozen_at = r.frozen_at,
           answer_due_at = CASE WHEN c.closed_at IS NULL AND NOT c.is_spam AND r.answer_started_at IS NOT NULL
             THEN coalesce(r.answer_due_at, 'infinity') END,
           answer_started_at = r.answer_started_at, answer_warn_at = r.answer_warn_at,
           version = c.version + 1
       FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
                   $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[])
         AS r(id, due_at, metric, started_at, warn_at, met_at, paused_at, frozen_at, answer_due_at, answer_started_at,
              answer_warn_at)
       WHERE c.id = r.id`,
      [
        rows.map((row) => row.conversationId),
        rows.map((row) => row.dueAt),
        rows.map((row) => row.metric),
        rows.map((row) => row.startedAt),
        rows.map((row) => row.warnAt),
        rows.map((row) => row.metAt),
        rows.map((row) => row.pausedAt ?? null),
        rows.map((row) => row.frozenAt ?? null),
        rows.map((row) => row.answerDueAt ?? null),
        rows.map((row) => row.answerStartedAt ?? null),
        rows.map((row) => row.answerWarnAt ?? null),
      ],
    );
  }

  /** Only where it still waits and something else was found before. @returns the ids of those */
  async setStuck(
    tx: Tx,
    rows: readonly { conversationId: string; stuck: string | null }[],
  ): Promise<string[]> {
    const changed = await tx.query<{ id: string }>(
      `UPDATE conversation c SET stuck = r.stuck, version = c.version + 1
       FROM unnest($1::uuid[], $2::text[]) AS r(id, stuck)
       WHERE c.id = r.id AND c.assignee_id IS NULL AND c.status IN ('new', 'open')
         AND c.stuck IS DISTINCT FROM r.stuck
       RETURNING c.id`,
      [rows.map((row) => row.conversationId), rows.map((row) => row.stuck)],
    );
    return changed.map(({ id }) => id);
  }

  async addEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO conversation_event (id, conversation_id, type, actor_agent_id, data, at)
       SELECT r.id, r.conversation_id, r.type, r.actor, r.data, $6
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::jsonb[])
         AS r(id, conversation_id, type, actor, data)`,
      [
        events.map(() => newId(now)),
        events.map((event) => event.conversationId),
        events.map((event) => event.type),
        events.map((event) => event.actorAgentId),
        events.map((event) => JSON.stringify(event.data)),
        now,
      ],
    );
  }
}
