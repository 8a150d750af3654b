import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { SENDING_PREFIX } from '../../lib/conversation-cache.ts';
import type { ThreadEntry } from './thread-entries.ts';

/** This close to the end counts as being there. */
const NEAR_PX = 48;
/** This close to the top, older messages are fetched. */
const TOP_PX = 160;

interface ReadingPlaceOptions {
  /** What scrolls, and what it holds. */
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  entries: readonly ThreadEntry[];
  /** Of the thread that is drawn. */
  sequence: number;
  /** Called with the sequence up to which everything has been on screen. */
  onSeen: (sequence: number) => void;
  onTop: () => void;
}

/**
 * Keeps the place of whoever reads a thread: at the end it follows what comes; higher up nothing moves, neither by what
 * comes below nor by what is loaded above.
 */
export function useReadingPlace({ scroller, list, entries, sequence, onSeen, onTop }: ReadingPlaceOptions) {
  const isAtEnd = useRef(true);
  const held = useRef<{ first: string | undefined; height: number }>({ first: undefined, height: 0 });
  const [seenId, setSeenId] = useState<string | undefined>();
  const ids = entries.flatMap((entry) => (entry.kind === 'message' ? [entry.id] : []));
  const [first, last] = [ids[0], ids.at(-1)];

  const noteSeen = () => {
    setSeenId(last);
    onSeen(sequence);
  };

  const toBottom = () => {
    const element = scroller.current;
    if (element) scrollBy(element, element.scrollHeight);
    isAtEnd.current = true;
    noteSeen();
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Whoever sends wants to see it.
    if (last?.startsWith(SENDING_PREFIX)) isAtEnd.current = true;
    const { first: firstBefore, height } = held.current;
    // Loaded on top: what was read stays where it was.
    if (!isAtEnd.current && firstBefore !== undefined && first !== firstBefore)
      scrollBy(element, element.scrollHeight - height);
    held.current = { first, height: element.scrollHeight };
    if (!isAtEnd.current) return;
    scrollBy(element, element.scrollHeight);
    setSeenId(last);
    onSeen(sequence);
  }, [scroller, first, last, entries, onSeen, sequence]);

  // The composer grows, a picture arrives, the window changes: whoever was at the end stays there.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) scrollBy(element, element.scrollHeight);
      held.current.height = element.scrollHeight;
    });
    observer.observe(element);
    if (list.current) observer.observe(list.current);
    return () => observer.disconnect();
  }, [scroller, list]);

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const wasAtEnd = isAtEnd.current;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    if (isAtEnd.current && !wasAtEnd) noteSeen();
    if (element.scrollTop < TOP_PX && element.scrollHeight > element.clientHeight) onTop();
  };

  const seenAt = seenId === undefined ? ids.length - 1 : ids.indexOf(seenId);
  const unseenCount = seenAt === -1 ? 0 : ids.length - 1 - seenAt;
  return { onScroll, toBottom, unseenCount };
}

function scrollBy(element: HTMLElement, px: number): void {
  element.scrollTop += px;
}
