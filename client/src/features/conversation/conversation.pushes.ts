import { withActivity, withItem, withUpserted } from '../../lib/conversation-cache.ts';
import { conversationQuery, patchConversation, routingQuery } from '../../lib/conversation.queries.ts';
import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

/** What the open conversation does with pushes: patched where they belong, never fetched again. */
export const conversationPushes = {
  'conversation.upserted': ({ conversation }, client) =>
    patchConversation(client, conversation.id, (held) => withItem(held, conversation)),
  'conversation.removed': ({ id }, client) =>
    // The fetch says in words that it is gone, or no longer for these eyes.
    void client.invalidateQueries({ queryKey: conversationQuery(id).queryKey }),
  'message.upserted': ({ conversationId, ...push }, client) =>
    patchConversation(client, conversationId, (held) => withUpserted(held, push)),
  'activity.changed': ({ conversationId, ...push }, client) => {
    patchConversation(client, conversationId, (held) => withActivity(held, push));
    // Only where it is on screen: who got it and why is not pushed.
    void client.invalidateQueries({ queryKey: routingQuery(conversationId).queryKey });
  },
} satisfies PushHandlers;
