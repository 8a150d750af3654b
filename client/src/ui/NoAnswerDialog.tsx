import { noAnswerReasons, type NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import type { NoAnswerNeededRequest } from '@visavis/shared/api/conversations';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstName } from '../lib/format.ts';
import { Dialog, SubmitActions } from './Dialog.tsx';
import { ChoiceField, TextField } from './Field.tsx';
import { Form } from './Page.tsx';

const LONGEST_NOTE = 500;

interface ChoicesProps {
  /** Whether it is closed in the same step. */
  closes: boolean;
  contactName: string;
  /** So many wait at once; one unless told. */
  count?: number;
  onClose: () => void;
  onDecide: (decision: NoAnswerNeededRequest) => void;
}

/** Asks why what waits needs no answer: a decision with a person and a reason, counted apart. */
export function NoAnswerDialog({ isOpen, ...props }: ChoicesProps & { isOpen: boolean }) {
  const { t } = useTranslation();
  const title = t(props.closes ? 'common.noAnswer.titleClose' : 'common.noAnswer.title');
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={title} width={420}>
      <Choices {...props} />
    </Dialog>
  );
}

function Choices({ closes, contactName, count = 1, onClose, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const name = useId();
  const [reason, setReason] = useState<NoAnswerReason>('courtesy');
  const [note, setNote] = useState('');
  const submit = () => {
    const text = note.trim();
    onClose();
    onDecide(text === '' ? { reason } : { reason, note: text });
  };
  return (
    <Form onSubmit={submit}>
      <p className="t12 sec">
        {count > 1
          ? t('common.noAnswer.explainMany', { count })
          : t('common.noAnswer.explain', { name: firstName(contactName) })}
      </p>
      <ChoiceField
        label={t('common.noAnswer.reason')}
        isLabelHidden
        name={name}
        value={reason}
        options={noAnswerReasons.map((value) => ({ value, label: t(`common.noAnswer.reasons.${value}`) }))}
        onChange={setReason}
      />
      <TextField
        label={t('common.noAnswer.note')}
        value={note}
        maxLength={LONGEST_NOTE}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <SubmitActions
        onCancel={onClose}
        words={t(closes ? 'common.noAnswer.decideClose' : 'common.noAnswer.decide')}
      />
    </Form>
  );
}
