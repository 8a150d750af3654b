import type { CreatePlaygroundReply } from '@visavis/shared/api/playground';
import type { OutboundReply } from '../connector.ts';

/** Our reply as the playground takes it. */
export function composeReply(reply: OutboundReply): CreatePlaygroundReply {
  const isPrivate = reply.visibility === 'private' || reply.inReplyTo.visibility === 'private';
  return {
    inReplyToId: reply.inReplyTo.externalId,
    text: reply.text,
    visibility: isPrivate ? 'private' : 'public',
    media: reply.media.map(({ url, alt, mimeType }) => ({ url, alt, mimeType })),
    agent: reply.agent,
    checkUrl: reply.checkUrl,
  };
}
