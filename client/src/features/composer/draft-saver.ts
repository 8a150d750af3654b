import type { Draft, SaveDraftRequest } from '@visavis/shared/api/conversations';
import { api } from '../../lib/api-client.ts';

const REST_MS = 800;

/** Saves one conversation's draft on the server a moment after the last key, one call at a time. */
export interface DraftSaver {
  schedule: (draft: SaveDraftRequest) => void;
  /** Saves what waits at once. */
  flush: () => void;
  /** Forgets what waits and answers when no call is under way any more. */
  settle: () => Promise<void>;
  /** Tries again what could not be saved. */
  retry: () => void;
}

interface SaverOptions {
  conversationId: string;
  /** Null: nothing is left on the server. */
  onSaved: (saved: Draft | null) => void;
}

export function createDraftSaver({ conversationId, onSaved }: SaverOptions): DraftSaver {
  const path = `/api/conversations/${conversationId}/draft`;
  let waiting: SaveDraftRequest | null = null;
  let failed: SaveDraftRequest | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();

  const save = async (draft: SaveDraftRequest): Promise<void> => {
    const isEmpty = draft.text.trim() === '' && (draft.mediaIds ?? []).length === 0;
    try {
      if (isEmpty) await api.delete<void>(path);
      const saved = isEmpty ? null : await api.put<Draft>(path, draft);
      failed = null;
      onSaved(saved);
    } catch {
      // The tab still has it; it is saved with the next key, or when the connection is back.
      failed = draft;
    }
  };

  const flush = () => {
    clearTimeout(timer);
    const draft = waiting;
    waiting = null;
    if (draft !== null) running = running.then(() => save(draft));
  };
  return {
    schedule: (draft) => {
      waiting = draft;
      clearTimeout(timer);
      timer = setTimeout(flush, REST_MS);
    },
    flush,
    settle: async () => {
      clearTimeout(timer);
      waiting = null;
      failed = null;
      await running;
    },
    retry: () => {
      if (waiting !== null || failed === null) return;
      waiting = failed;
      flush();
    },
  };
}
