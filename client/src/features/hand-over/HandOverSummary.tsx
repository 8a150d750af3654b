import type { BulkHandOverSummary } from '@visavis/shared/api/hand-over';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../lib/error-sentence.ts';
import { undoHandOvers } from '../../lib/hand-over.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogActions } from '../../ui/Dialog.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './hand-over.module.css';

interface HandOverSummaryProps {
  summary: BulkHandOverSummary;
  onClose: () => void;
}

/** What went to whom with which paragraph, and what stayed and why. */
export function HandOverSummary({ summary: { handedOver, left }, onClose }: HandOverSummaryProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const toasts = useToasts();
  const undo = useMutation({
    mutationFn: () => undoHandOvers(handedOver.map(({ id }) => id)),
    onSuccess: (answer) => {
      toasts.show({
        text: t(answer.left.length === 0 ? 'handOver.undone' : 'handOver.undoFailed'),
        tone: answer.left.length === 0 ? 'done' : 'plain',
      });
      onClose();
    },
    onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
  });
  return (
    <>
      <p role="status">
        {handedOver.length === 0
          ? t('handOver.everything.none')
          : t('handOver.everything.done', { count: handedOver.length })}
      </p>
      {handedOver.length > 0 && (
        <ul className={styles.summary}>
          {handedOver.map(({ id, conversationId, to, team, note }) => (
            <li key={id}>
              <Link
                to="/inbox/$view"
                params={{ view: 'all' }}
                search={{ c: conversationId }}
                onClick={onClose}
              >
                {t('handOver.everything.to_', { name: to?.name ?? team.name })}
              </Link>
              <span dir="auto">{note}</span>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <>
          <p>{t('handOver.everything.left', { count: left.length })}</p>
          <ul className={styles.summary}>
            {left.map(({ conversationId, reason }) => (
              <li key={conversationId}>{t(`handOver.everything.reason.${reason}`)}</li>
            ))}
          </ul>
        </>
      )}
      <DialogActions>
        {handedOver.length > 0 && (
          <Button isBusy={undo.isPending} onClick={() => undo.mutate()}>
            {t('handOver.everything.undo')}
          </Button>
        )}
        <Button tone="primary" onClick={onClose}>
          {t('handOver.everything.close')}
        </Button>
      </DialogActions>
    </>
  );
}
