import type { MessageVisibility } from '@visavis/shared/api/conversations';

/** A picture that was uploaded and waits to be sent. */
export interface AttachedPicture {
  id: string;
  previewUrl: string;
  /** Null when only the server knows it: a draft that was begun on another screen. */
  alt: string | null;
}

/** What stands in a composer, as this tab remembers it. */
export interface LocalDraft {
  text: string;
  visibility: MessageVisibility;
  inReplyToMessageId: string | null;
  pictures: AttachedPicture[];
  /** Notes never become replies, so they are kept apart. */
  note: string;
  /** By this browser's clock. */
  typedAt: number;
  /** The server has it as well. */
  isSaved: boolean;
}

const keyOf = (agentId: string, conversationId: string) => `visavis.draft.${agentId}.${conversationId}`;

/** What this tab remembers of a composer; null when there is nothing, or nothing that can be read. */
export function readLocalDraft(agentId: string, conversationId: string): LocalDraft | null {
  try {
    const stored = sessionStorage.getItem(keyOf(agentId, conversationId));
    const draft = stored === null ? null : (JSON.parse(stored) as Partial<LocalDraft> | null);
    if (draft === null || typeof draft.text !== 'string' || typeof draft.note !== 'string') return null;
    return {
      text: draft.text,
      note: draft.note,
      visibility: draft.visibility === 'private' ? 'private' : 'public',
      inReplyToMessageId: draft.inReplyToMessageId ?? null,
      pictures: Array.isArray(draft.pictures) ? draft.pictures : [],
      typedAt: draft.typedAt ?? 0,
      isSaved: draft.isSaved ?? false,
    };
  } catch {
    return null;
  }
}

/** Whether this tab alone has something that was typed: a note, or a reply that the server has not saved yet. */
export function hasUnsavedDraft(agentId: string): boolean {
  const prefix = keyOf(agentId, '');
  return Object.keys(sessionStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => readLocalDraft(agentId, key.slice(prefix.length)))
    .some((draft) => draft !== null && (draft.note !== '' || (!draft.isSaved && !isEmptyDraft(draft))));
}

export function isEmptyDraft({ text, note, pictures }: LocalDraft): boolean {
  return text === '' && note === '' && pictures.length === 0;
}

/** Remembers a composer until the tab is closed; an empty one is forgotten. */
export function storeLocalDraft(agentId: string, conversationId: string, draft: LocalDraft): void {
  try {
    if (isEmptyDraft(draft)) sessionStorage.removeItem(keyOf(agentId, conversationId));
    else sessionStorage.setItem(keyOf(agentId, conversationId), JSON.stringify(draft));
  } catch {
    // Full or refused: the text still stands on screen, and the server has it within a second.
  }
}
