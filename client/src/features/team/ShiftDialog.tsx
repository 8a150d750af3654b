import type { AgentItem } from '@visavis/shared/api/agents';
import type { SaveShiftRequest } from '@visavis/shared/api/schedule';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { PlanForm, useSavePlan, type PlanPlace } from './PlanForm.tsx';
import type { PlanDialog } from './ShiftsSection.tsx';
import styles from './Shifts.module.css';
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
  const place: PlanPlace = { path: '/api/shifts', id: shift?.id ?? null, refreshed: [['shifts']] };
  const save = useSavePlan<SaveShiftRequest>(place);
  const submit = () =>
    save.mutate(
      { agentId, teamId, ...spanOfShift({ date, from, to }, timeZone), note },
      { onSuccess: onClose },
    );
  return (
    <PlanForm place={place} save={save} overlap="schedule.shifts.overlap" onSubmit={submit} onClose={onClose}>
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
    </PlanForm>
  );
}
