import type { ConversationDetail, DeliveryState } from '@visavis/shared/api/conversations';

const ON_ITS_WAY: readonly (DeliveryState | undefined)[] = ['held', 'queued', 'sending', 'unknown'];

/**
 * Whether a customer waits for an answer that nobody has written yet. The clock runs until the network has taken a reply,
 * but whoever closes behind a reply that is on its way leaves nobody without an answer.
 */
export function waitsForAnswer({
  isUnanswered,
  messages,
}: Pick<ConversationDetail, 'isUnanswered' | 'messages'>): boolean {
  const newest = messages.findLast(
    ({ author, delivery }) => author.kind === 'customer' || ON_ITS_WAY.includes(delivery?.state),
  );
  return isUnanswered && !ON_ITS_WAY.includes(newest?.delivery?.state);
}
