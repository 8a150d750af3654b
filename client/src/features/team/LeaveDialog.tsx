import type { AgentItem } from '@visavis/shared/api/agents';
import type { BulkHandOverRequest, BulkHandOverSummary } from '@visavis/shared/api/hand-over';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, teamsQuery } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useSave } from '../../lib/save.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ChoiceField, SelectField } from '../../ui/Field.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './LeaveDialog.module.css';

type Whom = 'teams' | 'person';

/** Somebody leaves: what they have goes to whom, then the profile closes. */
export function LeaveDialog({
  agent,
  isOpen,
  onClose,
}: {
  agent: AgentItem;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('team.deactivateTitle', { name: agent.displayName })}>
      <LeaveForm agent={agent} onClose={onClose} />
    </Dialog>
  );
}

function LeaveForm({ agent, onClose }: { agent: AgentItem; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const colleagues = useColleagues(agent);
  const [whom, setWhom] = useState<Whom>('teams');
  const [toAgentId, setToAgentId] = useState('');
  const leave = useSave(
    async (to: string | null) => {
      const request: BulkHandOverRequest = { fromAgentId: agent.id, toAgentId: to, cause: 'left' };
      const { handedOver } = await api.post<BulkHandOverSummary>('/api/hand-overs', request);
      await api.patch<AgentItem>(`/api/agents/${agent.id}`, { deactivated: true });
      return handedOver.length;
    },
    [agentsQuery.queryKey, teamsQuery.queryKey],
  );
  const chosen = toAgentId || (colleagues[0]?.id ?? '');
  const submit = () =>
    leave.mutate(whom === 'person' && chosen ? chosen : null, {
      onSuccess: (count) => {
        onClose();
        toasts.show({ text: t('team.leave.done', { name: agent.displayName, count }), tone: 'done' });
      },
    });
  return (
    <div className={styles.form}>
      {leave.error && (
        <Banner tone="bad" role="alert">
          {sentence(leave.error)}
        </Banner>
      )}
      <ChoiceField
        label={t('team.leave.whom', { count: agent.openCount })}
        name="whom"
        value={whom}
        onChange={setWhom}
        options={[
          { value: 'teams', label: t('team.leave.teams'), help: t('team.leave.teamsHelp') },
          ...(colleagues.length > 0
            ? [{ value: 'person' as const, label: t('team.leave.person'), help: t('team.leave.personHelp') }]
            : []),
        ]}
      />
      {whom === 'person' && (
        <SelectField
          label={t('team.leave.person')}
          isLabelHidden
          value={chosen}
          options={colleagues.map(({ id, displayName, openCount, capacity }) => ({
            value: id,
            label: `${displayName} · ${t('team.load', { open: openCount, capacity })}`,
          }))}
          onChange={(event) => setToAgentId(event.currentTarget.value)}
        />
      )}
      <ul className={styles.facts}>
        <li>{t('team.leave.signedOut')}</li>
        <li>{t('team.leave.profile')}</li>
        <li>{t('team.leave.replies')}</li>
        <li>{t('team.leave.back')}</li>
      </ul>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button tone="primary" isBusy={leave.isPending} onClick={submit}>
          {t('team.deactivate')}
        </Button>
      </DialogActions>
    </div>
  );
}

/** Who is still there: those of the same teams first, then those with the most room. */
function useColleagues(agent: AgentItem): AgentItem[] {
  const all = useQuery(agentsQuery).data ?? [];
  const own = new Set(agent.teams.map(({ id }) => id));
  const isOfOwnTeam = (colleague: AgentItem) => colleague.teams.some(({ id }) => own.has(id));
  return all
    .filter(({ id, deactivatedAt }) => id !== agent.id && deactivatedAt === null)
    .toSorted(
      (a, b) =>
        Number(isOfOwnTeam(b)) - Number(isOfOwnTeam(a)) ||
        b.capacity - b.openCount - (a.capacity - a.openCount) ||
        a.displayName.localeCompare(b.displayName),
    );
}
