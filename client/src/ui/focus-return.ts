import { useLayoutEffect, useRef } from 'react';

/** What closes lets go of the focus first. */
const AFTER_CLOSING_MS = 10;

/**
 * Gives the focus back when something that took it closes, or is gone altogether: to what had it, or, when nothing had
 * it (a shortcut pressed on a page just loaded), to the page itself. Focus that was put elsewhere meanwhile stays there.
 */
export function useFocusReturn(isOpen: boolean): void {
  const returning = useRef<number>(undefined);
  // Before the effects of what opens, which take the focus.
  useLayoutEffect(() => {
    if (!isOpen) return;
    window.clearTimeout(returning.current);
    const home = homeOf(document.activeElement);
    return () => {
      const last = document.activeElement;
      returning.current = window.setTimeout(() => {
        const now = document.activeElement;
        if (now !== null && now !== document.body && now !== last) return;
        (home?.isConnected ? home : page())?.focus({ preventScroll: true });
      }, AFTER_CLOSING_MS);
    };
  }, [isOpen]);
}

function homeOf(focused: Element | null): HTMLElement | null {
  return focused instanceof HTMLElement && focused !== document.body ? focused : null;
}

/** What the page is about, made ready to hold the focus. */
function page(): HTMLElement | null {
  const mains = document.querySelectorAll<HTMLElement>('main, [role="main"]');
  const shown = [...mains].find((main) => main.checkVisibility?.() ?? true) ?? null;
  if (shown && !shown.hasAttribute('tabindex')) shown.tabIndex = -1;
  return shown;
}
