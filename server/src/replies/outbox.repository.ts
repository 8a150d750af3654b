import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Delivery, DeliveryFailure, DeliveryOperation, OutboxState } from './replies.types.ts';

/** How a row stands after a try, or after somebody touched it. */
export interface OutboxChange {
  state: Exclude<OutboxState, 'sending' | 'looking'>;
  nextAttemptAt: Date | null;
  isInDoubt: boolean;
  error: DeliveryFailure | null;
  /** Set where a new series of tries begins. */
  triedSince?: Date;
  acceptedAt?: Date;
}

/** Another thing to do for a reply: a new wording, or taking it down. */
export interface NewOperation {
  operation: DeliveryOperation;
  newText: string | null;
  newTyped: string | null;
  deliveryId: string;
  recordKey: string;
  at: Date;
}

/** The conversation is asked of the message: two threads may turn out to be one. */
const ROW = `d.message_id AS "messageId",
  (SELECT m.conversation_id FROM message m WHERE m.id = d.message_id) AS "conversationId", d.channel_id AS "channelId",
  d.agent_id AS "agentId", d.operation, d.state, d.idempotency_key AS "idempotencyKey", d.answer, d.typed,
  d.new_text AS "newText", d.new_typed AS "newTyped", d.delivery_id AS "deliveryId", d.record_key AS "recordKey",
  d.attempts, d.send_at AS "sendAt", d.next_attempt_at AS "nextAttemptAt", d.locked_until AS "lockedUntil",
  d.locked_by AS "lockedBy", d.first_attempted_at AS "firstAttemptedAt", d.tried_since AS "triedSince",
  d.is_in_doubt AS "isInDoubt", d.last_error AS "lastError", d.accepted_at AS "acceptedAt"`;

