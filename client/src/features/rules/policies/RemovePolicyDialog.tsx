import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../../lib/error-sentence.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../../ui/Dialog.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { useRemovePolicy } from './policies.queries.ts';

/** Says what follows before a policy is deleted. */
export function RemovePolicyDialog({ policy, onClose }: { policy: SlaPolicyItem; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const remove = useRemovePolicy();
  const confirm = () =>
    remove.mutate(policy.id, {
      onSuccess: () => {
        toasts.show({ text: t('policies.deleted', { name: policy.name }), tone: 'done' });
        onClose();
      },
    });
  return (
    <Dialog isOpen onClose={onClose} title={t('policies.remove.title', { name: policy.name })} width={460}>
      {remove.error !== null && (
        <Banner tone="bad" role="alert">
          {sentence(remove.error)}
        </Banner>
      )}
      <p>{t('policies.remove.text')}</p>
      <DialogActions>
        <Button onClick={onClose} data-autofocus="">
          {t('common.cancel')}
        </Button>
        <Button tone="danger" isBusy={remove.isPending} onClick={confirm}>
          {t('policies.remove.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
