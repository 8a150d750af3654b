import type { ConversationItem } from '@visavis/shared/api/conversations';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../lib/shortcuts.ts';

interface RovingOptions {
  shown: ConversationItem[];
  selectedId: string | null;
  onSelect: (id: string | null, isWatching?: boolean) => void;
  /** The element in which the rows are drawn, each with `data-conversation`. */
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (at: number) => void;
}

/** One tab stop for the whole list; J and K, arrows, Enter and Escape move in it. */
export function useRovingRow({ shown, selectedId, onSelect, scroller, scrollTo }: RovingOptions) {
  const [focused, setFocused] = useState<string | null>(null);
  const has = (id: string | null) => id !== null && shown.some((item) => item.id === id);
  const tabStop = has(focused) ? focused : has(selectedId) ? selectedId : (shown[0]?.id ?? null);
  const focusRow = useFocusRow({ scroller, scrollTo, onFocus: setFocused });
  // Where the row stood that is in front or has the focus: what follows it takes its place when it leaves the list.
  const stood = useRef(-1);
  const stands = shown.findIndex((item) => item.id === (selectedId ?? focused));
  useEffect(() => {
    if (stands !== -1) stood.current = stands;
  }, [stands]);

  const move = (by: 1 | -1) => {
    const next = stands === -1 ? stood.current + (by === 1 ? 0 : -1) : stands + by;
    const at = Math.max(0, Math.min(shown.length - 1, next));
    const row = shown[at];
    if (!row) return;
    focusRow(at, row.id);
    // With a conversation in front, moving turns the page; without one it only points.
    if (selectedId !== null) onSelect(row.id);
  };
  const moveOnFrom = (id: string) => {
    const at = shown.findIndex((item) => item.id === id);
    const next = at === -1 ? (shown[stood.current] ?? shown.at(-1)) : (shown[at + 1] ?? shown[at - 1]);
    onSelect(next?.id ?? null);
    if (next) focusRow(shown.indexOf(next), next.id);
  };
  const back = () => {
    onSelect(null);
    const row = shown[stands];
    if (row) focusRow(stands, row.id);
  };
  useRowKeys({
    move,
    back,
    open: () => tabStop && onSelect(tabStop),
    watch: () => tabStop && onSelect(tabStop, true),
    isOpen: selectedId !== null,
  });
  /** After the rows around it have gone. */
  const focusTabStop = () =>
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>('[data-conversation][tabindex="0"]')?.focus(),
    );
  return { tabStop, setFocused, moveOnFrom, focusTabStop };
}

interface FocusRowOptions extends Pick<RovingOptions, 'scroller' | 'scrollTo'> {
  onFocus: (id: string) => void;
}

/** Scrolls to a row, waits until it is drawn, and gives it the focus. */
function useFocusRow({ scroller, scrollTo, onFocus }: FocusRowOptions) {
  return useCallback(
    (at: number, id: string) => {
      onFocus(id);
      scrollTo(at);
      requestAnimationFrame(() =>
        scroller.current
          ?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`)
          ?.focus({ preventScroll: true }),
      );
    },
    [onFocus, scrollTo, scroller],
  );
}

const isRowFocused = () => document.activeElement?.closest('[data-conversation]') != null;

interface RowKeys {
  move: (by: 1 | -1) => void;
  open: () => void;
  watch: () => void;
  back: () => void;
  /** Whether a conversation is in front. */
  isOpen: boolean;
}

function useRowKeys({ move, open, watch, back, isOpen }: RowKeys): void {
  const { t } = useTranslation();
  const arrow = { group: 'move' as const, label: '', isHidden: true, when: isRowFocused };
  useShortcuts([
    { id: 'list.next', keys: 'j', group: 'move', label: t('inbox.key.next'), run: () => move(1) },
    { id: 'list.previous', keys: 'k', group: 'move', label: t('inbox.key.previous'), run: () => move(-1) },
    { ...arrow, id: 'list.down', keys: 'arrowdown', run: () => move(1) },
    { ...arrow, id: 'list.up', keys: 'arrowup', run: () => move(-1) },
    { id: 'list.open', keys: 'enter', group: 'move', label: t('inbox.key.open'), run: open, isOff: isOpen },
    { id: 'list.watch', keys: 'v', group: 'move', label: t('inbox.key.watch'), run: watch, isOff: isOpen },
    { id: 'list.back', keys: 'escape', group: 'move', label: t('inbox.key.back'), run: back, isOff: !isOpen },
  ]);
}