/** Rows of `delivery` and `delivery_pause`. Whoever writes one has locked its conversation first. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  async find(messageId: string): Promise<Delivery | null> {
    const [row] = await this.database.query<Delivery>(
      `SELECT ${ROW} FROM delivery d WHERE d.message_id = $1`,
      [messageId],
    );
    return row ?? null;
  }

  async findByKey(idempotencyKey: string): Promise<Delivery | null> {
    const [row] = await this.database.query<Delivery>(
      `SELECT ${ROW} FROM delivery d WHERE d.idempotency_key = $1`,
      [idempotencyKey],
    );
    return row ?? null;
  }

  async findByKeyIn(tx: Tx, idempotencyKey: string): Promise<Delivery | null> {
    const [row] = await tx.query<Delivery>(`SELECT ${ROW} FROM delivery d WHERE d.idempotency_key = $1`, [
      idempotencyKey,
    ]);
    return row ?? null;
  }

  /** @returns false when the key was taken meanwhile, in another conversation */
  async insert(
    tx: Tx,
    row: Omit<
      Delivery,
      'conversationId' | 'newText' | 'newTyped' | 'lockedUntil' | 'lockedBy' | 'acceptedAt'
    >,
  ): Promise<boolean> {
    const inserted = await tx.query(
      `INSERT INTO delivery (message_id, channel_id, agent_id, operation, state, idempotency_key, answer,
         typed, delivery_id, record_key, attempts, send_at, next_attempt_at, first_attempted_at, tried_since, is_in_doubt,
         last_error)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       ON CONFLICT (idempotency_key) DO NOTHING RETURNING message_id`,
      [
        row.messageId,
        row.channelId,
        row.agentId,
        row.operation,
        row.state,
        row.idempotencyKey,
        JSON.stringify(row.answer),
        JSON.stringify(row.typed),
        row.deliveryId,
        row.recordKey,
        row.attempts,
        row.sendAt,
        row.nextAttemptAt,
        row.firstAttemptedAt,
        row.triedSince,
        row.isInDoubt,
        jsonOf(row.lastError),
      ],
    );
    return inserted.length > 0;
  }

  async lock(tx: Tx, messageId: string): Promise<Delivery | null> {
    const [row] = await tx.query<Delivery>(
      `SELECT ${ROW} FROM delivery d WHERE d.message_id = $1 FOR UPDATE OF d`,
      [messageId],
    );
    return row ?? null;
  }

  /**
   * Takes a row that is due, or whose worker died, for one worker. What was being sent when its worker died is looked
   * up now, and so is what is in doubt; a change of what stands on the network is simply made again.
   *
   * @returns null when it is not due, paused, or somebody else has it
   */
  async claim(
    tx: Tx,
    messageId: string,
    lease: { by: string; now: Date; until: Date },
  ): Promise<Delivery | null> {
    const [row] = await tx.query<Delivery>(
      `WITH due AS (
         SELECT d.message_id, d.operation = 'create' AND d.state <> 'queued' AS looks FROM delivery d
         WHERE d.message_id = $1
           AND ((d.state IN ('queued', 'unknown') AND d.next_attempt_at <= $2)
             OR (d.state IN ('sending', 'looking') AND d.locked_until <= $2))
           AND NOT EXISTS (SELECT FROM delivery_pause p WHERE p.channel_id = d.channel_id AND p.until > $2)
         FOR UPDATE OF d SKIP LOCKED
       )
       UPDATE delivery d
       SET state = CASE WHEN due.looks THEN 'looking' ELSE 'sending' END, locked_until = $3, locked_by = $4,
           next_attempt_at = NULL, attempts = d.attempts + 1, first_attempted_at = coalesce(d.first_attempted_at, $2),
           is_in_doubt = due.looks
       FROM due WHERE d.message_id = due.message_id
       RETURNING ${ROW}`,
      [messageId, lease.now, lease.until, lease.by],
    );
    return row ?? null;
  }

  /** Keeps a claim while the network is slow. @returns whether it still was ours */
  async renew(tx: Tx, messageId: string, by: string, until: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE delivery SET locked_until = $3 WHERE message_id = $1 AND locked_by = $2 RETURNING message_id`,
      [messageId, by, until],
    );
    return rows.length > 0;
  }

  async change(tx: Tx, messageId: string, change: OutboxChange): Promise<void> {
    await tx.query(
      `UPDATE delivery
       SET state = $2, next_attempt_at = $3, is_in_doubt = $4, last_error = $5, tried_since = coalesce($6, tried_since),
           accepted_at = coalesce(accepted_at, $7), locked_until = NULL, locked_by = NULL
       WHERE message_id = $1`,
      [
        messageId,
        change.state,
        change.nextAttemptAt,
        change.isInDoubt,
        jsonOf(change.error),
        change.triedSince ?? null,
        change.acceptedAt ?? null,
      ],
    );
  }

  /** Begins another operation, or the same one with other words; it is due at once. */
  async begin(tx: Tx, messageId: string, next: NewOperation): Promise<void> {
    await tx.query(
      `UPDATE delivery
       SET operation = $2, new_text = $3, new_typed = $4, delivery_id = $5, record_key = $6, state = 'queued',
           next_attempt_at = $7, tried_since = $7, first_attempted_at = NULL, attempts = 0, is_in_doubt = false,
           last_error = NULL, locked_until = NULL, locked_by = NULL
       WHERE message_id = $1`,
      [messageId, next.operation, next.newText, next.newTyped, next.deliveryId, next.recordKey, next.at],
    );
  }

  /** What was typed, after another wording took its place. */
  async retype(tx: Tx, messageId: string, typedText: string): Promise<void> {
    await tx.query(
      `UPDATE delivery SET typed = jsonb_set(typed, '{text}', to_jsonb($2::text)) WHERE message_id = $1`,
      [messageId, typedText],
    );
  }

  /** The network named an instant before which it takes nothing from this channel. */
  async pauseChannel(tx: Tx, channelId: string, until: Date): Promise<void> {
    await tx.query(
      `INSERT INTO delivery_pause (channel_id, until) VALUES ($1, $2)
       ON CONFLICT (channel_id) DO UPDATE SET until = greatest(delivery_pause.until, excluded.until)`,
      [channelId, until],
    );
  }

  /** What is due or was left by a dead worker, oldest first, as far as its channel is not paused. */
  due(now: Date, limit: number): Promise<{ messageId: string; attempts: number }[]> {
    return this.database.query(
      `SELECT due.message_id AS "messageId", due.attempts FROM (
         SELECT message_id, channel_id, attempts, next_attempt_at AS at FROM delivery
         WHERE state IN ('queued', 'unknown') AND next_attempt_at <= $1
         UNION ALL
         SELECT message_id, channel_id, attempts, locked_until AS at FROM delivery
         WHERE state IN ('sending', 'looking') AND locked_until <= $1
       ) due
       WHERE NOT EXISTS (SELECT FROM delivery_pause p WHERE p.channel_id = due.channel_id AND p.until > $1)
       ORDER BY due.at LIMIT $2`,
      [now, limit],
    );
  }

  /** Among these, the replies of which we do not know that the network has them. */
  notAccepted(messageIds: readonly string[]): Promise<{ messageId: string; conversationId: string }[]> {
    return this.database.query(
      `SELECT d.message_id AS "messageId", m.conversation_id AS "conversationId"
       FROM delivery d JOIN message m ON m.id = d.message_id
       WHERE d.message_id = ANY($1::uuid[]) AND d.operation = 'create' AND d.state <> 'done'`,
      [messageIds],
    );
  }

  /** The channels that deliveries are parked for. */
  async parkedChannels(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT channel_id AS id FROM delivery WHERE state = 'parked'`,
    );
    return rows.map((row) => row.id);
  }

  async parkedOf(
    channelIds: readonly string[],
    limit: number,
  ): Promise<{ messageId: string; conversationId: string }[]> {
    return this.database.query(
      `SELECT d.message_id AS "messageId", m.conversation_id AS "conversationId"
       FROM delivery d JOIN message m ON m.id = d.message_id
       WHERE d.state = 'parked' AND d.channel_id = ANY($1::uuid[]) ORDER BY d.message_id LIMIT $2`,
      [channelIds, limit],
    );
  }

  /** Lets parked rows go on: what is in doubt is looked up first. @returns the rows that were still parked */
  unpark(tx: Tx, messageIds: readonly string[], now: Date): Promise<Delivery[]> {
    return tx.query(
      `UPDATE delivery d
       SET state = CASE WHEN d.is_in_doubt THEN 'unknown' ELSE 'queued' END, next_attempt_at = greatest(d.send_at, $2),
           tried_since = $2, last_error = NULL
       WHERE d.message_id = ANY($1::uuid[]) AND d.state = 'parked'
       RETURNING ${ROW}`,
      [messageIds, now],
    );
  }
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
