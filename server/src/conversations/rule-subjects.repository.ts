import { Injectable } from '@nestjs/common';
import type { ConversationKind } from '@visavis/shared/api/channels';
import type { MessageVisibility } from '@visavis/shared/api/conversations';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** What rules can ask of a conversation: itself and the post that began it. */
export interface SubjectRow {
  conversationId: string;
  channelId: string;
  teamId: string;
  isTeamClosed: boolean;
  contactId: string;
  network: string;
  kind: ConversationKind;
  visibility: MessageVisibility;
  language: string | null;
  rating: number | null;
  tags: string[];
  text: string;
  authorName: string;
  authorHandle: string | null;
  postedAt: Date;
  /** No earlier conversation of this contact. */
  isFirstContact: boolean;
}

/** What a person is shown of a conversation beside what rules made of it. */
export interface SubjectTitle {
  conversationId: string;
  excerpt: string;
  contactName: string;
  channelName: string;
}

/** Looking back further for the newest posts would only find what is old. */
const FURTHEST_BACK = 20_000;

/**
 * The post is the oldest of a customer that counts as live. A conversation without one, which only invented data has,
 * is asked about as if nothing had been said. Ids rise with time, so an earlier conversation has a smaller one.
 */
const SUBJECT = `
  c.id AS "conversationId", c.channel_id AS "channelId", c.team_id AS "teamId", t.is_closed AS "isTeamClosed",
  c.contact_id AS "contactId", ch.network, c.kind, c.visibility, c.language, c.rating, c.tags, coalesce(post.text, '') AS text, coalesce(i.name, '') AS "authorName",
  i.handle AS "authorHandle", coalesce(post.ordered_at, c.last_customer_message_at) AS "postedAt",
  NOT EXISTS (SELECT FROM conversation e WHERE e.contact_id = c.contact_id AND e.id < c.id) AS "isFirstContact"`;
const SOURCES = `
  JOIN channel ch ON ch.id = c.channel_id
  JOIN team t ON t.id = c.team_id
  LEFT JOIN LATERAL (
    SELECT m.text, m.identity_id, m.ordered_at FROM message m
    WHERE m.conversation_id = c.id AND m.type = 'inbound' AND NOT m.is_own AND m.ordered_at >= ch.since
    ORDER BY m.ordered_at, m.id LIMIT 1
  ) post ON true
  LEFT JOIN contact_identity i ON i.id = post.identity_id`;

/** The newest live conversations of some teams. Exported for the spec that looks at its plan. */
export const NEWEST_STATEMENT = `
  SELECT ${SUBJECT}
  FROM (
    SELECT newest.* FROM (SELECT * FROM conversation ORDER BY id DESC LIMIT ${FURTHEST_BACK}) newest
    WHERE NOT newest.is_history AND newest.team_id = ANY($1::uuid[])
    ORDER BY newest.id DESC LIMIT $2
  ) c ${SOURCES}
  ORDER BY c.id DESC`;

/** Conversations as rules see them; reads only. */
@Injectable()
export class RuleSubjectsRepository {
  constructor(private readonly database: Database) {}

  /** In the order of ids. */
  of(tx: Tx, conversationIds: readonly string[]): Promise<SubjectRow[]> {
    return tx.query(
      `SELECT ${SUBJECT} FROM conversation c ${SOURCES} WHERE c.id = ANY($1::uuid[]) ORDER BY c.id`,
      [conversationIds],
    );
  }

  newest(teamIds: readonly string[], limit: number): Promise<SubjectRow[]> {
    return this.database.query(NEWEST_STATEMENT, [teamIds, limit]);
  }

  titles(conversationIds: readonly string[]): Promise<SubjectTitle[]> {
    return this.database.query(
      `SELECT c.id AS "conversationId", c.excerpt, k.display_name AS "contactName", ch.name AS "channelName"
       FROM conversation c JOIN contact k ON k.id = c.contact_id JOIN channel ch ON ch.id = c.channel_id
       WHERE c.id = ANY($1::uuid[])`,
      [conversationIds],
    );
  }
}
