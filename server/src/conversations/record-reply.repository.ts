import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { AcceptedReply, DeliveryChange, NewNote, NewReply } from './conversation.types.ts';

export interface TouchedReply {
  messageId: string;
  conversationId: string;
  agentId: string;
}

/** Rows of messages that we write: replies in every state of delivery, and notes. */
@Injectable()
export class RecordReplyRepository {
  /** @returns the sequence it got, or null when the message to be answered is not in this conversation */
  async insertReply(tx: Tx, reply: NewReply, now: Date): Promise<number | null> {
    const [row] = await tx.query<{ sequence: number }>(
      `WITH parent AS (
         SELECT m.id, m.external_id, coalesce(m.root_external_id, c.root_external_id) AS root, c.channel_id
         FROM message m JOIN conversation c ON c.id = m.conversation_id
         WHERE m.id = $4 AND c.id = $2
       ), place AS (
         UPDATE conversation c
         SET version = c.version + 1, sequence = c.sequence + 1, last_message_at = greatest(c.last_message_at, $13)
         FROM parent WHERE c.id = $2
         RETURNING c.sequence
       )
       INSERT INTO message (id, conversation_id, channel_id, type, visibility, sequence, agent_id, author_snapshot, text,
         signature, check_code, language, in_reply_to_message_id, in_reply_to_external_id, root_external_id,
         posted_at, ordered_at, received_at, delivery_state, delivery_next_at)
       SELECT $1, $2, parent.channel_id, 'reply', $5, place.sequence, $3, $6, $7, $8, $9, $10, parent.id,
         parent.external_id, parent.root, $13, $13, $13, $11, $12
       FROM parent, place
       RETURNING sequence`,
      [
        reply.id,
        reply.conversationId,
        reply.agentId,
        reply.inReplyToMessageId,
        reply.visibility,
        JSON.stringify(reply.authorSnapshot),
        reply.text,
        reply.signature,
        reply.checkCode,
        reply.language,
        reply.deliveryState,
        reply.deliveryNextAt,
        now,
      ],
    );
    return row?.sequence ?? null;
  }

  async attachMedia(tx: Tx, messageId: string, mediaIds: readonly string[]): Promise<void> {
    await tx.query(
      `INSERT INTO message_media (message_id, position, media_id, alt, mime_type)
       SELECT $1, r.position - 1, m.id, m.alt, coalesce(m.mime_type, 'application/octet-stream')
       FROM unnest($2::uuid[]) WITH ORDINALITY AS r(media_id, position) JOIN media m ON m.id = r.media_id`,
      [messageId, mediaIds],
    );
  }

  /** A note with its mentions. @returns the sequence it got, or null without such a conversation */
  async insertNote(tx: Tx, note: NewNote & { id: string }, now: Date): Promise<number | null> {
    const [row] = await tx.query<{ sequence: number }>(
      `WITH place AS (
         UPDATE conversation c
         SET version = c.version + 1, sequence = c.sequence + 1, last_message_at = greatest(c.last_message_at, $5)
         WHERE c.id = $2 RETURNING c.sequence, c.channel_id
       )
       INSERT INTO message (id, conversation_id, channel_id, type, visibility, sequence, agent_id, text,
         posted_at, ordered_at, received_at)
       SELECT $1, $2, place.channel_id, 'note', 'internal', place.sequence, $3, $4, $5, $5, $5 FROM place
       RETURNING sequence`,
      [note.id, note.conversationId, note.agentId, note.text, now],
    );
    if (row !== undefined && note.mentions.length > 0) await this.mention(tx, note);
    return row?.sequence ?? null;
  }

  private async mention(tx: Tx, note: NewNote & { id: string }): Promise<void> {
    await tx.query(
      `INSERT INTO message_mention (message_id, agent_id, kind)
       SELECT $1, a.id, CASE WHEN a.id = ANY($3::uuid[]) THEN 'ask' ELSE 'mention' END
       FROM agent a WHERE a.id = ANY($2::uuid[]) ORDER BY a.id ON CONFLICT DO NOTHING`,
      [note.id, note.mentions, note.asks ?? []],
    );
  }

