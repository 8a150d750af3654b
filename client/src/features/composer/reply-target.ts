import type { ConversationDetail, MessageItem, MessageVisibility } from '@visavis/shared/api/conversations';

type Thread = Pick<ConversationDetail, 'messages' | 'contact'>;

const isAnswerable = (message: MessageItem) =>
  message.type === 'inbound' && message.author.kind === 'customer' && message.deletedAt === undefined;

/** The message that a reply answers: the chosen one, else the customer's latest, else anybody's latest. */
export function answerable({ messages, contact }: Thread, chosenId: string | null): MessageItem | null {
  const open = messages.filter(isAnswerable);
  const chosen = open.find((message) => message.id === chosenId);
  return chosen ?? open.findLast((message) => message.author.id === contact.id) ?? open.at(-1) ?? null;
}

/** How a message may be answered: what was said in private only in private. */
export function allowedVisibilities(
  { reply }: Pick<ConversationDetail, 'reply'>,
  target: MessageItem | null,
): MessageVisibility[] {
  if (target === null) return [];
  return target.visibility === 'private'
    ? reply.visibilities.filter((visibility) => visibility === 'private')
    : reply.visibilities;
}
