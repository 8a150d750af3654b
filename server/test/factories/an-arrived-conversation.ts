import type { Priority } from '@visavis/shared/api/conversations';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { Channel } from '../../src/channels/channel.types.ts';
import { ContactsService } from '../../src/contacts/contacts.service.ts';
import type { Arrived, ConversationState } from '../../src/conversations/conversation.types.ts';
import { ConversationsService } from '../../src/conversations/conversations.service.ts';
import type { NormalizedPost } from '../../src/connectors/connector.ts';
import { UnitOfWork, type Tx } from '../../src/platform/database/unit-of-work.ts';
import type { TestApp } from '../test-app.ts';
import { aChannel } from './a-channel.ts';
import { aPost, type PostGiven } from './a-post.ts';

export interface ConversationGiven {
  channel?: Channel;
  /** The post that opens it. */
  post?: PostGiven;
  status?: ConversationStatus;
  assigneeId?: string;
  priority?: Priority;
  tags?: string[];
  isSpam?: boolean;
  /** With `status: 'snoozed'`; tomorrow unless told. */
  snoozedUntil?: Date;
}

export interface TestConversation extends ConversationState {
  channel: Channel;
  /** The post that opened it, and the message it became. */
  post: NormalizedPost;
  messageId: string;
}

/** A conversation that a customer began, without what intake does besides (no clock, no classification). */
export async function anArrivedConversation(
  app: TestApp,
  given: ConversationGiven = {},
): Promise<TestConversation> {
  const channel = given.channel ?? (await aChannel(app));
  const post = aPost(given.post);
  const { messages } = await recordPosts(app, channel, [post]);
  const [message] = messages;
  if (message === undefined) throw new Error('The post opened no conversation.');
  const { conversationId, messageId } = message;
  await app.get(UnitOfWork).run((tx) => shape(app, tx, conversationId, given));
  const state = await app.get(ConversationsService).find(conversationId);
  if (state === null) throw new Error('The conversation is gone.');
  return { ...state, channel, post, messageId };
}

/** Lets posts arrive on a channel: recognised and recorded, nothing else. */
export function recordPosts(app: TestApp, channel: Channel, posts: NormalizedPost[]): Promise<Arrived> {
  return app.get(UnitOfWork).run(async (tx) => {
    const authors = posts.filter((post) => !post.isOwn && !post.isDeleted).map((post) => post.author);
    const contacts = await app.get(ContactsService).recognise(tx, channel, authors);
    return app.get(ConversationsService).recordInbound(tx, channel, posts, contacts);
  });
}

async function shape(app: TestApp, tx: Tx, id: string, given: ConversationGiven): Promise<void> {
  const conversations = app.get(ConversationsService);
  const { status, assigneeId, priority, tags, isSpam, snoozedUntil } = given;
  if (assigneeId !== undefined)
    await conversations.assign(tx, [{ conversationId: id, agentId: assigneeId }], null);
  if (priority !== undefined) await conversations.setPriority(tx, [id], priority, null);
  if (tags !== undefined) await conversations.setTags(tx, [{ conversationId: id, tags }], null);
  if (isSpam === true) await conversations.setSpam(tx, [id], true, null);
  if (status === 'snoozed') {
    const tomorrow = new Date(app.clock.now().getTime() + 86_400_000);
    await conversations.snooze(tx, [id], { until: snoozedUntil ?? tomorrow }, null);
  } else if (status !== undefined && status !== 'new') {
    const causes = { open: 'reopen', waiting: 'wait', closed: 'close' } as const;
    await conversations.setStatus(tx, [id], causes[status], null);
  }
}
