import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';

interface DiscardDialogProps {
  text: string;
  isOpen: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks before something written is lost. */
export function DiscardDialog({ text, isOpen, onStay, onLeave }: DiscardDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onStay} title={t('rules.discard.title')} width={420}>
      <p>{text}</p>
      <DialogActions>
        <Button onClick={onLeave}>{t('rules.discard.leave')}</Button>
        <Button tone="primary" onClick={onStay} data-autofocus="">
          {t('rules.discard.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
