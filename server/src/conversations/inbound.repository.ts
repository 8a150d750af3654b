import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Echo } from './conversation.types.ts';
import type { Channel } from '../channels/channel.types.ts';
import type {
  ChangedMessage,
  KeptVersion,
  KnownConversation,
  KnownMessage,
  Merge,
  MovedMessage,
  NewConversation,
  NewMessage,
  UpdatedConversation,
} from './inbound.types.ts';

const KNOWN_MESSAGE = `m.id, m.external_id AS "externalId", m.root_external_id AS "rootExternalId",
  m.in_reply_to_external_id AS "inReplyToExternalId", m.type, m.is_own AS "isOwn", m.text, m.posted_at AS "postedAt",
  m.ordered_at AS "orderedAt", m.edited_at AS "editedAt", m.deleted_at AS "deletedAt",
  m.conversation_id AS "conversationId", c.root_external_id AS "conversationRoot"`;

const KNOWN_CONVERSATION = `c.id, c.channel_id AS "channelId", c.team_id AS "teamId", c.contact_id AS "contactId",
  c.status, c.assignee_id AS "assigneeId", c.kind, c.rating, c.is_history AS "isHistory", c.version, c.sequence,
  c.visibility, c.priority, c.tags, c.language, c.unread, c.is_spam AS "isSpam", c.assigned_at AS "assignedAt",
  c.snoozed_until AS "snoozedUntil", c.closed_at AS "closedAt", c.last_helper_id AS "lastHelperId",
  c.reply_count AS "replyCount", c.last_customer_message_at AS "lastCustomerMessageAt", c.needs,
  c.do_not_route AS "doNotRoute", c.sla_policy_id AS "slaPolicyId", c.created_at AS "createdAt",
  c.root_external_id AS "rootExternalId", c.generation, c.subject, c.excerpt, c.last_message_at AS "lastMessageAt"`;

