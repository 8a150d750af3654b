import type { ConversationItem } from '@visavis/shared/api/conversations';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../../lib/shortcuts.ts';
import { usePhone } from '../../../lib/media.ts';
import { Button } from '../../../ui/Button.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { steadyOrder } from '../steady-order.ts';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow.tsx';

export interface ListHandle {
  /** Shows the row after this one, or the one before when it was the last; nothing when it was the only one. */
  moveOnFrom: (id: string) => void;
}

interface RowWindowProps {
  items: ConversationItem[];
  selectedId: string | null;
  onSelect: (id: string | null) => void;
  hrefOf: (id: string) => string;
  more: { has: boolean; isFetching: boolean; hasFailed: boolean; fetch: () => void };
  ref?: Ref<ListHandle>;
}

const ROW_PX = { desktop: 64, phone: 84 };

/** The rows that fit the screen, of however many; what is read never moves. */
export function RowWindow({ items, selectedId, onSelect, hrefOf, more, ref }: RowWindowProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const scroller = useRef<HTMLDivElement>(null);
  const reading = useReading();
  const { shown, freshCount, release, isFresh } = useSteadyRows(items, reading.isReading);
  // oxlint-disable-next-line react/incompatible-library -- this component is not memoised, nor are those given its functions
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isPhone ? ROW_PX.phone : ROW_PX.desktop),
    getItemKey: (at) => shown[at]?.id ?? at,
    overscan: 8,
  });
  useEffect(() => rows.measure(), [rows, isPhone]);
  const roving = useRovingRow({
    shown,
    selectedId,
    onSelect,
    scroller,
    scrollTo: (at) => rows.scrollToIndex(at),
  });
  useImperativeHandle(ref, () => ({ moveOnFrom: roving.moveOnFrom }), [roving.moveOnFrom]);

  const drawn = rows.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? 0;
  const wantsMore = more.has && !more.isFetching && !more.hasFailed && lastDrawn >= shown.length - 12;
  const { fetch: fetchMore } = more;
  useEffect(() => {
    if (wantsMore) fetchMore();
  }, [wantsMore, fetchMore]);

  const showFresh = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <>
      <FreshNews count={freshCount} />
      {freshCount > 0 && (
        <button type="button" className={styles.pill} onClick={showFresh}>
          {t('inbox.fresh', { count: freshCount })}
        </button>
      )}
      <div ref={scroller} className={styles.rows} {...reading.handlers(release)}>
        <ul className={styles.canvas} style={{ height: rows.getTotalSize() }}>
          {drawn.map(({ index, key, start }) => {
            const item = shown[index];
            if (!item) return null;
            return (
              <li
                key={key}
                className={styles.place}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={more.has ? -1 : shown.length}
                aria-posinset={index + 1}
              >
                <ConversationRow
                  item={item}
                  isSelected={item.id === selectedId}
                  isTabStop={item.id === roving.tabStop}
                  isFresh={isFresh(item.id)}
                  isLarge={isPhone}
                  href={hrefOf(item.id)}
                  onSelect={onSelect}
                  onFocus={roving.setFocused}
                />
              </li>
            );
          })}
        </ul>
        {more.isFetching && (
          <div className={styles.more}>
            <Spinner />
          </div>
        )}
        {more.hasFailed && (
          <div className={styles.more} role="alert">
            {t('inbox.loadMoreFailed')}
            <Button size="small" onClick={more.fetch}>
              {t('common.retry')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

const NEWS_EVERY_MS = 10_000;

/** Tells a screen reader how much is new, at most once in ten seconds. */
function FreshNews({ count }: { count: number }) {
  const { t } = useTranslation();
  const [told, setTold] = useState(0);
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = Math.max(0, toldAt.current + NEWS_EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      toldAt.current = performance.now();
      setTold(count);
    }, wait);
    return () => clearTimeout(timer);
  }, [count]);
  return (
    <span className="vh" role="status">
      {told > 0 && t('inbox.fresh', { count: told })}
    </span>
  );
}

