import type { ConversationItem } from '@visavis/shared/api/conversations';
import { useState, type FocusEvent, type PointerEvent, type UIEvent } from 'react';
import { steadyOrder } from './steady-order.ts';

/** A little scrolling is a trembling finger. */
const SCROLLED_PX = 4;

/** Whether somebody reads a list: scrolled down, the pointer on the rows, or the focus in them. */
export function useReading() {
  const [signs, setSigns] = useState({ isScrolled: false, isPointed: false, isFocused: false });
  const note = (sign: keyof typeof signs, value: boolean) =>
    setSigns((present) => (present[sign] === value ? present : { ...present, [sign]: value }));
  return {
    isReading: signs.isScrolled || signs.isPointed || signs.isFocused,
    /** For the element that scrolls; `onTop` is called when it comes back to its top. */
    handlers: (onTop: () => void) => ({
      onScroll: (event: UIEvent<HTMLElement>) => {
        const isScrolled = event.currentTarget.scrollTop > SCROLLED_PX;
        if (!isScrolled && signs.isScrolled) onTop();
        note('isScrolled', isScrolled);
      },
      onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && note('isPointed', true),
      onPointerLeave: () => note('isPointed', false),
      onFocus: () => note('isFocused', true),
      onBlur: (event: FocusEvent) =>
        !event.currentTarget.contains(event.relatedTarget) && note('isFocused', false),
    }),
  };
}

/** How far down a row can be and still be seen to appear. */
const APPEARS_WITHIN = 3;

/** Holds the order while somebody reads; `release` lets in what waits above. */
export function useSteadyRows(items: ConversationItem[], isReading: boolean) {
  const [held, setHeld] = useState<readonly string[]>(() => items.map((item) => item.id));
  const [first] = useState(() => new Set(held));
  const isHolding = isReading && held.length > 0;
  const ids = items.map((item) => item.id);
  if (!isHolding && (held.length !== ids.length || held.some((id, at) => id !== ids[at]))) setHeld(ids);
  const steady = isHolding ? steadyOrder(held, items) : { shown: items, freshCount: 0 };
  return {
    ...steady,
    release: () => setHeld(ids),
    /** Came in while the list was on screen, so it may fade in. */
    isFresh: (id: string) => !first.has(id) && ids.indexOf(id) < APPEARS_WITHIN,
  };
}
