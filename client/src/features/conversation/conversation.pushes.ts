import type { PushHandlers } from '../../realtime/push-dispatcher.ts';

/** What the open conversation does with pushes. */
export const conversationPushes = {
  'message.upserted': ({ conversationId }, client) =>
    void client.invalidateQueries({ queryKey: ['conversation', conversationId] }),
  'activity.changed': ({ conversationId }, client) =>
    void client.invalidateQueries({ queryKey: ['conversation', conversationId] }),
  'presence.changed': ({ conversationId, people }, client) =>
    void client.setQueryData(['presence', conversationId], people),
} satisfies PushHandlers;
