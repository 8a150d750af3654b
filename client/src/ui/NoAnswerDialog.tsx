import { noAnswerReasons, type NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import type { NoAnswerNeededRequest } from '@visavis/shared/api/conversations';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { firstName } from '../lib/format.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './Field.tsx';
import styles from './NoAnswerDialog.module.css';

const LONGEST_NOTE = 500;

interface NoAnswerDialogProps {
  isOpen: boolean;
  /** Whether it is closed in the same step. */
  closes: boolean;
  contactName: string;
  /** So many wait at once; one unless told. */
  count?: number;
  onClose: () => void;
  onDecide: (decision: NoAnswerNeededRequest) => void;
}

/** Asks why what waits needs no answer: a decision with a person and a reason, counted apart. */
export function NoAnswerDialog({
  isOpen,
  closes,
  contactName,
  count = 1,
  onClose,
  onDecide,
}: NoAnswerDialogProps) {
  const { t } = useTranslation();
  const title = t(closes ? 'conversation.noAnswer.titleClose' : 'conversation.noAnswer.title');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} width={420}>
      <Choices
        closes={closes}
        contactName={contactName}
        count={count}
        onDecide={(decision) => {
          onClose();
          onDecide(decision);
        }}
      />
    </Dialog>
  );
}

function Choices({
  closes,
  contactName,
  count,
  onDecide,
}: Pick<NoAnswerDialogProps, 'closes' | 'contactName' | 'onDecide'> & { count: number }) {
  const { t } = useTranslation();
  const name = useId();
  const [reason, setReason] = useState<NoAnswerReason>('courtesy');
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = note.trim();
    onDecide(text === '' ? { reason } : { reason, note: text });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className="t12 sec">
        {count > 1
          ? t('conversation.noAnswer.explainMany', { count })
          : t('conversation.noAnswer.explain', { name: firstName(contactName) })}
      </p>
      <fieldset className={styles.reasons}>
        <legend className="vh">{t('conversation.noAnswer.reason')}</legend>
        {noAnswerReasons.map((each, index) => (
          <label key={each} className={styles.reason}>
            <input
              type="radio"
              name={name}
              checked={reason === each}
              onChange={() => setReason(each)}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
            />
            {t(`conversation.noAnswer.reasons.${each}`)}
          </label>
        ))}
      </fieldset>
      <TextField
        label={t('conversation.noAnswer.note')}
        value={note}
        maxLength={LONGEST_NOTE}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" tone="primary">
        {t(closes ? 'conversation.noAnswer.decideClose' : 'conversation.noAnswer.decide')}
      </Button>
    </form>
  );
}
