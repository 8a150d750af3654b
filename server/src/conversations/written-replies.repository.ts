import type { DeliveryState, MessageVisibility } from '@visavis/shared/api/conversations';
import { Injectable } from '@nestjs/common';
import type { PostAuthor } from '../connectors/connector.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { AuthorSnapshot } from './conversation.types.ts';

/** The message that a reply answers, with what a connector needs for it. */
export interface ReplyTarget {
  messageId: string;
  conversationId: string;
  type: 'inbound' | 'reply' | 'note';
  visibility: MessageVisibility | 'internal';
  isOwn: boolean;
  deletedAt: Date | null;
  language: string | null;
  externalId: string | null;
  rootExternalId: string;
  /** The identity on the network that is answered; null for posts of our own. */
  author: PostAuthor | null;
  replyContext: Record<string, unknown>;
}

/** A reply as it was written, in whatever state of delivery. */
export interface WrittenReply {
  messageId: string;
  conversationId: string;
  channelId: string;
  agentId: string;
  authorSnapshot: AuthorSnapshot;
  visibility: MessageVisibility;
  text: string;
  signature: string;
  checkCode: string;
  language: string | null;
  externalId: string | null;
  permalink: string | null;
  deliveryState: DeliveryState;
  deletedAt: Date | null;
  inReplyToMessageId: string | null;
  media: { id: string; mimeType: string; alt: string }[];
}

/** A reply that the network has shown us. */
export interface SeenReply {
  messageId: string;
  externalId: string;
  permalink: string | null;
  state: DeliveryState;
  /** Since when it stands there, by the network's time. */
  postedAt: Date;
}

interface TargetRow extends Omit<ReplyTarget, 'author'> {
  author: Nulled<PostAuthor> | null;
}
type Nulled<T> = { [K in keyof T]: T[K] | null };

const WRITTEN = `
  SELECT m.id AS "messageId", m.conversation_id AS "conversationId", m.channel_id AS "channelId",
    m.agent_id AS "agentId", m.author_snapshot AS "authorSnapshot", m.visibility, m.text,
    coalesce(m.signature, '') AS signature, coalesce(m.check_code, '') AS "checkCode", m.language,
    m.external_id AS "externalId", m.permalink, m.delivery_state AS "deliveryState", m.deleted_at AS "deletedAt",
    m.in_reply_to_message_id AS "inReplyToMessageId",
    coalesce((
      SELECT json_agg(json_build_object('id', mm.media_id, 'mimeType', mm.mime_type, 'alt', mm.alt) ORDER BY mm.position)
      FROM message_media mm WHERE mm.message_id = m.id), '[]') AS media
  FROM message m`;

/** Reads what a reply answers, and replies as they were written. */
@Injectable()
export class WrittenRepliesRepository {
  constructor(private readonly database: Database) {}

  async target(messageId: string): Promise<ReplyTarget | null> {
    const [row] = await this.database.query<TargetRow>(
      `SELECT m.id AS "messageId", m.conversation_id AS "conversationId", m.type, m.visibility, m.is_own AS "isOwn",
         m.deleted_at AS "deletedAt", m.language, m.external_id AS "externalId",
         coalesce(m.root_external_id, c.root_external_id) AS "rootExternalId", m.reply_context AS "replyContext",
         CASE WHEN i.id IS NOT NULL THEN json_build_object('externalId', i.external_id, 'name', i.name,
           'handle', i.handle, 'avatarUrl', i.avatar_source_url, 'profileUrl', i.profile_url) END AS author
       FROM message m
       JOIN conversation c ON c.id = m.conversation_id
       LEFT JOIN contact_identity i ON i.id = m.identity_id
       WHERE m.id = $1`,
      [messageId],
    );
    return row === undefined ? null : { ...row, author: row.author === null ? null : authorOf(row.author) };
  }

  async find(messageId: string): Promise<WrittenReply | null> {
    const [row] = await this.database.query<WrittenReply>(`${WRITTEN} WHERE m.id = $1 AND m.type = 'reply'`, [
      messageId,
    ]);
    return row ?? null;
  }

  /** The same inside a transaction, with the message locked. */
  async lock(tx: Tx, messageId: string): Promise<WrittenReply | null> {
    const [row] = await tx.query<WrittenReply>(
      `${WRITTEN} WHERE m.id = $1 AND m.type = 'reply' FOR UPDATE OF m`,
      [messageId],
    );
    return row ?? null;
  }

  /** Among these replies, those that the network has shown us, with what it calls them. */
  seenOnNetwork(messageIds: readonly string[]): Promise<SeenReply[]> {
    return this.database.query(
      `SELECT id AS "messageId", external_id AS "externalId", permalink, delivery_state AS state,
              posted_at AS "postedAt"
       FROM message WHERE id = ANY($1::uuid[]) AND type = 'reply' AND external_id IS NOT NULL`,
      [messageIds],
    );
  }
}

function authorOf({ externalId, name, handle, avatarUrl, profileUrl }: Nulled<PostAuthor>): PostAuthor {
  return {
    externalId: externalId ?? '',
    name: name ?? '',
    ...(handle && { handle }),
    ...(avatarUrl && { avatarUrl }),
    ...(profileUrl && { profileUrl }),
  };
}
