import type { AgentItem } from '@visavis/shared/api/agents';
import type { RemovalItem } from '@visavis/shared/api/consent';
import type { Page } from '@visavis/shared/api/page';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { itemsOf } from '../../lib/directory.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { RemovalsTable } from '../../ui/RemovalsTable.tsx';

const removalsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['agents', agentId, 'removals'],
    queryFn: async ({ signal }) =>
      itemsOf(await api.get<Page<RemovalItem>>(`/api/agents/${agentId}/removals`, { signal })),
  });

/** The proof for administrators: where somebody's face is no longer shown, and since when. */
export function RemovalsDialog({
  agent,
  isOpen,
  onClose,
}: {
  agent: AgentItem;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const removals = useQuery({ ...removalsQuery(agent.id), enabled: isOpen });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('team.removals.title', { name: agent.displayName })}
      width={640}
    >
      <Loaded query={removals} title={t('team.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('team.removals.empty')} />
          ) : (
            <RemovalsTable removals={items} />
          )
        }
      </Loaded>
      <DialogActions>
        <Button tone="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
