import type { AgentItem } from '@visavis/shared/api/agents';
import type { AbsenceItem, AbsenceKind, SaveAbsenceRequest } from '@visavis/shared/api/schedule';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, meQuery, useMe } from '../../lib/directory.queries.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
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
  const save = useSave(
    (request: SaveAbsenceRequest) =>
      absence
        ? api.patch<AbsenceItem>(`/api/absences/${absence.id}`, request)
        : api.post<AbsenceItem>('/api/absences', request),
    REFRESHED,
  );
  const remove = useSave((id: string) => api.delete<void>(`/api/absences/${id}`), REFRESHED);
  const overlap = useOverlapSentence(save.error, 'schedule.absence.overlap');
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
    <Form onSubmit={submit} error={overlap === null ? (save.error ?? remove.error) : null}>
      {overlap !== null && (
        <Banner tone="bad" role="alert">
          {overlap}
        </Banner>
      )}
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
      <DialogActions>
        {absence && (
          <Button
            tone="danger"
            icon={IconTrash}
            isBusy={remove.isPending}
            onClick={() => remove.mutate(absence.id, { onSuccess: onClose })}
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
