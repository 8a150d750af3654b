import type { PersonRef } from '@visavis/shared/api/conversations';
import type { BulkHandOverRequest, BulkHandOverSummary } from '@visavis/shared/api/hand-over';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, useMe } from '../../lib/directory.queries.ts';
import { givenHandOversQuery, handOverMany } from '../../lib/hand-over.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextAreaField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Page.tsx';
import { HandOverSummary } from './HandOverSummary.tsx';

type Cause = BulkHandOverRequest['cause'];

/** Of oneself; who leaves for good is closed by an administrator. */
const OWN_CAUSES: readonly Cause[] = ['shiftEnd', 'leave', 'away', 'hand'];
const TEAMS = 'teams';
const NOTE_LENGTH = 2_000;

interface HandOverEverythingDialogProps {
  /** Whose work it is: one's own, or that of somebody in a team one leads. */
  from: PersonRef;
  /** Given where the dialog is about nothing else, such as somebody leaving. */
  cause?: Cause;
  onClose: () => void;
}

/** Everything somebody has to one person or back to the teams, and then what became of it. */
export function HandOverEverythingDialog({ from, cause, onClose }: HandOverEverythingDialogProps) {
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
          causes={cause ? [cause] : OWN_CAUSES}
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
  causes: readonly Cause[];
  isBusy: boolean;
  error: unknown;
  onSubmit: (request: BulkHandOverRequest) => void;
  onClose: () => void;
}

function Order({ from, causes, isBusy, error, onSubmit, onClose }: OrderProps) {
  const { t } = useTranslation();
  const agents = useQuery(agentsQuery).data ?? [];
  const [cause, setCause] = useState<Cause>(causes[0] ?? 'hand');
  const [to, setTo] = useState(TEAMS);
  const [note, setNote] = useState('');
  const [isAnnounced, setAnnounced] = useState(true);
  const others = agents.filter(({ id, deactivatedAt }) => id !== from.id && deactivatedAt === null);
  const isAll = cause === 'hand' || cause === 'left';
  const submit = () =>
    onSubmit({
      fromAgentId: from.id,
      toAgentId: to === TEAMS ? null : to,
      cause,
      isAnnounced,
      ...(note.trim() ? { note: note.trim() } : {}),
    });
  return (
    <Form onSubmit={submit} error={error}>
      {causes.length > 1 && (
        <SelectField
          label={t('handOver.everything.cause')}
          help={t(isAll ? 'handOver.everything.scope.all' : 'handOver.everything.scope.ours')}
          value={cause}
          onChange={({ currentTarget }) =>
            setCause(causes.find((each) => each === currentTarget.value) ?? cause)
          }
          options={causes.map((value) => ({ value, label: t(`handOver.everything.causes.${value}`) }))}
        />
      )}
      <SelectField
        label={t('handOver.everything.to')}
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
        options={[
          { value: TEAMS, label: t('handOver.everything.toTeams') },
          ...others.map(({ id, displayName, availability }) => ({
            value: id,
            label: `${displayName} · ${t(`common.availability.${availability}`)}`,
          })),
        ]}
      />
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
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          {t('handOver.everything.submit')}
        </Button>
      </DialogActions>
    </Form>
  );
}