  /** A note answers whatever its author was asked here before. @returns the questions, with who asked */
  answerAsks(
    tx: Tx,
    { conversationId, agentId }: Pick<NewNote, 'conversationId' | 'agentId'>,
    now: Date,
  ): Promise<{ messageId: string; askedBy: string | null }[]> {
    return tx.query(
      `UPDATE message_mention n SET answered_at = $3, seen_at = coalesce(n.seen_at, $3)
       FROM message m
       WHERE m.id = n.message_id AND m.conversation_id = $1 AND n.agent_id = $2 AND n.kind = 'ask'
         AND n.answered_at IS NULL
       RETURNING m.id AS "messageId", m.agent_id AS "askedBy"`,
      [conversationId, agentId, now],
    );
  }

  /** @returns whether a note named this agent and had not been looked at yet */
  async seeMentions(tx: Tx, conversationId: string, agentId: string, now: Date): Promise<boolean> {
    const seen = await tx.query(
      `UPDATE message_mention n SET seen_at = $3
       FROM message m
       WHERE m.id = n.message_id AND m.conversation_id = $1 AND n.agent_id = $2 AND n.seen_at IS NULL
       RETURNING n.message_id`,
      [conversationId, agentId, now],
    );
    return seen.length > 0;
  }

  /** Conversations of these replies, for locking them in order before anything is written. */
  async conversationsOf(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT conversation_id AS id FROM message WHERE id = ANY($1::uuid[]) AND type = 'reply'`,
      [messageIds],
    );
    return rows.map((row) => row.id);
  }

  /** When each of these replies was handed to the outbox; what came later its author had not seen. */
  async writtenAt(tx: Tx, messageIds: readonly string[]): Promise<Map<string, Date>> {
    const rows = await tx.query<{ id: string; at: Date }>(
      `SELECT id, received_at AS at FROM message WHERE id = ANY($1::uuid[]) AND type = 'reply'`,
      [messageIds],
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  }

  /**
   * A post of ours that came back before the receipt, in words the network had changed, was stored as posted by hand.
   * The receipt shows that it is the reply itself: the double goes, answers to it point at the reply.
   */
  async removeDoubles(tx: Tx, accepted: readonly AcceptedReply[]): Promise<void> {
    await tx.query(
      `WITH double AS (
         DELETE FROM message d
         USING unnest($1::uuid[], $2::text[]) AS r(id, external_id), message m
         WHERE m.id = r.id AND d.channel_id = m.channel_id AND d.external_id = r.external_id
           AND d.type = 'inbound' AND d.is_own
         RETURNING d.id, r.id AS reply_id
       )
       UPDATE message m SET in_reply_to_message_id = double.reply_id
       FROM double WHERE m.in_reply_to_message_id = double.id`,
      [accepted.map((reply) => reply.messageId), accepted.map((reply) => reply.externalId)],
    );
  }

  /** @returns those whose acceptance is news */
  accept(tx: Tx, accepted: readonly AcceptedReply[]): Promise<TouchedReply[]> {
    return tx.query(
      `UPDATE message m
       SET external_id = r.external_id, permalink = coalesce(r.permalink, m.permalink), delivery_state = 'sent',
           delivery_next_at = NULL, delivery_error = NULL, posted_at = r.accepted_at, ordered_at = r.accepted_at
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
         AS r(id, external_id, permalink, accepted_at)
       WHERE m.id = r.id AND m.type = 'reply' AND m.delivery_state NOT IN ('sent', 'seen', 'edited', 'deleted')
       RETURNING m.id AS "messageId", m.conversation_id AS "conversationId", m.agent_id AS "agentId"`,
      [
        accepted.map((reply) => reply.messageId),
        accepted.map((reply) => reply.externalId),
        accepted.map((reply) => reply.permalink),
        accepted.map((reply) => reply.acceptedAt),
      ],
    );
  }

  async countAccepted(
    tx: Tx,
    rows: readonly { conversationId: string; agentId: string; acceptedAt: Date; replies: number }[],
  ): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET reply_count = c.reply_count + r.replies, last_helper_id = r.agent_id,
           last_message_at = greatest(c.last_message_at, r.accepted_at), version = c.version + 1
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::integer[]) AS r(id, agent_id, accepted_at, replies)
       WHERE c.id = r.id`,
      [
        rows.map((row) => row.conversationId),
        rows.map((row) => row.agentId),
        rows.map((row) => row.acceptedAt),
        rows.map((row) => row.replies),
      ],
    );
  }

  setDelivery(tx: Tx, changes: readonly DeliveryChange[]): Promise<TouchedReply[]> {
    return tx.query(
      `UPDATE message m
       SET delivery_state = r.state, delivery_next_at = r.next_at, delivery_attempts = r.attempts,
           delivery_error = r.error,
           deleted_at = CASE WHEN r.state = 'deleted' THEN coalesce(m.deleted_at, now()) ELSE m.deleted_at END
       FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::integer[], $5::jsonb[])
         AS r(id, state, next_at, attempts, error)
       WHERE m.id = r.id AND m.type = 'reply'
         AND (m.delivery_state, m.delivery_next_at, m.delivery_attempts, m.delivery_error)
           IS DISTINCT FROM (r.state, r.next_at, r.attempts, r.error)
       RETURNING m.id AS "messageId", m.conversation_id AS "conversationId", m.agent_id AS "agentId"`,
      [
        changes.map((change) => change.messageId),
        changes.map((change) => change.state),
        changes.map((change) => change.nextAt),
        changes.map((change) => change.attempts),
        changes.map((change) => (change.error === null ? null : JSON.stringify(change.error))),
      ],
    );
  }

  /** Brings `has_failed_delivery` in line with the replies, and raises the version. */
  async refreshFailures(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET version = c.version + 1,
           has_failed_delivery = EXISTS (
             SELECT FROM message m
             WHERE m.conversation_id = c.id AND m.type = 'reply' AND m.delivery_state = 'failed'
           )
       WHERE c.id = ANY($1::uuid[])`,
      [conversationIds],
    );
  }

  /** Replaces the wording of a reply and keeps the earlier one. @returns null when there is no such reply */
  async reword(
    tx: Tx,
    edit: { messageId: string; versionId: string; text: string },
    now: Date,
  ): Promise<TouchedReply | null> {
    const [row] = await tx.query<TouchedReply>(
      `WITH old AS (
         SELECT id, text, coalesce(edited_at, posted_at) AS at FROM message WHERE id = $1 AND type = 'reply'
       ), kept AS (
         INSERT INTO message_version (id, message_id, text, at)
         SELECT $2, old.id, old.text, old.at FROM old WHERE old.text <> $3
       ), place AS (
         UPDATE conversation c SET version = c.version + 1, sequence = c.sequence + 1
         FROM message m WHERE m.id = $1 AND c.id = m.conversation_id RETURNING c.id, c.sequence
       )
       UPDATE message m SET text = $3, edited_at = $4, sequence = place.sequence
       FROM place WHERE m.id = $1 AND m.type = 'reply'
       RETURNING m.id AS "messageId", m.conversation_id AS "conversationId", m.agent_id AS "agentId"`,
      [edit.messageId, edit.versionId, edit.text, now],
    );
    return row ?? null;
  }

  /** Other words for a reply that no network has; nobody has seen the old ones. @returns whether there is such a reply */
  async redraft(tx: Tx, messageId: string, text: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE message SET text = $2 WHERE id = $1 AND type = 'reply' AND external_id IS NULL RETURNING id`,
      [messageId, text],
    );
    return rows.length > 0;
  }

  /** A reply of ours is gone from the network. @returns null when it was gone already */
  async takeDown(tx: Tx, messageId: string, now: Date): Promise<TouchedReply | null> {
    const [row] = await tx.query<TouchedReply>(
      `WITH place AS (
         UPDATE conversation c SET version = c.version + 1, sequence = c.sequence + 1
         FROM message m
         WHERE m.id = $1 AND m.type = 'reply' AND m.delivery_state <> 'deleted' AND c.id = m.conversation_id
         RETURNING c.sequence
       )
       UPDATE message m
       SET delivery_state = 'deleted', deleted_at = coalesce(m.deleted_at, $2), delivery_next_at = NULL,
           delivery_error = NULL, sequence = place.sequence
       FROM place WHERE m.id = $1
       RETURNING m.id AS "messageId", m.conversation_id AS "conversationId", m.agent_id AS "agentId"`,
      [messageId, now],
    );
    return row ?? null;
  }
}
