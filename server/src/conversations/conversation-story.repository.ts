import { Injectable } from '@nestjs/common';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** A line of activity that says who had a conversation or where it stood. */
export interface StoryLine {
  conversationId: string;
  at: Date;
  /** What was done and is put off again was reopened by that. */
  type: 'opened' | 'reopened' | 'assigned' | 'statusChanged' | 'snoozed' | 'woken';
  /** Where it stood from then on; null for an assignment. */
  status: ConversationStatus | null;
  isForCustomer: boolean;
  /** Who was given it; null for everything else. */
  agentId: string | null;
  actorId: string | null;
}

/** A closing since which nothing has happened. */
export interface Closing {
  conversationId: string;
  at: Date;
  /** Null when the system did it. */
  actorId: string | null;
  /** Where it stood until then. */
  before: ConversationStatus;
  snoozedUntil: Date | null;
  isSpam: boolean;
}

/** A customer's message with everything it ever said, the first wording first. */
export interface WordedMessage {
  messageId: string;
  conversationId: string;
  language: string | null;
  /** Whether what it says asks for us: the contact's own, or a participant's that mentions or answers us. */
  isForUs: boolean;
  /** `at` by the network's time; the last one is how it stands. */
  wordings: { text: string; at: Date }[];
}

/** What happened to conversations, as their activity lines have it: status and assignments in the order of time. */
@Injectable()
export class ConversationStoryRepository {
  /** Conversation by conversation, the oldest line first. A closing that was taken back never was. */
  ofConversations(tx: Tx, ids: readonly string[]): Promise<StoryLine[]> {
    return tx.query<StoryLine>(
      `SELECT conversation_id AS "conversationId", at,
              CASE WHEN type = 'snoozed' AND data->>'before' = 'closed' THEN 'reopened' ELSE type END AS type,
              CASE type WHEN 'opened' THEN 'new' WHEN 'snoozed' THEN 'snoozed' WHEN 'assigned' THEN NULL
                ELSE data->>'after' END AS status,
              coalesce(data->>'for' = 'customer', false) AS "isForCustomer",
              CASE WHEN type = 'assigned' THEN data->>'agentId' END AS "agentId", actor_agent_id AS "actorId"
       FROM (
         SELECT e.*, lead(type) OVER (PARTITION BY conversation_id, type = 'assigned' ORDER BY at, id) AS next
         FROM conversation_event e
         WHERE conversation_id = ANY($1::uuid[])
           AND type IN ('opened', 'reopened', 'assigned', 'statusChanged', 'snoozed', 'woken', 'closingTakenBack')
       ) line
       WHERE type <> 'closingTakenBack' AND next IS DISTINCT FROM 'closingTakenBack'
       ORDER BY conversation_id, at, id`,
      [ids],
    );
  }

  /**
   * The closings of these conversations since which no message came or went, and nobody said that it was spam or was none.
   * Lines of an older version do not say until when something was put off: their closings are left out.
   */
  closingsOf(tx: Tx, ids: readonly string[]): Promise<Closing[]> {
    return tx.query<Closing>(
      `WITH line AS MATERIALIZED (
         -- Here the type would invite an index over the lines of all conversations.
         SELECT e.* FROM conversation_event e WHERE e.conversation_id = ANY($1::uuid[])
       ), last AS (
         SELECT DISTINCT ON (conversation_id) conversation_id, type, actor_agent_id, data FROM line
         WHERE type IN ('opened', 'reopened', 'statusChanged', 'snoozed', 'woken', 'closingTakenBack', 'markedSpam',
           'unmarkedSpam')
         ORDER BY conversation_id, at DESC, id DESC
       )
       SELECT c.id AS "conversationId", c.closed_at AS at, last.actor_agent_id AS "actorId", last.data->>'before' AS before,
              (last.data->>'until')::timestamptz AS "snoozedUntil", c.is_spam AS "isSpam"
       FROM conversation c JOIN last ON last.conversation_id = c.id
       WHERE c.closed_at IS NOT NULL AND last.type = 'statusChanged' AND last.data->>'after' = 'closed'
         AND (last.data->>'before' <> 'snoozed' OR last.data ? 'until')
         -- Answered since: the network may have taken a reply before the closing of which we heard only afterwards.
         AND coalesce((last.data->>'replyCount')::int, c.reply_count) = c.reply_count
         AND NOT EXISTS (
           SELECT FROM message m WHERE m.conversation_id = c.id AND m.type <> 'note'
             AND greatest(m.received_at, m.ordered_at) > c.closed_at)
       ORDER BY c.id`,
      [ids],
    );
  }

  /** Of these, what is put off until the customer has done something. */
  async snoozedForCustomer(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT c.id FROM conversation c
       CROSS JOIN LATERAL (
         SELECT e.data->>'for' AS wish FROM conversation_event e
         WHERE e.conversation_id = c.id AND e.type = 'snoozed' ORDER BY e.at DESC, e.id DESC LIMIT 1
       ) last
       WHERE c.id = ANY($1::uuid[]) AND c.status = 'snoozed' AND last.wish = 'customer'`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** What these messages say, by id; deleted ones are missing. */
  async textsOf(
    tx: Tx,
    messageIds: readonly string[],
  ): Promise<Map<string, { text: string; language: string | null }>> {
    const rows = await tx.query<{ id: string; text: string; language: string | null }>(
      `SELECT id, text, language FROM message WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL`,
      [messageIds],
    );
    return new Map(rows.map(({ id, text, language }) => [id, { text, language }]));
  }

  /** Of these, the messages of customers that were not deleted. */
  async wordingsOf(tx: Tx, messageIds: readonly string[]): Promise<WordedMessage[]> {
    const rows = await tx.query<WordedRow>(
      `SELECT m.id AS "messageId", m.conversation_id AS "conversationId", m.language,
              m.addresses_us OR i.contact_id = c.contact_id AS "isForUs",
              (SELECT jsonb_agg(jsonb_build_object('text', w.text, 'at', w.at) ORDER BY w.at)
               FROM (SELECT v.text, v.at FROM message_version v WHERE v.message_id = m.id
                     UNION ALL SELECT m.text, coalesce(m.edited_at, m.posted_at)) w) AS wordings
       FROM message m
       JOIN conversation c ON c.id = m.conversation_id
       JOIN contact_identity i ON i.id = m.identity_id
       WHERE m.id = ANY($1::uuid[]) AND m.type = 'inbound' AND NOT m.is_own AND m.deleted_at IS NULL
       ORDER BY m.id`,
      [messageIds],
    );
    return rows.map((row) => ({
      ...row,
      wordings: row.wordings.map(({ text, at }) => ({ text, at: new Date(at) })),
    }));
  }
}

type WordedRow = Omit<WordedMessage, 'wordings'> & { wordings: { text: string; at: string }[] };
