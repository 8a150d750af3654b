import type { MessageItem } from '@visavis/shared/api/conversations';

/** A reply taken apart for the screen: the words, and who signed them. */
export function takeApart({ text, signature }: Pick<MessageItem, 'text' | 'signature'>): {
  body: string;
  byline: string;
} {
  if (!signature || !text.endsWith(signature)) return { body: text, byline: '' };
  return {
    body: text.slice(0, text.length - signature.length).trimEnd(),
    // The address of the check page stands behind the shield.
    byline: signature.replace(/\s*https?:\/\/\S+\s*/g, ' ').trim(),
  };
}
