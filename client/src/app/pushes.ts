import { channelsPushes } from '../features/channels/channels.pushes.ts';
import { conversationPushes } from '../features/conversation/conversation.pushes.ts';
import { inboxPushes } from '../features/inbox/inbox.pushes.ts';
import { noticesPushes } from '../features/notices/notices.pushes.ts';
import { slaDashboardPushes } from '../features/sla-dashboard/sla-dashboard.pushes.ts';
import { presencePushes } from '../realtime/presence.ts';
import type { EveryPush, PushHandlers } from '../realtime/push-dispatcher.ts';

// Together they must know every push; one that nobody handles fails to compile here.
({
  ...presencePushes,
  ...inboxPushes,
  ...conversationPushes,
  ...channelsPushes,
  ...noticesPushes,
  ...slaDashboardPushes,
}) satisfies EveryPush;

/** What each feature does with what the server pushes; several may want the same push. */
export const featurePushes: readonly PushHandlers[] = [
  presencePushes,
  inboxPushes,
  conversationPushes,
  channelsPushes,
  noticesPushes,
  slaDashboardPushes,
];
