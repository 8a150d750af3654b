import type { ConversationItem } from '@visavis/shared/api/conversations';
import { useCallback, useMemo, useState } from 'react';

/** As many as one change takes. */
export const MOST_SELECTED = 500;

interface Selected {
  ids: ReadonlySet<string>;
  /** Where a range begins: what was chosen last. */
  anchor: string | null;
  /** Boxes stand at every row, though nothing is chosen yet. */
  isMode: boolean;
}

const NOTHING: Selected = { ids: new Set(), anchor: null, isMode: false };

/** Which rows are chosen to be changed together. What leaves the list leaves the choice. */
export function useSelection(items: readonly ConversationItem[]) {
  const [selected, setSelected] = useState(NOTHING);
  const ids = useMemo(
    () => items.filter(({ id }) => selected.ids.has(id)).map(({ id }) => id),
    [items, selected.ids],
  );
  const check = useCallback(
    (id: string, isRange = false) =>
      setSelected((before) => {
        const ids = new Set(before.ids);
        const added = isRange ? range(items, before.anchor ?? id, id) : [id];
        if (!isRange && ids.has(id)) ids.delete(id);
        else for (const each of added) if (ids.size < MOST_SELECTED) ids.add(each);
        return { ...before, ids, anchor: id };
      }),
    [items],
  );
  const clear = useCallback(() => setSelected(NOTHING), []);
  return {
    ids,
    isSelecting: selected.isMode || ids.length > 0,
    has: (id: string) => selected.ids.has(id),
    check,
    checkAll: () =>
      setSelected((before) => ({
        ...before,
        ids: new Set(items.slice(0, MOST_SELECTED).map(({ id }) => id)),
      })),
    clear,
    toggleMode: () =>
      setSelected((before) => (before.isMode || ids.length > 0 ? NOTHING : { ...before, isMode: true })),
  };
}

export type Selection = ReturnType<typeof useSelection>;

/** Both ends and what stands between them, in whichever direction. */
function range(items: readonly ConversationItem[], from: string, to: string): string[] {
  const [start, end] = [from, to]
    .map((wanted) => items.findIndex(({ id }) => id === wanted))
    .toSorted((a, b) => a - b);
  if (start === undefined || end === undefined || start === -1) return [to];
  return items.slice(start, end + 1).map(({ id }) => id);
}
