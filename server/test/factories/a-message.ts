import type { TestApp } from '../test-app.ts';
import { anArrivedConversation, recordPosts, type TestConversation } from './an-arrived-conversation.ts';
import { aPost, type PostGiven } from './a-post.ts';

export interface TestMessage {
  id: string;
  conversationId: string;
  externalId: string;
}

/** A further message of the conversation's contact (or whoever `post.author` names), in a conversation of its own unless told. */
export async function aMessage(
  app: TestApp,
  given: { conversation?: TestConversation; post?: PostGiven } = {},
): Promise<TestMessage> {
  const conversation = given.conversation ?? (await anArrivedConversation(app));
  const { author, rootExternalId, externalId, visibility, kind } = conversation.post;
  const post = aPost({
    visibility,
    kind,
    rootExternalId,
    inReplyToExternalId: externalId,
    postedAt: app.clock.now(),
    ...given.post,
    author: given.post?.author ?? author,
  });
  const { messages } = await recordPosts(app, conversation.channel, [post]);
  const [message] = messages;
  if (message === undefined) throw new Error('The message was known already.');
  return { id: message.messageId, conversationId: message.conversationId, externalId: message.externalId };
}
