import type { TeamItem } from '@visavis/shared/api/agents';
import type { AbsenceItem, CopyShiftsAnswer, ShiftItem } from '@visavis/shared/api/schedule';
import { can } from '@visavis/shared/permissions';
import { IconBeach, IconChevronLeft, IconChevronRight, IconCopy, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, permittedOf, teamsQuery, useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { usePhone } from '../../lib/media.ts';
import { useSave } from '../../lib/save.ts';
import { serverNow } from '../../lib/server-clock.ts';
import { addDays, mondayOf, wallTimeOf } from '../../lib/zoned-time.ts';
import { absencesQuery, shiftsQuery } from '../../lib/shifts.queries.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { AbsenceDialog } from './AbsenceDialog.tsx';
import { DayList } from './DayList.tsx';
import { ShiftDialog } from './ShiftDialog.tsx';
import styles from './Shifts.module.css';
import { daysOf, planOf, spanOf } from './week-plan.ts';
import { WeekPlan, type PlanActions } from './WeekPlan.tsx';

/** Whose shift or absence is entered or changed, in a dialog. */
export type PlanDialog =
  | { kind: 'shift'; shift: ShiftItem | null; agentId: string; date: string }
  | { kind: 'absence'; absence: AbsenceItem | null; agentId: string; date: string };

/** Who of a team works when, a week at a time. */
export function ShiftsSection() {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery);
  return (
    <Card label={t('settings.sections.shifts')} note={t('schedule.shifts.note')}>
      <Loaded query={teams} title={t('team.loadFailed')}>
        {(items) =>
          items.length === 0 ? <EmptyState title={t('schedule.shifts.noTeam')} /> : <TeamWeek teams={items} />
        }
      </Loaded>
    </Card>
  );
}

function TeamWeek({ teams }: { teams: TeamItem[] }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { timeZone } = me.organisation;
  const today = wallTimeOf(serverNow(), timeZone).date;
  const own = teams.find(({ id }) => me.teams.some((team) => team.id === id)) ?? teams[0];
  const [teamId, setTeamId] = useState(own?.id ?? '');
  const [monday, setMonday] = useState(() => mondayOf(today));
  const [dialog, setDialog] = useState<PlanDialog | null>(null);
  const isPhone = usePhone();
  const mayPlan = can(permittedOf(me), 'team.lead', { teamId });
  const days = daysOf(monday, timeZone);
  const span = spanOf(days);
  const agents = useQuery(agentsQuery);
  const shifts = useQuery(shiftsQuery(span));
  const absences = useQuery(absencesQuery(span));
  const people = (agents.data ?? [])
    .filter((agent) => agent.deactivatedAt === null && agent.teams.some(({ id }) => id === teamId))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName, i18n.language));
  const actions: PlanActions = {
    teamId,
    today,
    mayPlan,
    mayEditAbsence: (agentId) => mayPlan || agentId === me.id,
    onAdd: (agentId, date) => setDialog({ kind: 'shift', shift: null, agentId, date }),
    onShift: (shift) =>
      setDialog({
        kind: 'shift',
        shift,
        agentId: shift.agentId,
        date: wallTimeOf(shift.startsAt, timeZone).date,
      }),
    onAbsence: (absence) => setDialog({ kind: 'absence', absence, agentId: absence.agentId, date: today }),
  };
  const Shape = isPhone ? DayList : WeekPlan;
  const begin = today >= monday && today <= addDays(monday, 6) ? today : monday;
  return (
    <>
      <div className={styles.bar}>
        <SelectField
          label={t('schedule.team')}
          isLabelHidden
          value={teamId}
          options={teams.map((team) => ({ value: team.id, label: team.name }))}
          onChange={(event) => setTeamId(event.currentTarget.value)}
        />
        <WeekSteps monday={monday} today={today} onChange={setMonday} />
        <span className="grow" />
        <Button
          size="small"
          icon={IconBeach}
          onClick={() => setDialog({ kind: 'absence', absence: null, agentId: me.id, date: begin })}
        >
          {t('schedule.absence.add')}
        </Button>
        {mayPlan && <CopyWeek teamId={teamId} monday={monday} />}
        {mayPlan && people[0] && (
          <Button
            size="small"
            tone="primary"
            icon={IconPlus}
            onClick={() => actions.onAdd(people[0]?.id ?? '', begin)}
          >
            {t('schedule.shifts.add')}
          </Button>
        )}
      </div>
      <Loaded query={agents} title={t('team.loadFailed')}>
        {() => (
          <Loaded query={shifts} title={t('team.loadFailed')}>
            {(planned) =>
              people.length === 0 ? (
                <EmptyState title={t('schedule.shifts.empty')} />
              ) : (
                <Shape
                  rows={planOf(days, people, { shifts: planned, absences: absences.data ?? [] })}
                  days={days}
                  actions={actions}
                />
              )
            }
          </Loaded>
        )}
      </Loaded>
      <p className={styles.zone}>{t('schedule.shifts.zone', { zone: timeZone })}</p>
      <ShiftDialog
        shown={dialog?.kind === 'shift' ? dialog : null}
        people={people}
        teamId={teamId}
        onClose={() => setDialog(null)}
      />
      <AbsenceDialog
        shown={dialog?.kind === 'absence' ? dialog : null}
        people={mayPlan ? people : []}
        onClose={() => setDialog(null)}
      />
    </>
  );
}

interface WeekStepsProps {
  monday: string;
  today: string;
  onChange: (monday: string) => void;
}

function WeekSteps({ monday, today, onChange }: WeekStepsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.steps}>
      <Button
        size="small"
        icon={IconChevronLeft}
        aria-label={t('schedule.shifts.previous')}
        onClick={() => onChange(addDays(monday, -7))}
      />
      <span className="b5 nowrap" aria-live="polite">
        {t('schedule.shifts.week', { day: format.day(monday, 'plain') })}
      </span>
      <Button
        size="small"
        icon={IconChevronRight}
        aria-label={t('schedule.shifts.next')}
        onClick={() => onChange(addDays(monday, 7))}
      />
      {monday !== mondayOf(today) && (
        <Button size="small" tone="quiet" onClick={() => onChange(mondayOf(today))}>
          {t('schedule.shifts.today')}
        </Button>
      )}
    </div>
  );
}

function CopyWeek({ teamId, monday }: { teamId: string; monday: string }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const { timeZone } = useMe().organisation;
  const copy = useSave(
    () =>
      api.post<CopyShiftsAnswer>('/api/shifts/copy', {
        teamId,
        ...spanOf(daysOf(addDays(monday, -7), timeZone)),
        days: 7,
      }),
    [['shifts']],
  );
  const words = ({ copied, skipped }: CopyShiftsAnswer) =>
    copied === 0
      ? t('schedule.shifts.copiedNone')
      : [
          t('schedule.shifts.copied', { count: copied }),
          skipped > 0 && t('schedule.shifts.skipped', { count: skipped }),
        ]
          .filter(Boolean)
          .join(' ');
  return (
    <Button
      size="small"
      icon={IconCopy}
      isBusy={copy.isPending}
      onClick={() =>
        copy.mutate(undefined, {
          onSuccess: (answer) => toasts.show({ text: words(answer), tone: 'done' }),
          onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
        })
      }
    >
      {t('schedule.shifts.copy')}
    </Button>
  );
}
