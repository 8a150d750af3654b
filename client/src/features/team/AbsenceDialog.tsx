import type { AgentItem } from '@visavis/shared/api/agents';
import type { AbsenceKind, SaveAbsenceRequest } from '@visavis/shared/api/schedule';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, meQuery, useMe } from '../../lib/directory.queries.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { PlanForm, useSavePlan, type PlanPlace } from './PlanForm.tsx';
import type { PlanDialog } from './ShiftsSection.tsx';
import styles from './Shifts.module.css';
import { lastDayOf, spanOfDays } from './week-plan.ts';

const KINDS = ['leave', 'sick', 'training', 'other'] as const satisfies AbsenceKind[];
const REFRESHED = [['absences'], agentsQuery.queryKey, meQuery.queryKey];

interface AbsenceDialogProps {
  shown: Extract<PlanDialog, { kind: 'absence' }> | null;
  /** Whose absences one may enter besides one's own. */
  people: AgentItem[];
  onClose: () => void;
}

/** Days on which somebody is not there, and who stands in. */
export function AbsenceDialog({ shown, people, onClose }: AbsenceDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={shown !== null}
      onClose={onClose}
      title={shown?.absence ? t('schedule.absence.edit') : t('schedule.absence.add')}
      width={420}
    >
      {shown && <AbsenceForm shown={shown} people={people} onClose={onClose} />}
    </Dialog>
  );
}

type FormProps = Omit<AbsenceDialogProps, 'shown'> & { shown: NonNullable<AbsenceDialogProps['shown']> };

function AbsenceForm({ shown, people, onClose }: FormProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { timeZone } = me.organisation;
  const { absence } = shown;
  const everybody = (useQuery(agentsQuery).data ?? []).filter((agent) => agent.deactivatedAt === null);
  const own = everybody.filter(({ id }) => id === shown.agentId || id === me.id);
  const choices = [...own, ...people.filter((one) => !own.some(({ id }) => id === one.id))];
  const first = absence ? wallTimeOf(absence.startsAt, timeZone).date : shown.date;
  const last = absence ? lastDayOf(absence.endsAt, timeZone) : shown.date;
  const [fields, setFields] = useState({
    agentId: shown.agentId,
    kind: absence?.kind ?? ('leave' as AbsenceKind),
    from: first,
    to: last,
    standInAgentId: absence?.standInAgentId ?? '',
  });
  const set = (part: Partial<typeof fields>) => setFields((present) => ({ ...present, ...part }));
  const place: PlanPlace = { path: '/api/absences', id: absence?.id ?? null, refreshed: REFRESHED };
  const save = useSavePlan<SaveAbsenceRequest>(place);
  const faults = useFieldFaults()(save.error);
  const submit = () => {
    const span = spanOfDays(fields.from, fields.to, timeZone);
    save.mutate(
      {
        agentId: fields.agentId,
        kind: fields.kind,
        // Hours that somebody else entered stay, where the day stays.
        startsAt: absence && fields.from === first ? absence.startsAt : span.startsAt,
        endsAt: absence && fields.to === last ? absence.endsAt : span.endsAt,
        standInAgentId: fields.standInAgentId || null,
      },
      { onSuccess: onClose },
    );
  };
  return (
    <PlanForm
      place={place}
      save={save}
      overlap="schedule.absence.overlap"
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label={t('schedule.person')}
        value={fields.agentId}
        disabled={absence !== null}
        options={choices.map(({ id, displayName }) => ({ value: id, label: displayName }))}
        onChange={(event) => set({ agentId: event.currentTarget.value })}
      />
      <SelectField
        label={t('schedule.absence.kind')}
        value={fields.kind}
        options={KINDS.map((value) => ({ value, label: t(`schedule.absence.kinds.${value}`) }))}
        onChange={(event) =>
          set({ kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? 'other' })
        }
      />
      <div className={styles.times}>
        <TextField
          label={t('schedule.absence.from')}
          type="date"
          required
          value={fields.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextField
          label={t('schedule.absence.to')}
          type="date"
          required
          min={fields.from}
          error={faults.endsAt}
          value={fields.to}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </div>
      <SelectField
        label={t('schedule.absence.standIn')}
        help={t('schedule.absence.standInHelp')}
        error={faults.standInAgentId}
        value={fields.standInAgentId}
        options={[
          { value: '', label: t('schedule.absence.nobody') },
          ...everybody
            .filter(({ id }) => id !== fields.agentId)
            .map(({ id, displayName }) => ({ value: id, label: displayName })),
        ]}
        onChange={(event) => set({ standInAgentId: event.currentTarget.value })}
      />
    </PlanForm>
  );
}
