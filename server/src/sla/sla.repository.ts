import { Injectable } from '@nestjs/common';
import type { CustomerTurn, DueRow } from '../conversations/conversation.types.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { MovedTarget, NewTarget, OpenTarget, Response, Waiting } from './sla.types.ts';

type ArrivedTurn = Pick<CustomerTurn, 'conversationId' | 'messageId' | 'postedAt' | 'receivedAt'>;

/** The rows of turns and clocks. Whoever writes them holds the lock of their conversations. */
@Injectable()
export class SlaRepository {
  async addTurns(tx: Tx, turns: readonly ArrivedTurn[]): Promise<void> {
    await tx.query(
      `INSERT INTO sla_turn (message_id, conversation_id, ordered_at, received_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS turn (m, c, o, r)
       ORDER BY m
       ON CONFLICT (message_id) DO UPDATE SET conversation_id = excluded.conversation_id
       WHERE sla_turn.conversation_id <> excluded.conversation_id`,
      [
        turns.map((turn) => turn.messageId),
        turns.map((turn) => turn.conversationId),
        turns.map((turn) => turn.postedAt),
        turns.map((turn) => turn.receivedAt),
      ],
    );
  }

  /** Where these messages wait now: elsewhere than before when threads turned out to be one. */
  async conversationsOfTurns(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT conversation_id AS id FROM sla_turn WHERE message_id = ANY($1::uuid[])`,
      [messageIds],
    );
    return rows.map((row) => row.id);
  }

  async removeDismissedTurns(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    await tx.query(
      `DELETE FROM sla_turn WHERE conversation_id = ANY($1::uuid[]) AND dismissed_at IS NOT NULL`,
      [conversationIds],
    );
  }

  /** A reply answers what had reached us by an instant. */
  async removeAnsweredTurns(
    tx: Tx,
    answered: readonly { conversationId: string; upTo: Date }[],
  ): Promise<void> {
    await tx.query(
      `DELETE FROM sla_turn USING unnest($1::uuid[], $2::timestamptz[]) AS answered (conversation_id, up_to)
       WHERE sla_turn.conversation_id = answered.conversation_id AND sla_turn.received_at <= answered.up_to`,
      [answered.map((row) => row.conversationId), answered.map((row) => row.upTo)],
    );
  }

  async removeTurns(tx: Tx, messageIds: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM sla_turn WHERE message_id = ANY($1::uuid[])`, [messageIds]);
  }

  async dismissTurns(tx: Tx, conversationIds: readonly string[], at: Date): Promise<void> {
    await tx.query(
      `UPDATE sla_turn SET dismissed_at = $2 WHERE conversation_id = ANY($1::uuid[]) AND dismissed_at IS NULL`,
      [conversationIds, at],
    );
  }

  async readmitTurns(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE sla_turn SET dismissed_at = NULL WHERE conversation_id = ANY($1::uuid[]) AND dismissed_at IS NOT NULL`,
      [conversationIds],
    );
  }

  async waitingOf(tx: Tx, conversationIds: readonly string[]): Promise<Waiting[]> {
    const rows = await tx.query<WaitingRow>(
      `SELECT given.id AS "conversationId", turn.ordered_at AS "postedAt", turn.received_at AS "receivedAt",
              open.id AS "targetId", open.started_at AS "startedAt", open.hours, open.target_minutes AS "targetMinutes",
              coalesce(turns.first, 0) AS "firstTurns", coalesce(turns.next, 0) AS "nextTurns"
       FROM unnest($1::uuid[]) AS given (id)
       LEFT JOIN LATERAL (
         SELECT ordered_at, received_at FROM sla_turn
         WHERE conversation_id = given.id AND dismissed_at IS NULL ORDER BY ordered_at, received_at LIMIT 1
       ) turn ON true
       LEFT JOIN sla_target open
         ON open.conversation_id = given.id AND open.met_at IS NULL AND open.cancelled_at IS NULL
       LEFT JOIN LATERAL (
         SELECT max(turn) FILTER (WHERE metric = 'firstResponse') AS first,
                max(turn) FILTER (WHERE metric = 'nextResponse') AS next
         FROM sla_target WHERE conversation_id = given.id
       ) turns ON true
       ORDER BY given.id`,
      [conversationIds],
    );
    return rows.map(toWaiting);
  }

  async insertTargets(tx: Tx, targets: readonly NewTarget[]): Promise<void> {
    if (targets.length === 0) return;
    await tx.query(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes,
                               started_at, fetch_delay_ms, deadline_at, warn_at)
       SELECT id, "conversationId", metric, turn, "policyId", "policyName", hours, "targetMinutes",
              "startedAt", "fetchDelayMs", "deadlineAt", "warnAt"
       FROM jsonb_to_recordset($1::jsonb) AS target (
         id uuid, "conversationId" uuid, metric text, turn integer, "policyId" uuid, "policyName" text, hours jsonb,
         "targetMinutes" double precision, "startedAt" timestamptz, "fetchDelayMs" bigint, "deadlineAt" timestamptz,
         "warnAt" timestamptz)
       ORDER BY "conversationId"`,
      [JSON.stringify(targets)],
    );
  }

  /** A breach that was noted keeps its rule: it lies at the deadline. */
  async moveStarts(tx: Tx, targets: readonly MovedTarget[]): Promise<void> {
    if (targets.length === 0) return;
    await tx.query(
      `UPDATE sla_target SET started_at = moved.started_at, fetch_delay_ms = moved.delay,
         deadline_at = moved.deadline_at, warn_at = moved.warn_at,
         breached_at = CASE WHEN sla_target.breached_at IS NULL THEN NULL ELSE moved.deadline_at END
       FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
         AS moved (id, started_at, delay, deadline_at, warn_at)
       WHERE sla_target.id = moved.id`,
      [
        targets.map((target) => target.id),
        targets.map((target) => target.startedAt),
        targets.map((target) => target.fetchDelayMs),
        targets.map((target) => target.deadlineAt),
        targets.map((target) => target.warnAt),
      ],
    );
  }

  async cancelTargets(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(`UPDATE sla_target SET cancelled_at = $2 WHERE id = ANY($1::uuid[])`, [ids, at]);
  }

  /**
   * Meets the clocks whose message no longer waits. Whether a deadline was missed is decided by when the network took
   * the reply, so a breach that a timer noted while the answer was already out is taken back.
   *
   * @returns the conversations whose clock was met
   */
  async meetTargets(tx: Tx, responses: readonly Response[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE sla_target target SET
         met_at = greatest(response.accepted_at, target.started_at),
         met_by_message_id = response.message_id,
         breached_at = CASE WHEN target.deadline_at < response.accepted_at THEN target.deadline_at END
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS response (conversation_id, message_id, accepted_at)
       WHERE target.conversation_id = response.conversation_id
         AND target.met_at IS NULL AND target.cancelled_at IS NULL
         AND NOT EXISTS (
           SELECT FROM sla_turn turn
           WHERE turn.conversation_id = target.conversation_id AND turn.ordered_at = target.started_at
         )
       RETURNING target.conversation_id AS id`,
      [
        responses.map((response) => response.conversationId),
        responses.map((response) => response.messageId),
        responses.map((response) => response.acceptedAt),
      ],
    );
    return rows.map((row) => row.id);
  }

  /** What each row of the inbox shows: the clock that runs, else the one met last, else none. */
  duesOf(tx: Tx, conversationIds: readonly string[]): Promise<DueRow[]> {
    return tx.query<DueRow>(
      `SELECT given.id AS "conversationId", due.deadline_at AS "dueAt", due.metric, due.started_at AS "startedAt",
              due.warn_at AS "warnAt", due.met_at AS "metAt"
       FROM unnest($1::uuid[]) AS given (id)
       LEFT JOIN LATERAL (
         SELECT * FROM sla_target
         WHERE conversation_id = given.id AND cancelled_at IS NULL
         ORDER BY met_at DESC NULLS FIRST LIMIT 1
       ) due ON due.deadline_at IS NOT NULL
       ORDER BY given.id`,
      [conversationIds],
    );
  }
}

interface WaitingRow {
  conversationId: string;
  postedAt: Date | null;
  receivedAt: Date | null;
  targetId: string | null;
  startedAt: Date;
  hours: OpenTarget['hours'];
  targetMinutes: number;
  firstTurns: number;
  nextTurns: number;
}

function toWaiting(row: WaitingRow): Waiting {
  const { conversationId, postedAt, receivedAt, targetId, startedAt, hours, targetMinutes } = row;
  return {
    conversationId,
    oldestTurn: postedAt === null || receivedAt === null ? null : { postedAt, receivedAt },
    openTarget: targetId === null ? null : { id: targetId, startedAt, hours, targetMinutes },
    lastTurns: { firstResponse: row.firstTurns, nextResponse: row.nextTurns },
  };
}
