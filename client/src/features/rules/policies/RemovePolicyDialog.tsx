import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { useRemovePolicy } from './policies.queries.ts';

/** Says what follows before a policy is deleted. */
export function RemovePolicyDialog({ policy, onClose }: { policy: SlaPolicyItem; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const remove = useRemovePolicy();
  const onYes = () =>
    remove.mutate(policy.id, {
      onSuccess: () => {
        toasts.show({ text: t('policies.deleted', { name: policy.name }), tone: 'done' });
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={t('policies.remove.title', { name: policy.name })}
      action={t('policies.remove.confirm')}
      asking={remove}
      onYes={onYes}
      onClose={onClose}
    >
      {t('policies.remove.text')}
    </ConfirmDialog>
  );
}
