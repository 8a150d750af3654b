import type { WebhookDelivery } from '@visavis/shared/api/hooks';
import type { OutboundReply } from '../connector.ts';

/** Our reply as the callback gets it; every address in it is absolute. */
export function composeDelivery(
  reply: OutboundReply & { externalId?: string },
  operation: WebhookDelivery['operation'],
  publicUrl: string,
): WebhookDelivery {
  const { threadId } = reply.inReplyTo.replyContext;
  const isPrivate = reply.visibility === 'private' || reply.inReplyTo.visibility === 'private';
  return {
    deliveryId: reply.deliveryId,
    operation,
    ...(reply.externalId === undefined ? {} : { externalId: reply.externalId }),
    visibility: isPrivate ? 'private' : 'public',
    inReplyTo: reply.inReplyTo.externalId,
    threadId: typeof threadId === 'string' ? threadId : null,
    text: reply.text,
    signature: reply.signature,
    checkUrl: absolute(reply.checkUrl, publicUrl),
    media: reply.media.map(({ url, alt, mimeType }) => ({ url: absolute(url, publicUrl), alt, mimeType })),
    agent: { ...reply.agent, avatarUrl: absolute(reply.agent.avatarUrl, publicUrl) },
  };
}

function absolute(address: string, base: string): string {
  return new URL(address, base).href;
}
