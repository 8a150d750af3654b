import type { Draft } from '@visavis/shared/api/conversations';
import type { StoredDraft } from './drafts.repository.ts';

export function presentDraft({
  text,
  visibility,
  inReplyToMessageId,
  mediaIds,
  updatedAt,
}: StoredDraft): Draft {
  return { text, visibility, inReplyToMessageId, mediaIds, updatedAt: updatedAt.toISOString() };
}
