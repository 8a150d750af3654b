import type { PersonRef } from '@visavis/shared/api/conversations';
import type { BulkHandOverRequest, BulkHandOverSummary } from '@visavis/shared/api/hand-over';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { givenHandOversQuery, handOverMany } from '../../lib/hand-over.queries.ts';
import { Dialog, SubmitActions } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextAreaField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Page.tsx';
import { ReceiverField } from '../../ui/ReceiverField.tsx';
import { HandOverSummary } from './HandOverSummary.tsx';

/** Who leaves for good is closed by an administrator, with their work. */
const CAUSES = ['shiftEnd', 'leave', 'away', 'hand'] as const satisfies BulkHandOverRequest['cause'][];
const NOTE_LENGTH = 2_000;

interface HandOverEverythingDialogProps {
  /** Whose work it is: one's own, or that of somebody in a team one leads. */
  from: PersonRef;
  onClose: () => void;
}

/** Everything somebody has to one person or back to the teams, and then what became of it. */
export function HandOverEverythingDialog({ from, onClose }: HandOverEverythingDialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const many = useMutation({
    mutationFn: handOverMany,
    onSuccess: () => client.invalidateQueries({ queryKey: givenHandOversQuery.queryKey }),
  });
  const title =
    from.id === me.id
      ? t('handOver.everything.title')
      : t('handOver.everything.titleOf', { name: from.name });
  const summary: BulkHandOverSummary | undefined = many.data;
  return (
    <Dialog isOpen onClose={onClose} title={summary ? t('handOver.everything.summary') : title} width={520}>
      {summary ? (
        <HandOverSummary summary={summary} onClose={onClose} />
      ) : (
        <Order
          from={from}
          isBusy={many.isPending}
          error={many.error}
          onSubmit={(request) => many.mutate(request)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface OrderProps {
  from: PersonRef;
  isBusy: boolean;
  error: unknown;
  onSubmit: (request: BulkHandOverRequest) => void;
  onClose: () => void;
}

function Order({ from, isBusy, error, onSubmit, onClose }: OrderProps) {
  const { t } = useTranslation();
  const [cause, setCause] = useState<(typeof CAUSES)[number]>('shiftEnd');
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [isAnnounced, setAnnounced] = useState(true);
  const submit = () =>
    onSubmit({
      fromAgentId: from.id,
      toAgentId: to,
      cause,
      isAnnounced,
      ...(note.trim() ? { note: note.trim() } : {}),
    });
  return (
    <Form onSubmit={submit} error={error}>
      <SelectField
        label={t('handOver.everything.cause')}
        help={t(cause === 'hand' ? 'handOver.everything.scope.all' : 'handOver.everything.scope.ours')}
        value={cause}
        onChange={({ currentTarget }) =>
          setCause(CAUSES.find((each) => each === currentTarget.value) ?? cause)
        }
        options={CAUSES.map((value) => ({ value, label: t(`handOver.everything.causes.${value}`) }))}
      />
      <ReceiverField label={t('handOver.everything.to')} fromAgentId={from.id} value={to} onChange={setTo} />
      <TextAreaField
        label={t('handOver.everything.note')}
        help={t('handOver.everything.noteHelp')}
        rows={3}
        maxLength={NOTE_LENGTH}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <CheckField
        label={t('handOver.everything.announce')}
        checked={isAnnounced}
        onChange={(event) => setAnnounced(event.currentTarget.checked)}
      />
      <SubmitActions onCancel={onClose} isBusy={isBusy} words={t('handOver.everything.submit')} />
    </Form>
  );
}
