import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

/** Whether somebody can be looking at this tab. */
export function isPageVisible(): boolean {
  return document.visibilityState === 'visible';
}

/** The same, for rendering. */
export function usePageIsVisible(): boolean {
  return useSyncExternalStore(subscribe, isPageVisible);
}