/** The statements of intake: as many for five hundred posts as for one. */
@Injectable()
export class InboundRepository {
  /** One batch of a channel at a time, so that two that carry the same posts, or one thread, see each other. */
  async lockChannel(tx: Tx, channelId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('intake:' || $1, 0))`, [channelId]);
  }

  messagesByExternalId(tx: Tx, channelId: string, externalIds: readonly string[]): Promise<KnownMessage[]> {
    return tx.query(
      `SELECT ${KNOWN_MESSAGE} FROM message m LEFT JOIN conversation c ON c.id = m.conversation_id
       WHERE m.channel_id = $1 AND m.external_id = ANY($2::text[])`,
      [channelId, externalIds],
    );
  }

  /** Answers to posts that come only now, oldest first. */
  answersTo(tx: Tx, channelId: string, externalIds: readonly string[]): Promise<KnownMessage[]> {
    return tx.query(
      `SELECT ${KNOWN_MESSAGE} FROM message m JOIN conversation c ON c.id = m.conversation_id
       WHERE m.channel_id = $1 AND m.in_reply_to_external_id = ANY($2::text[]) AND m.external_id IS NOT NULL
       ORDER BY m.ordered_at, m.id`,
      [channelId, externalIds],
    );
  }

  /** Replies that the network may have although it has not told us. */
  pendingReplies(tx: Tx, channelId: string): Promise<KnownMessage[]> {
    return tx.query(
      `SELECT ${KNOWN_MESSAGE} FROM message m JOIN conversation c ON c.id = m.conversation_id
       WHERE m.channel_id = $1 AND m.type = 'reply' AND m.external_id IS NULL
         AND m.delivery_state IN ('queued', 'sending', 'unknown', 'failed')
       ORDER BY m.ordered_at, m.id`,
      [channelId],
    );
  }

  async setExternalIds(tx: Tx, echoes: readonly Echo[]): Promise<void> {
    await tx.query(
      `UPDATE message m SET external_id = r.external_id, permalink = coalesce(r.permalink, m.permalink),
         posted_at = r.posted_at
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) AS r(id, external_id, permalink, posted_at)
       WHERE m.id = r.id`,
      [
        echoes.map((echo) => echo.messageId),
        echoes.map((echo) => echo.externalId),
        echoes.map((echo) => echo.permalink),
        echoes.map((echo) => echo.postedAt),
      ],
    );
  }

  /** Accepted replies that the network shows us. @returns those that it shows for the first time */
  markSeen(tx: Tx, replyIds: readonly string[]): Promise<{ messageId: string; conversationId: string }[]> {
    return tx.query(
      `WITH seen AS (
         UPDATE message SET delivery_state = 'seen'
         WHERE id = ANY($1::uuid[]) AND type = 'reply' AND delivery_state = 'sent'
         RETURNING id, conversation_id
       ), touched AS (
         UPDATE conversation c SET version = c.version + 1 FROM seen WHERE c.id = seen.conversation_id
       )
       SELECT id AS "messageId", conversation_id AS "conversationId" FROM seen ORDER BY id`,
      [replyIds],
    );
  }

  /** The newest conversation of each root, and whatever else is named by id; locked in the order of ids. */
  lockConversations(
    tx: Tx,
    channelId: string,
    wanted: { roots: readonly string[]; ids: readonly string[] },
  ): Promise<KnownConversation[]> {
    return tx.query(
      `SELECT ${KNOWN_CONVERSATION} FROM conversation c
       WHERE c.id IN (
         SELECT unnest($3::uuid[])
         UNION
         SELECT n.id FROM conversation n WHERE n.channel_id = $1 AND n.root_external_id = ANY($2::text[])
           AND NOT EXISTS (
             SELECT FROM conversation l
             WHERE l.channel_id = n.channel_id AND l.root_external_id = n.root_external_id AND l.generation > n.generation
           )
       )
       ORDER BY c.id FOR UPDATE OF c`,
      [channelId, wanted.roots, wanted.ids],
    );
  }

  async insertConversations(
    tx: Tx,
    channel: Channel,
    rows: readonly NewConversation[],
    now: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, generation, kind, visibility,
         status, subject, excerpt, language, rating, unread, last_customer_message_at, last_message_at, closed_at,
         is_history, sequence, created_at)
       SELECT r.id, $2, $3, r."contactId", r."rootExternalId", r.generation, r.kind, r.visibility, r.status, r.subject,
         r.excerpt, r.language, r.rating, r.unread, r."lastCustomerMessageAt", r."lastMessageAt", r."closedAt",
         r."isHistory", r.sequence, $4
       FROM json_to_recordset($1::json) AS r(id uuid, "contactId" uuid, "rootExternalId" text, generation integer,
         kind text, visibility text, status text, subject text, excerpt text, language text, rating integer,
         unread boolean, "lastCustomerMessageAt" timestamptz, "lastMessageAt" timestamptz, "closedAt" timestamptz,
         "isHistory" boolean, sequence integer)
       ORDER BY r."rootExternalId"`,
      [JSON.stringify(rows), channel.id, channel.teamId, now],
    );
  }

  async updateConversations(tx: Tx, rows: readonly UpdatedConversation[]): Promise<void> {
    await tx.query(
      `UPDATE conversation c
       SET version = c.version + 1, sequence = r.sequence, contact_id = r."contactId", kind = r.kind,
         visibility = r.visibility, status = r.status, subject = r.subject, excerpt = r.excerpt,
         language = r.language, rating = r.rating, unread = r.unread,
         last_customer_message_at = r."lastCustomerMessageAt", last_message_at = r."lastMessageAt",
         snoozed_until = r."snoozedUntil", closed_at = r."closedAt", is_history = r."isHistory"
       FROM json_to_recordset($1::json) AS r(id uuid, sequence integer, "contactId" uuid, kind text, visibility text,
         status text, subject text, excerpt text, language text, rating integer, unread boolean,
         "lastCustomerMessageAt" timestamptz, "lastMessageAt" timestamptz, "snoozedUntil" timestamptz,
         "closedAt" timestamptz, "isHistory" boolean)
       WHERE c.id = r.id`,
      [JSON.stringify(rows.map((row) => row.after))],
    );
  }

  /** In the order of the unique key, as every batch does. */
  async insertMessages(tx: Tx, channelId: string, rows: readonly NewMessage[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO message (id, conversation_id, channel_id, external_id, root_external_id, type, visibility, sequence,
         identity_id, text, language, rating, permalink, in_reply_to_external_id, in_reply_to_message_id, is_own,
         addresses_us, reply_context, posted_at, ordered_at, received_at, edited_at, deleted_at)
       SELECT r.id, r.conversation, $2, r.external, r.root, 'inbound', r.visibility, r.sequence, r.identity, r.text,
         r.language, r.rating, r.permalink, r.parent, r."parentId", r.own, r.addresses,
         r.context, r.posted, r.ordered, $3, r.edited, r.deleted
       FROM json_to_recordset($1::json) AS r(id uuid, conversation uuid, external text, root text, visibility text,
         sequence integer, identity uuid, text text, language text, rating integer, permalink text, parent text,
         "parentId" uuid, own boolean, addresses boolean, context jsonb, posted timestamptz, ordered timestamptz, edited timestamptz,
         deleted timestamptz)
       ORDER BY r.external`,
      [JSON.stringify(rows.map(rowOf)), channelId, now],
    );
  }

  /** Links answers that we held to parents that came only now. */
  async linkAnswers(tx: Tx, links: readonly { answerId: string; parentId: string }[]): Promise<void> {
    await tx.query(
      `UPDATE message m SET in_reply_to_message_id = r.parent FROM unnest($1::uuid[], $2::uuid[]) AS r(id, parent)
       WHERE m.id = r.id`,
      [links.map((link) => link.answerId), links.map((link) => link.parentId)],
    );
  }

  /** Moves the messages of conversations that are part of others. @returns what moved, in the order of its thread */
  moveMessages(tx: Tx, merges: readonly Merge[]): Promise<MovedMessage[]> {
    return tx.query(
      `WITH moved AS (
         UPDATE message m SET conversation_id = r.target FROM unnest($1::uuid[], $2::uuid[]) AS r(id, target)
         WHERE m.conversation_id = r.id
         RETURNING m.id, m.conversation_id, m.identity_id, m.addresses_us, m.ordered_at, m.received_at, m.deleted_at
       )
       SELECT moved.id AS "messageId", moved.conversation_id AS "conversationId", i.contact_id AS "contactId",
         moved.addresses_us AS "addressesUs", moved.ordered_at AS "orderedAt", moved.received_at AS "receivedAt",
         moved.deleted_at AS "deletedAt"
       FROM moved LEFT JOIN contact_identity i ON i.id = moved.identity_id
       ORDER BY moved.ordered_at, moved.id`,
      [merges.map(({ from }) => from.id), merges.map(({ into }) => into.id)],
    );
  }

  async deleteConversations(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM conversation WHERE id = ANY($1::uuid[])`, [ids]);
  }

  async updateMessages(tx: Tx, rows: readonly ChangedMessage[]): Promise<void> {
    await tx.query(
      `UPDATE message m
       SET text = r.text, edited_at = r.edited, deleted_at = r.deleted, sequence = r.sequence,
         delivery_state = CASE WHEN m.type = 'reply' AND r.deleted IS NOT NULL THEN 'deleted' ELSE m.delivery_state END
       FROM json_to_recordset($1::json) AS r(id uuid, text text, edited timestamptz, deleted timestamptz,
         sequence integer)
       WHERE m.id = r.id`,
      [
        JSON.stringify(
          rows.map(({ change, sequence }) => ({
            id: change.message.id,
            text: change.text,
            edited: change.editedAt,
            deleted: change.deletedAt,
            sequence,
          })),
        ),
      ],
    );
  }

  async keepVersions(tx: Tx, versions: readonly (KeptVersion & { id: string })[]): Promise<void> {
    await tx.query(
      `INSERT INTO message_version (id, message_id, text, at)
       SELECT * FROM json_to_recordset($1::json) AS r(id uuid, "messageId" uuid, text text, at timestamptz)`,
      [JSON.stringify(versions.map(({ id, messageId, text, at }) => ({ id, messageId, text, at })))],
    );
  }

  /** Posts of our own that a customer has now written below join the conversation, as what came before it. */
  async adoptContext(
    tx: Tx,
    channelId: string,
    opened: readonly { id: string; root: string }[],
  ): Promise<void> {
    await tx.query(
      `UPDATE message m SET conversation_id = r.id
       FROM unnest($2::uuid[], $3::text[]) AS r(id, root)
       WHERE m.channel_id = $1 AND m.conversation_id IS NULL AND m.root_external_id = r.root
         AND m.is_own AND m.deleted_at IS NULL`,
      [channelId, opened.map((row) => row.id), opened.map((row) => row.root)],
    );
  }

  mediaOf(
    tx: Tx,
    messageIds: readonly string[],
  ): Promise<{ messageId: string; mediaId: string; sourceUrl: string }[]> {
    return tx.query(
      `SELECT message_id AS "messageId", media_id AS "mediaId", source_url AS "sourceUrl" FROM message_media
       WHERE message_id = ANY($1::uuid[]) AND source_url IS NOT NULL`,
      [messageIds],
    );
  }

  /** Messages of conversations that show these pictures. */
  messagesWithMedia(
    tx: Tx,
    mediaIds: readonly string[],
  ): Promise<{ conversationId: string; messageId: string }[]> {
    return tx.query(
      `SELECT DISTINCT m.conversation_id AS "conversationId", m.id AS "messageId"
       FROM message_media mm JOIN message m ON m.id = mm.message_id
       WHERE mm.media_id = ANY($1::uuid[]) AND m.conversation_id IS NOT NULL`,
      [mediaIds],
    );
  }

  /** Replaces the pictures of these messages by the ones given. */
  async replaceMedia(
    tx: Tx,
    messageIds: readonly string[],
    rows: readonly {
      messageId: string;
      mediaId: string;
      position: number;
      alt: string;
      mimeType: string;
      sourceUrl: string;
    }[],
  ): Promise<void> {
    await tx.query(`DELETE FROM message_media WHERE message_id = ANY($1::uuid[])`, [messageIds]);
    await tx.query(
      `INSERT INTO message_media (message_id, media_id, position, alt, mime_type, source_url)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[])`,
      [
        rows.map((row) => row.messageId),
        rows.map((row) => row.mediaId),
        rows.map((row) => row.position),
        rows.map((row) => row.alt),
        rows.map((row) => row.mimeType),
        rows.map((row) => row.sourceUrl),
      ],
    );
  }
}

function rowOf({ creation, conversationId, parentId, sequence }: NewMessage) {
  const { post } = creation;
  return {
    id: creation.id,
    conversation: conversationId,
    external: post.externalId,
    root: post.rootExternalId,
    visibility: post.visibility,
    sequence,
    identity: creation.contact?.identityId ?? null,
    text: creation.text,
    language: post.language ?? null,
    rating: post.rating ?? null,
    permalink: post.permalink ?? null,
    parent: post.inReplyToExternalId ?? null,
    parentId,
    own: post.isOwn,
    addresses: post.addressesUs,
    context: post.replyContext ?? {},
    posted: post.postedAt,
    ordered: creation.orderedAt,
    edited: creation.editedAt,
    deleted: creation.deletedAt,
  };
}
