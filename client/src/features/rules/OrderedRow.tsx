import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconGripVertical,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import styles from './rules.module.css';

/** An entry of a list whose order counts. */
export interface OrderedItem {
  id: string;
  name: string;
  isActive: boolean;
}

export interface OrderedRowProps {
  item: OrderedItem;
  place: number;
  /** How many can be brought into another order. */
  count: number;
  isDragged: boolean;
  isDragging: boolean;
  /** Keeps its place, is always on and never deleted. */
  isFixed?: boolean;
  isReadOnly?: boolean;
  /** Its sentence. */
  children: ReactNode;
  notes: ReactNode;
  onDrag: (id: string | null) => void;
  /** Before the entry at this place of the list as it is. */
  onDrop: (at: number) => void;
  /** To this place of the list without the entry itself. */
  onMove: (to: number) => void;
  onToggle: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** An entry of a list whose order counts: it is dragged, moved by the arrow keys, switched, edited and deleted. */
export function OrderedRow(props: OrderedRowProps) {
  const {
    item,
    place,
    count,
    isDragged,
    isDragging,
    isFixed = false,
    isReadOnly = false,
    children,
    notes,
    ...on
  } = props;
  const { t } = useTranslation();
  const row = useRef<HTMLLIElement>(null);
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null);
  const target = {
    onDragOver: (event: DragEvent) => {
      if (!isDragging || isFixed || !row.current) return;
      event.preventDefault();
      const { top, height } = row.current.getBoundingClientRect();
      setEdge(event.clientY < top + height / 2 ? 'top' : 'bottom');
    },
    onDragLeave: () => setEdge(null),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      on.onDrop(edge === 'top' ? place : place + 1);
      setEdge(null);
    },
  };
  return (
    <li
      ref={row}
      className={styles.rule}
      data-off={!item.isActive}
      data-dragged={isDragged}
      data-edge={edge}
      aria-label={item.name}
      {...target}
    >
      {isFixed || isReadOnly ? (
        <span className={styles.handleless} />
      ) : (
        <Handle item={item} row={row} place={place} onDrag={on.onDrag} onMove={on.onMove} />
      )}
      <span className={styles.place} aria-hidden="true">
        {place + 1}
      </span>
      <button type="button" className={styles.sentence} disabled={isReadOnly} onClick={on.onEdit}>
        <span className={styles.name} dir="auto">
          {item.name}
          {!item.isActive && <Chip tone="outline">{t('rules.isOff')}</Chip>}
        </span>
        {children}
      </button>
      {isFixed && !isReadOnly && <span />}
      {!isFixed && !isReadOnly && (
        <input
          type="checkbox"
          role="switch"
          className={styles.switch}
          aria-label={t('rules.switchOf', { name: item.name })}
          title={t('rules.on')}
          checked={item.isActive}
          aria-checked={item.isActive}
          onChange={on.onToggle}
        />
      )}
      {!isReadOnly && (
        <Menu
          label={t('rules.more', { name: item.name })}
          target={<Button tone="quiet" icon={IconDots} aria-label={t('rules.more', { name: item.name })} />}
          entries={[
            { label: t('common.edit'), icon: IconPencil, onSelect: on.onEdit },
            {
              label: t('rules.moveUp'),
              icon: IconArrowUp,
              isDisabled: isFixed || place === 0,
              onSelect: () => on.onMove(place - 1),
            },
            {
              label: t('rules.moveDown'),
              icon: IconArrowDown,
              isDisabled: isFixed || place === count - 1,
              onSelect: () => on.onMove(place + 1),
            },
            { kind: 'divider' },
            {
              label: t('rules.delete'),
              icon: IconTrash,
              isDanger: true,
              isDisabled: isFixed,
              onSelect: on.onDelete,
            },
          ]}
        />
      )}
      {notes}
    </li>
  );
}

interface HandleProps {
  item: OrderedItem;
  row: { current: HTMLElement | null };
  place: number;
  onDrag: (id: string | null) => void;
  onMove: (to: number) => void;
}

/** Is dragged with the pointer, and moves the entry with the arrow keys. */
function Handle({ item, row, place, onDrag, onMove }: HandleProps) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (place + step >= 0) onMove(place + step);
  };
  return (
    <button
      type="button"
      className={styles.handle}
      draggable
      aria-label={t('rules.move', { name: item.name })}
      aria-keyshortcuts="ArrowUp ArrowDown"
      title={t('rules.moveHelp')}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', item.name);
        if (row.current) event.dataTransfer.setDragImage(row.current, 16, 16);
        onDrag(item.id);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <Icon of={IconGripVertical} size={16} />
    </button>
  );
}
