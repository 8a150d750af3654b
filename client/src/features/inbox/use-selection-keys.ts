import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../lib/shortcuts.ts';
import type { Selection } from './use-selection.ts';

/** X chooses the row that has the focus, Escape lets go of all. */
export function useSelectionKeys(selection: Selection, rowId: string | null): void {
  const { t } = useTranslation();
  const group = 'move' as const;
  useShortcuts([
    {
      id: 'list.check',
      keys: 'x',
      group,
      label: t('handOver.bulk.key'),
      run: () => rowId !== null && selection.check(rowId),
    },
    {
      id: 'list.checkAll',
      keys: 'alt+a',
      group,
      label: t('handOver.bulk.keyAll'),
      run: selection.checkAll,
      worksInFields: false,
    },
    {
      id: 'list.uncheck',
      keys: 'escape',
      group,
      label: '',
      isHidden: true,
      run: selection.clear,
      isOff: !selection.isSelecting,
    },
  ]);
}
