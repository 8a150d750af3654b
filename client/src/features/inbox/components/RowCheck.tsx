import type { ConversationItem } from '@visavis/shared/api/conversations';
import { useRef, type PointerEvent, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { usePhone } from '../../../lib/media.ts';
import type { Selection } from '../use-selection.ts';
import styles from './RowCheck.module.css';

/** How long a finger rests on a row that means to choose it. */
const LONG_PRESS_MS = 450;
const TREMBLE_PX = 8;

interface RowCheckProps {
  item: ConversationItem;
  selection: Selection;
  children: ReactNode;
}

/** A row with the box that chooses it: seen under the pointer, at the focus, and while anything is chosen. */
export function RowCheck({ item, selection, children }: RowCheckProps) {
  const { t } = useTranslation();
  const press = useLongPress(() => selection.check(item.id));
  const { isSelecting } = selection;
  const isPhone = usePhone();
  const onClickCapture = (event: SyntheticEvent<HTMLElement, MouseEvent>) => {
    const { shiftKey, ctrlKey, metaKey } = event.nativeEvent;
    const isOnBox = (event.target as Element).closest('label') !== null;
    if (press.hasFired()) return swallow(event);
    if (isOnBox || ctrlKey || metaKey) return;
    // With boxes on a small screen the whole row is the box.
    if (!shiftKey && !(isPhone && isSelecting)) return;
    swallow(event);
    selection.check(item.id, shiftKey);
  };
  return (
    <div className={styles.row} {...press.handlers} onClickCapture={onClickCapture}>
      {children}
      <label className={cx(styles.box, isSelecting && styles.shown)}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('handOver.bulk.select', { name: item.contact.name })}
          checked={selection.has(item.id)}
          onClick={(event) => selection.check(item.id, event.shiftKey)}
          onChange={() => {}}
        />
      </label>
    </div>
  );
}

function swallow(event: SyntheticEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function useLongPress(onPress: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const fired = useRef(false);
  const end = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  return {
    /** Whether the click that follows belongs to the press; asked once. */
    hasFired: () => {
      const was = fired.current;
      fired.current = false;
      return was;
    },
    handlers: {
      onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent) => {
        fired.current = false;
        if (pointerType !== 'touch') return;
        const timer = setTimeout(() => {
          fired.current = true;
          onPress();
        }, LONG_PRESS_MS);
        press.current = { timer, x: clientX, y: clientY };
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent) => {
        const start = press.current;
        if (start && Math.hypot(clientX - start.x, clientY - start.y) > TREMBLE_PX) end();
      },
      onPointerUp: end,
      onPointerCancel: end,
      // The menu of a link would cover the row that was just chosen.
      onContextMenu: (event: SyntheticEvent) => fired.current && event.preventDefault(),
    },
  };
}
