import type { ConversationItem } from '@visavis/shared/api/conversations';

/** What a conversation is about, without the names in front by which a network addresses. */
export function titleOf({ subject, contact }: Pick<ConversationItem, 'subject' | 'contact'>): string {
  return subject.replace(/^(?:@\S+\s+)+/, '') || subject || contact.name;
}
