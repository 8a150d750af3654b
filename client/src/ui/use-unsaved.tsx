import { useBlocker } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';

interface UnsavedOptions {
  isDirty: boolean;
  /** What would be lost, in a sentence. */
  text: string;
  /** Leaves the editor. */
  onLeave: () => void;
}

/**
 * Keeps what is written and not saved: asks before it is left, by its own button, by another page or by closing the tab.
 * `close` is what its own buttons call; `question` has to be drawn.
 */
export function useUnsaved({ isDirty, text, onLeave }: UnsavedOptions): {
  close: () => void;
  question: ReactNode;
} {
  const [isAsking, setAsking] = useState(false);
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  const close = () => {
    if (!isDirty) onLeave();
    // Not before the key is up the tree: the question would take the same Escape for its own, and close at once.
    else setTimeout(() => setAsking(true));
  };
  const question = (
    <Question
      text={text}
      isOpen={isAsking || blocker.status === 'blocked'}
      onStay={() => {
        setAsking(false);
        blocker.reset?.();
      }}
      onLeave={() => {
        setAsking(false);
        blocker.proceed?.();
        onLeave();
      }}
    />
  );
  return { close, question };
}

interface QuestionProps {
  text: string;
  isOpen: boolean;
  onStay: () => void;
  onLeave: () => void;
}

function Question({ text, isOpen, onStay, onLeave }: QuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onStay} title={t('common.discard.title')} width={420}>
      <p>{text}</p>
      <DialogActions>
        <Button onClick={onLeave}>{t('common.discard.leave')}</Button>
        <Button tone="primary" onClick={onStay} data-autofocus="">
          {t('common.discard.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
