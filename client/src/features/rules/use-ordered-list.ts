import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../lib/api-client.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useToasts } from '../../ui/Toast.tsx';
import type { OrderedItem, OrderedRowProps } from './OrderedRow.tsx';

/** What the row of an entry needs of its list. */
type RowActions = Pick<
  OrderedRowProps,
  'count' | 'isDragged' | 'isDragging' | 'onDrag' | 'onDrop' | 'onMove' | 'onToggle'
>;

interface OrderedListOptions<T extends OrderedItem> {
  /** All that can be moved, in their order. */
  items: readonly T[];
  /** Whose words are used. */
  catalogue: 'rules' | 'policies';
  /** Puts them in an order. */
  order: {
    mutate: (
      ids: readonly string[],
      on: { onSuccess: () => void; onError: (error: unknown) => void },
    ) => void;
  };
  /** Switches one, leaving everything else as it is. */
  setActive: (item: T, isActive: boolean) => Promise<unknown>;
}

/** A list whose order counts, and what can be done with it: moving can be undone, and all of it is said aloud. */
export function useOrderedList<T extends OrderedItem>({
  items,
  catalogue,
  order,
  setActive,
}: OrderedListOptions<T>) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  /** For screen readers: what a key or a drag has just done. */
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const fail = (error: unknown) => {
    toasts.show({ text: sentence(error), tone: 'error' });
  };

  const place = (ids: readonly string[], onDone?: () => void) =>
    order.mutate(ids, {
      onSuccess: () => onDone?.(),
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'version-conflict')
          toasts.show({ text: t(`${catalogue}.orderOutdated`), tone: 'error' });
        else fail(error);
      },
    });

  /** @param to index in the list without the item itself */
  const move = (item: T, to: number) => {
    const before = items.map(({ id }) => id);
    const after = before.filter((id) => id !== item.id);
    const at = Math.max(0, Math.min(after.length, to));
    after.splice(at, 0, item.id);
    if (after.join() === before.join()) return;
    const text = t(`${catalogue}.moved`, { name: item.name, place: at + 1, count: before.length });
    setSaid(text);
    place(after, () => toasts.show({ text, onUndo: () => place(before) }));
  };

  const toggle = (item: T) => {
    const isActive = !item.isActive;
    const text = t(`${catalogue}.${isActive ? 'switchedOn' : 'switchedOff'}`, { name: item.name });
    setActive(item, isActive).then(() => {
      toasts.show({ text, tone: 'done' });
    }, fail);
  };

  const dropAt = (at: number) => {
    const from = items.findIndex(({ id }) => id === dragged);
    const item = items[from];
    setDragged(null);
    // Places are counted without the entry that moves.
    if (item !== undefined) move(item, at > from ? at - 1 : at);
  };

  const rowOf = (item: T): RowActions => ({
    count: items.length,
    isDragged: dragged === item.id,
    isDragging: dragged !== null,
    onDrag: setDragged,
    onDrop: dropAt,
    onMove: (to) => move(item, to),
    onToggle: () => toggle(item),
  });

  return { said, rowOf, fail };
}
