import type { AgentItem, UpdateAgentRequest } from '@visavis/shared/api/agents';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, teamsQuery } from '../../lib/directory.queries.ts';
import { useSave } from '../../lib/save.ts';
import { Dialog, SubmitActions } from '../../ui/Dialog.tsx';
import { Form } from '../../ui/Page.tsx';
import { ReceiverField } from '../../ui/ReceiverField.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './LeaveDialog.module.css';

/** Somebody leaves: what they have goes to whom, and the profile closes; both or neither. */
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
  const [workTo, setWorkTo] = useState<string | null>(null);
  const leave = useSave(
    (change: UpdateAgentRequest) => api.patch<AgentItem>(`/api/agents/${agent.id}`, change),
    [agentsQuery.queryKey, teamsQuery.queryKey],
  );
  const submit = () =>
    leave.mutate(
      { deactivated: true, ...(workTo === null ? {} : { workTo }) },
      {
        onSuccess: () => {
          onClose();
          toasts.show({ text: t('team.leave.done', { name: agent.displayName }), tone: 'done' });
        },
      },
    );
  return (
    <Form onSubmit={submit} error={leave.error}>
      <ReceiverField
        label={t('team.leave.whom', { count: agent.openCount })}
        help={t(workTo === null ? 'team.leave.teamsHelp' : 'team.leave.personHelp')}
        fromAgentId={agent.id}
        value={workTo}
        onChange={setWorkTo}
      />
      <ul className={styles.facts}>
        <li>{t('team.leave.signedOut')}</li>
        <li>{t('team.leave.profile')}</li>
        <li>{t('team.leave.replies')}</li>
        <li>{t('team.leave.back')}</li>
      </ul>
      <SubmitActions onCancel={onClose} isBusy={leave.isPending} words={t('team.deactivate')} />
    </Form>
  );
}
