import type { ConversationItem } from '@visavis/shared/api/conversations';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, type Ref, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../../../lib/media.ts';
import { Button } from '../../../ui/Button.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { useRovingRow } from '../use-roving-row.ts';
import { useSelectionKeys } from '../use-selection-keys.ts';
import type { Selection } from '../use-selection.ts';
import { useReading, useSteadyRows } from '../use-steady-rows.ts';
import styles from './ConversationList.module.css';
import { BulkBar } from './BulkBar.tsx';
import { ConversationRow, type RowProps } from './ConversationRow.tsx';
import { FreshNews } from './FreshNews.tsx';
import { RowCheck } from './RowCheck.tsx';

export interface ListHandle {
  /** Shows the row after this one, or the one before when it was the last; nothing when it was the only one. */
  moveOnFrom: (id: string) => void;
}

interface More {
  has: boolean;
  isFetching: boolean;
  hasFailed: boolean;
  fetch: () => void;
}

interface RowWindowProps {
  items: ConversationItem[];
  selectedId: string | null;
  onSelect: (id: string | null, isWatching?: boolean) => void;
  hrefOf: (id: string) => string;
  selection: Selection;
  more: More;
  ref?: Ref<ListHandle>;
}

/** The rows that fit the screen, of however many; what is read never moves. */
export function RowWindow({ items, selectedId, onSelect, hrefOf, selection, more, ref }: RowWindowProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isLarge = usePhone();
  const reading = useReading();
  const { shown, freshCount, release, isFresh } = useSteadyRows(items, reading.isReading);
  const rows = useRows({ shown, isLarge, scroller });
  const roving = useRovingRow({ shown, selectedId, onSelect, scroller, scrollTo: rows.scrollToIndex });
  useSelectionKeys(selection, roving.tabStop);
  useImperativeHandle(ref, () => ({ moveOnFrom: roving.moveOnFrom }), [roving.moveOnFrom]);
  useNextPage(more, (rows.getVirtualItems().at(-1)?.index ?? 0) >= shown.length - PAGE_AHEAD);
  const showFresh = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };
  const rowProps = (item: ConversationItem): RowProps => ({
    item,
    isLarge,
    isSelected: item.id === selectedId,
    isTabStop: item.id === roving.tabStop,
    isFresh: isFresh(item.id),
    href: hrefOf(item.id),
    onSelect,
    onFocus: roving.setFocused,
  });
  return (
    <>
      <FreshNews count={freshCount} onShow={showFresh} />
      <div ref={scroller} className={styles.rows} {...reading.handlers(release)}>
        <Drawn
          rows={rows}
          shown={shown}
          total={more.has ? -1 : shown.length}
          rowProps={rowProps}
          selection={selection}
        />
        <Foot more={more} />
        {selection.isSelecting && <div className={styles.underBar} />}
      </div>
      {selection.isSelecting && (
        <BulkBar selection={selection} items={items} onChanged={roving.focusTabStop} />
      )}
    </>
  );
}

const ROW_PX = { desktop: 64, phone: 84 };
/** So many rows before the end the next page is fetched. */
const PAGE_AHEAD = 12;

type Rows = Virtualizer<HTMLDivElement, Element>;

interface RowsOptions {
  shown: ConversationItem[];
  isLarge: boolean;
  scroller: RefObject<HTMLDivElement | null>;
}

function useRows({ shown, isLarge, scroller }: RowsOptions): Rows {
  // oxlint-disable-next-line react/incompatible-library -- nothing that is given its functions is memoised
  const rows = useVirtualizer<HTMLDivElement, Element>({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isLarge ? ROW_PX.phone : ROW_PX.desktop),
    getItemKey: (at) => shown[at]?.id ?? at,
    overscan: 8,
  });
  useEffect(() => rows.measure(), [rows, isLarge]);
  return rows;
}

function useNextPage({ has, isFetching, hasFailed, fetch }: More, isNearEnd: boolean): void {
  const wantsMore = isNearEnd && has && !isFetching && !hasFailed;
  useEffect(() => {
    if (wantsMore) fetch();
  }, [wantsMore, fetch]);
}

interface DrawnProps {
  rows: Rows;
  shown: ConversationItem[];
  /** How many there are, -1 when nobody knows. */
  total: number;
  rowProps: (item: ConversationItem) => RowProps;
  selection: Selection;
}

function Drawn({ rows, shown, total, rowProps, selection }: DrawnProps) {
  return (
    <ul className={styles.canvas} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const item = shown[index];
        return (
          item && (
            <li
              key={key}
              className={styles.place}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={total}
              aria-posinset={index + 1}
            >
              <RowCheck item={item} selection={selection}>
                <ConversationRow {...rowProps(item)} />
              </RowCheck>
            </li>
          )
        );
      })}
    </ul>
  );
}

function Foot({ more }: { more: More }) {
  const { t } = useTranslation();
  if (more.isFetching) {
    return (
      <div className={styles.more}>
        <Spinner />
      </div>
    );
  }
  if (!more.hasFailed) return null;
  return (
    <div className={styles.more} role="alert">
      {t('inbox.loadMoreFailed')}
      <Button size="small" onClick={more.fetch}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
