import type { DeliveryState, MessageVisibility } from '@visavis/shared/api/conversations';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { AuthorSnapshot, DeliveryFault } from './conversation.types.ts';

/** A message with all that a screen shows of it. */
export interface MessageRow {
  id: string;
  conversationId: string;
  sequence: number;
  type: 'inbound' | 'reply' | 'note';
  visibility: MessageVisibility | 'internal';
  isOwn: boolean;
  /** Of a reply: as it was when it was written. */
  snapshot: AuthorSnapshot | null;
  agent: { id: string; name: string; mark: string; faceVersion: number } | null;
  contact: { id: string; name: string; handle: string | null; avatarMediaId: string | null } | null;
  /** Our own account there, for posts made by hand. */
  account: { handle: string | null; name: string | null } | null;
  text: string;
  signature: string | null;
  checkCode: string | null;
  language: string | null;
  rating: number | null;
  permalink: string | null;
  inReplyToMessageId: string | null;
  postedAt: Date;
  orderedAt: Date;
  receivedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  deliveryState: DeliveryState | null;
  deliveryNextAt: Date | null;
  deliveryAttempts: number;
  deliveryError: DeliveryFault | null;
  media: {
    id: string;
    state: 'pending' | 'ready' | 'failed' | 'refused';
    mimeType: string;
    alt: string;
    width: number | null;
    height: number | null;
  }[];
  mentions: string[];
  /** Who of them was asked and has not answered. */
  asks: string[];
}

const MESSAGE = `
  SELECT m.id, m.conversation_id AS "conversationId", m.sequence, m.type, m.visibility, m.is_own AS "isOwn",
    m.author_snapshot AS snapshot,
    CASE WHEN a.id IS NOT NULL THEN
      json_build_object('id', a.id, 'name', a.display_name, 'mark', a.mark, 'faceVersion', a.face_version) END AS agent,
    CASE WHEN i.id IS NOT NULL THEN
      json_build_object('id', i.contact_id, 'name', i.name, 'handle', i.handle, 'avatarMediaId', portrait.id)
      END AS contact,
    ch.account, m.text, m.signature, m.check_code AS "checkCode", m.language, m.rating, m.permalink,
    m.in_reply_to_message_id AS "inReplyToMessageId", m.posted_at AS "postedAt", m.ordered_at AS "orderedAt",
    m.received_at AS "receivedAt", m.edited_at AS "editedAt", m.deleted_at AS "deletedAt",
    m.delivery_state AS "deliveryState", m.delivery_next_at AS "deliveryNextAt",
    m.delivery_attempts AS "deliveryAttempts", m.delivery_error AS "deliveryError",
    coalesce((
      SELECT json_agg(json_build_object('id', p.id, 'state', p.state, 'mimeType', coalesce(p.mime_type, mm.mime_type),
        'alt', mm.alt, 'width', p.width, 'height', p.height) ORDER BY mm.position)
      FROM message_media mm JOIN media p ON p.id = mm.media_id WHERE mm.message_id = m.id), '[]') AS media,
    CASE WHEN m.type = 'note' THEN coalesce((
      SELECT json_agg(mn.agent_id ORDER BY mn.agent_id) FROM message_mention mn WHERE mn.message_id = m.id), '[]')
      ELSE '[]' END AS mentions,
    CASE WHEN m.type = 'note' THEN coalesce((
      SELECT json_agg(mn.agent_id ORDER BY mn.agent_id) FROM message_mention mn
      WHERE mn.message_id = m.id AND mn.kind = 'ask' AND mn.answered_at IS NULL), '[]')
      ELSE '[]' END AS asks
  FROM message m
  JOIN channel ch ON ch.id = m.channel_id
  LEFT JOIN agent a ON a.id = m.agent_id
  LEFT JOIN contact_identity i ON i.id = m.identity_id
  LEFT JOIN media portrait ON portrait.id = i.avatar_media_id AND portrait.state IN ('pending', 'ready')`;

/** Reads messages as screens show them, however many in one statement. */
@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /** In no order; ids without a row are missing. */
  byIds(ids: readonly string[]): Promise<MessageRow[]> {
    return this.database.query(`${MESSAGE} WHERE m.id = ANY($1::uuid[]) AND m.conversation_id IS NOT NULL`, [
      ids,
    ]);
  }

  /** What came or changed after a sequence, in the order of the thread; replies that were taken back are nothing new. */
  changedAfter(conversationId: string, sequence: number): Promise<MessageRow[]> {
    return this.database.query(
      `${MESSAGE}
       WHERE m.conversation_id = $1 AND m.sequence > $2 AND m.delivery_state IS DISTINCT FROM 'cancelled'
       ORDER BY m.ordered_at, m.id`,
      [conversationId, sequence],
    );
  }

  /** How many replies that were taken back had moved the sequence past this one. */
  async countCancelledAfter(conversationId: string, sequence: number): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM message
       WHERE conversation_id = $1 AND sequence > $2 AND delivery_state = 'cancelled'`,
      [conversationId, sequence],
    );
    return row?.count ?? 0;
  }

  /** The newest messages before a place in the thread (from the end without one), newest first; taken-back replies left out. */
  newestBefore(
    conversationId: string,
    place: { orderedAt: Date; id: string } | null,
    limit: number,
  ): Promise<MessageRow[]> {
    return this.database.query(
      `${MESSAGE}
       WHERE m.conversation_id = $1 AND m.delivery_state IS DISTINCT FROM 'cancelled'
         AND ($2::timestamptz IS NULL OR (m.ordered_at, m.id) < ($2::timestamptz, $3::uuid))
       ORDER BY m.ordered_at DESC, m.id DESC LIMIT $4`,
      [conversationId, place?.orderedAt ?? null, place?.id ?? null, limit],
    );
  }
}
