import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../lib/error-sentence.ts';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';

interface ConfirmDialogProps {
  title: string;
  /** What follows from it. */
  children: ReactNode;
  /** What the button does. */
  action: string;
  /** The call that does it. */
  asking: { error: unknown; isPending: boolean };
  onYes: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back; stays open while it is done, and says why it was refused. */
export function ConfirmDialog({ title, children, action, asking, onYes, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (
    <Dialog isOpen onClose={onClose} title={title} width={460}>
      {asking.error != null && (
        <Banner tone="bad" role="alert">
          {sentence(asking.error)}
        </Banner>
      )}
      <p>{children}</p>
      <DialogActions>
        <Button onClick={onClose} data-autofocus="">
          {t('common.cancel')}
        </Button>
        <Button tone="danger" isBusy={asking.isPending} onClick={onYes}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
