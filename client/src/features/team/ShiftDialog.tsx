import type { AgentItem } from '@visavis/shared/api/agents';
import type { SaveShiftRequest, ShiftItem } from '@visavis/shared/api/schedule';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useMe } from '../../lib/directory.queries.ts';
import { useSave } from '../../lib/save.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Page.tsx';
import type { PlanDialog } from './ShiftsSection.tsx';
import styles from './Shifts.module.css';
import { useOverlapSentence } from './use-overlap-sentence.ts';
import { spanOfShift } from './week-plan.ts';

interface ShiftDialogProps {
  shown: Extract<PlanDialog, { kind: 'shift' }> | null;
  people: AgentItem[];
  teamId: string;
  onClose: () => void;
}

/** A shift, new or to be changed; by the organisation's clock. */
export function ShiftDialog({ shown, people, teamId, onClose }: ShiftDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={shown !== null}
      onClose={onClose}
      title={shown?.shift ? t('schedule.shifts.edit') : t('schedule.shifts.add')}
      width={420}
    >
      {shown && <ShiftForm shown={shown} people={people} teamId={teamId} onClose={onClose} />}
    </Dialog>
  );
}

function ShiftForm({
  shown,
  people,
  teamId,
  onClose,
}: ShiftDialogProps & { shown: NonNullable<ShiftDialogProps['shown']> }) {
  const { t } = useTranslation();
  const { timeZone } = useMe().organisation;
  const { shift } = shown;
  const [agentId, setAgentId] = useState(shown.agentId);
  const [date, setDate] = useState(shown.date);
  const [from, setFrom] = useState(shift ? wallTimeOf(shift.startsAt, timeZone).time : '08:00');
  const [to, setTo] = useState(shift ? wallTimeOf(shift.endsAt, timeZone).time : '16:00');
  const [note, setNote] = useState(shift?.note ?? '');
  const save = useSave(
    (request: SaveShiftRequest) =>
      shift
        ? api.patch<ShiftItem>(`/api/shifts/${shift.id}`, request)
        : api.post<ShiftItem>('/api/shifts', request),
    [['shifts']],
  );
  const remove = useSave((id: string) => api.delete<void>(`/api/shifts/${id}`), [['shifts']]);
  const overlap = useOverlapSentence(save.error, 'schedule.shifts.overlap');
  const submit = () =>
    save.mutate(
      { agentId, teamId, ...spanOfShift({ date, from, to }, timeZone), note },
      { onSuccess: onClose },
    );
  return (
    <Form onSubmit={submit} error={overlap === null ? (save.error ?? remove.error) : null}>
      {overlap !== null && (
        <Banner tone="bad" role="alert">
          {overlap}
        </Banner>
      )}
      <SelectField
        label={t('schedule.person')}
        value={agentId}
        options={people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
        onChange={(event) => setAgentId(event.currentTarget.value)}
      />
      <TextField
        label={t('schedule.shifts.date')}
        type="date"
        required
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <div className={styles.times}>
        <TextField
          label={t('schedule.shifts.from')}
          type="time"
          required
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextField
          label={t('schedule.shifts.to')}
          type="time"
          required
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <p className="t12 mut">{to > from ? t('schedule.shifts.toHelp') : t('schedule.shifts.nextDay')}</p>
      <TextField
        label={t('schedule.shifts.noteField')}
        help={t('schedule.shifts.noteHelp')}
        maxLength={120}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <DialogActions>
        {shift && (
          <Button
            tone="danger"
            icon={IconTrash}
            isBusy={remove.isPending}
            onClick={() => remove.mutate(shift.id, { onSuccess: onClose })}
          >
            {t('schedule.delete')}
          </Button>
        )}
        <span className="grow" />
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" tone="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
      </DialogActions>
    </Form>
  );
}
