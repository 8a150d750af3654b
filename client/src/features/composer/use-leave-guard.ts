import { useEffect } from 'react';
import { hasUnsavedDraft } from './local-draft.ts';
import { isReplyUnderWay } from './use-send-reply.tsx';

/**
 * Lets the browser ask before a tab is closed that alone has something somebody typed: a note, a draft that could not be
 * saved yet, a reply that the server has not taken. The words of the question are the browser's own.
 */
export function useLeaveGuard(agentId: string): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isReplyUnderWay() || hasUnsavedDraft(agentId)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [agentId]);
}