/** Whether somebody reads here: scrolled down, the pointer on the rows, or the focus in them. */
function useReading() {
  const [signs, setSigns] = useState({ isScrolled: false, isPointed: false, isFocused: false });
  const note = (sign: keyof typeof signs, value: boolean) =>
    setSigns((present) => (present[sign] === value ? present : { ...present, [sign]: value }));
  return {
    isReading: signs.isScrolled || signs.isPointed || signs.isFocused,
    handlers: (onTop: () => void) => ({
      onScroll: (event: React.UIEvent<HTMLElement>) => {
        const isScrolled = event.currentTarget.scrollTop > 4;
        if (!isScrolled && signs.isScrolled) onTop();
        note('isScrolled', isScrolled);
      },
      onPointerEnter: (event: React.PointerEvent) => event.pointerType === 'mouse' && note('isPointed', true),
      onPointerLeave: () => note('isPointed', false),
      onFocus: () => note('isFocused', true),
      onBlur: (event: React.FocusEvent) =>
        !event.currentTarget.contains(event.relatedTarget) && note('isFocused', false),
    }),
  };
}

/** Holds the order while somebody reads; `release` lets in what waits above. */
function useSteadyRows(items: ConversationItem[], isReading: boolean) {
  const [held, setHeld] = useState<readonly string[]>(() => items.map((item) => item.id));
  const [first] = useState(() => new Set(held));
  const isHolding = isReading && held.length > 0;
  const ids = items.map((item) => item.id);
  if (!isHolding && (held.length !== ids.length || held.some((id, at) => id !== ids[at]))) setHeld(ids);
  const steady = isHolding ? steadyOrder(held, items) : { shown: items, freshCount: 0 };
  return {
    ...steady,
    release: () => setHeld(ids),
    isFresh: (id: string) => !first.has(id) && items.findIndex((item) => item.id === id) < 3,
  };
}

interface RovingOptions {
  shown: ConversationItem[];
  selectedId: string | null;
  onSelect: (id: string | null) => void;
  scroller: React.RefObject<HTMLDivElement | null>;
  scrollTo: (at: number) => void;
}

/** One tab stop for the whole list; J and K, arrows, Enter and Escape move in it. */
function useRovingRow({ shown, selectedId, onSelect, scroller, scrollTo }: RovingOptions) {
  const { t } = useTranslation();
  const [focused, setFocused] = useState<string | null>(null);
  const has = (id: string | null) => id !== null && shown.some((item) => item.id === id);
  const tabStop = has(focused) ? focused : has(selectedId) ? selectedId : (shown[0]?.id ?? null);

  const focusRow = useCallback(
    (at: number, id: string) => {
      setFocused(id);
      scrollTo(at);
      // The row may have to be drawn first.
      requestAnimationFrame(() =>
        scroller.current
          ?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`)
          ?.focus({ preventScroll: true }),
      );
    },
    [scrollTo, scroller],
  );
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
    if (next) focusRow(Math.max(0, shown.indexOf(next)), next.id);
  };
  const back = () => {
    const at = shown.findIndex((item) => item.id === selectedId);
    onSelect(null);
    const row = shown[at];
    if (row) focusRow(at, row.id);
  };
  const isRowFocused = () => document.activeElement?.closest('[data-conversation]') != null;
  useShortcuts([
    { id: 'list.next', keys: 'j', group: 'move', label: t('inbox.key.next'), run: () => move(1) },
    { id: 'list.previous', keys: 'k', group: 'move', label: t('inbox.key.previous'), run: () => move(-1) },
    {
      id: 'list.down',
      keys: 'arrowdown',
      group: 'move',
      label: '',
      run: () => move(1),
      isHidden: true,
      when: isRowFocused,
    },
    {
      id: 'list.up',
      keys: 'arrowup',
      group: 'move',
      label: '',
      run: () => move(-1),
      isHidden: true,
      when: isRowFocused,
    },
    {
      id: 'list.open',
      keys: 'enter',
      group: 'move',
      label: t('inbox.key.open'),
      run: () => tabStop && onSelect(tabStop),
      isOff: selectedId !== null,
    },
    {
      id: 'list.back',
      keys: 'escape',
      group: 'move',
      label: t('inbox.key.back'),
      run: back,
      isOff: selectedId === null,
    },
  ]);
  return { tabStop, setFocused, moveOnFrom };
}
