import type { ConversationState } from '../../src/conversations/conversation.types.ts';
import { ConversationsService } from '../../src/conversations/conversations.service.ts';
import { newId } from '../../src/platform/crypto/new-id.ts';
import type { TestApp } from '../test-app.ts';
import { theDefaultTeam } from './a-team.ts';

export interface ConversationGiven {
  /** A channel of the conversation's team, made when none is given. */
  channelId?: string;
  /** The default team unless given. */
  teamId?: string;
  contactId?: string;
  kind?: 'mention' | 'comment' | 'review' | 'message';
  visibility?: 'public' | 'private';
  status?: ConversationState['status'];
  priority?: ConversationState['priority'];
  assigneeId?: string | null;
  lastHelperId?: string | null;
  replyCount?: number;
  rating?: number | null;
  unread?: boolean;
  isSpam?: boolean;
  isHistory?: boolean;
  snoozedUntil?: Date | null;
  lastCustomerMessageAt?: Date;
  /** Keys, see `shared/routing/needs.ts`. */
  needs?: string[];
  doNotRoute?: boolean;
}

/** A channel of a team, of the network `webhook`; not polled. */
export async function aChannelRow(
  app: TestApp,
  given: { teamId?: string; name?: string } = {},
): Promise<string> {
  const id = newId();
  const teamId = given.teamId ?? (await theDefaultTeam(app)).id;
  const now = app.clock.now();
  await app.database.query(
    `INSERT INTO channel (id, network, name, team_id, since, health_since, created_at)
     VALUES ($1, 'webhook', $2, $3, '1970-01-01', $4, $4)`,
    [id, given.name ?? `Channel ${id}`, teamId, now],
  );
  return id;
}

/** A contact with one identity on the network of test channels. */
export async function aContact(
  app: TestApp,
  given: { name?: string } = {},
): Promise<{ contactId: string; identityId: string }> {
  const contact = { contactId: newId(), identityId: newId() };
  const name = given.name ?? 'Svenja Albers';
  const now = app.clock.now();
  await app.database.query(`INSERT INTO contact (id, display_name, created_at) VALUES ($1, $2, $3)`, [
    contact.contactId,
    name,
    now,
  ]);
  await app.database.query(
    `INSERT INTO contact_identity (id, contact_id, scope, external_id, network, name, created_at)
     VALUES ($1, $2, 'webhook', $3, 'webhook', $4, $5)`,
    [contact.identityId, contact.contactId, contact.identityId, name, now],
  );
  return contact;
}

/** A conversation as intake would have left it, with its parents; no messages, no facts. */
export async function aConversation(app: TestApp, given: ConversationGiven = {}): Promise<ConversationState> {
  const [conversation] = await conversations(app, 1, given);
  return conversation!;
}

/** Many alike, a second between each other's last messages; one contact unless given. */
export async function conversations(
  app: TestApp,
  count: number,
  given: ConversationGiven = {},
): Promise<ConversationState[]> {
  const teamId = given.teamId ?? (await theDefaultTeam(app)).id;
  const channelId = given.channelId ?? (await aChannelRow(app, { teamId }));
  const contactId = given.contactId ?? (await aContact(app)).contactId;
  const now = app.clock.now();
  const firstAt = given.lastCustomerMessageAt ?? now;
  const status = given.status ?? 'new';
  const ids = Array.from({ length: count }, () => newId());
  await app.database.query(
    `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status, priority,
       assignee_id, assigned_at, last_helper_id, reply_count, rating, unread, is_spam, is_history, snoozed_until,
       closed_at, last_customer_message_at, last_message_at, created_at, needs, do_not_route)
     SELECT id, $2, $3, $4, id::text, $5, $6, $7, $8, $9::uuid, CASE WHEN $9::uuid IS NULL THEN NULL ELSE $10::timestamptz END,
       $11, $12, $13, $14, $15, $16, $17, CASE WHEN $7 = 'closed' THEN $10::timestamptz END,
       $18::timestamptz + (position - 1) * interval '1 second', $18, $10, $19, $20
     FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, position)`,
    [
      ids,
      channelId,
      teamId,
      contactId,
      given.kind ?? 'mention',
      given.visibility ?? 'public',
      status,
      given.priority ?? 'normal',
      given.assigneeId ?? null,
      now,
      given.lastHelperId ?? null,
      given.replyCount ?? 0,
      given.rating ?? null,
      given.unread ?? false,
      given.isSpam ?? false,
      given.isHistory ?? false,
      given.snoozedUntil ?? null,
      firstAt,
      given.needs ?? [],
      given.doNotRoute ?? false,
    ],
  );
  const found = await Promise.all(ids.map((id) => app.get(ConversationsService).find(id)));
  return found.filter((state) => state !== null);
}

/** A message of a customer in a conversation. */
export async function aCustomerMessage(
  app: TestApp,
  conversation: { id: string; channelId: string },
  given: { text?: string; postedAt?: Date; receivedAt?: Date; identityId?: string } = {},
): Promise<{ conversationId: string; messageId: string; postedAt: Date; receivedAt: Date }> {
  const messageId = newId();
  const postedAt = given.postedAt ?? app.clock.now();
  const receivedAt = given.receivedAt ?? app.clock.now();
  await app.database.query(
    `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, identity_id, text,
       posted_at, ordered_at, received_at)
     VALUES ($1, $2, $3, $4, 'inbound', 'public', 1, $5, $6, $7, $7, $8)`,
    [
      messageId,
      conversation.id,
      conversation.channelId,
      `post-${messageId}`,
      given.identityId ?? null,
      given.text ?? 'Seit heute früh kein Netz.',
      postedAt,
      receivedAt,
    ],
  );
  return { conversationId: conversation.id, messageId, postedAt, receivedAt };
}
