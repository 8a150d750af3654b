import type { AgentItem } from '@visavis/shared/api/agents';
import type { AbsenceItem, ShiftItem } from '@visavis/shared/api/schedule';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/class-names.ts';
import { agentsQuery, useMe } from '../../lib/directory.queries.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerTime } from '../../lib/server-clock.ts';
import { wallTimeOf } from '../../lib/zoned-time.ts';
import { Face } from '../../ui/Face.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Shifts.module.css';
import { lastDayOf, type PlanCell, type PlanDay, type PlannedShift, type PlanRow } from './week-plan.ts';

/** What can be done in the plan, and for whom. */
export interface PlanActions {
  teamId: string;
  /** By the organisation's clock. */
  today: string;
  mayPlan: boolean;
  mayEditAbsence: (agentId: string) => boolean;
  onAdd: (agentId: string, date: string) => void;
  onShift: (shift: ShiftItem) => void;
  onAbsence: (absence: AbsenceItem) => void;
}

export interface PlanShapeProps {
  rows: PlanRow[];
  days: PlanDay[];
  actions: PlanActions;
}

/** People in rows, days in columns; a stroke for now. */
export function WeekPlan({ rows, days, actions }: PlanShapeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.scroll}>
      <table className={styles.plan} aria-label={t('schedule.shifts.plan')}>
        <thead>
          <tr>
            <th scope="col">{t('schedule.person')}</th>
            {days.map((day) => (
              <th key={day.date} scope="col" aria-current={day.date === actions.today ? 'date' : undefined}>
                {format.day(day.date, 'brief')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.agent.id}>
              <th scope="row">
                <span className="row">
                  <Face name={row.agent.displayName} src={row.agent.avatarUrl} isDecorative />
                  <span className="ell">{row.agent.displayName}</span>
                </span>
              </th>
              {row.cells.map((cell) => (
                <DayCell key={cell.day.date} row={row} cell={cell} actions={actions} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayCellProps {
  row: PlanRow;
  cell: PlanCell;
  actions: PlanActions;
}

function DayCell({ row, cell, actions }: DayCellProps) {
  const isToday = cell.day.date === actions.today;
  return (
    <td data-today={isToday || undefined}>
      {isToday && <NowLine day={cell.day} />}
      <DayContent row={row} cell={cell} actions={actions} />
    </td>
  );
}

/** What somebody has on one day: absence, shifts, and a way to add one. */
export function DayContent({ row: { agent }, cell, actions }: DayCellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.day}>
      {cell.absence && <AbsenceBand absence={cell.absence} name={agent.displayName} actions={actions} />}
      {cell.shifts.map((planned) => (
        <ShiftBar key={planned.shift.id} planned={planned} agent={agent} cell={cell} actions={actions} />
      ))}
      {actions.mayPlan && (
        <button
          type="button"
          className={styles.add}
          aria-label={t('schedule.shifts.addFor', {
            name: agent.displayName,
            day: format.day(cell.day.date, 'long'),
          })}
          onClick={() => actions.onAdd(agent.id, cell.day.date)}
        >
          <Icon of={IconPlus} size={14} />
        </button>
      )}
    </div>
  );
}

/** Once a minute: where in the day we are. */
function NowLine({ day }: { day: PlanDay }) {
  const share = useServerTime((now) => Math.round(((now - day.from) / (day.to - day.from)) * 1_000) / 10);
  if (share < 0 || share > 100) return null;
  return <i className={styles.now} style={{ left: `${share}%` }} aria-hidden="true" />;
}

interface ShiftBarProps {
  planned: PlannedShift;
  agent: AgentItem;
  cell: PlanCell;
  actions: PlanActions;
}

function ShiftBar({ planned, agent, cell, actions }: ShiftBarProps) {
  const { t } = useTranslation();
  const { timeZone } = useMe().organisation;
  const format = useFormat();
  const { shift, left, width, startsHere } = planned;
  const from = wallTimeOf(shift.startsAt, timeZone).time;
  const to = wallTimeOf(shift.endsAt, timeZone).time;
  const isElsewhere = shift.teamId !== actions.teamId;
  const team = agent.teams.find(({ id }) => id === shift.teamId)?.name;
  const note = isElsewhere ? (team ?? t('schedule.shifts.otherTeam')) : shift.note;
  const words = startsHere ? t('schedule.shifts.span', { from, to }) : t('schedule.shifts.until', { to });
  const isFixed = !actions.mayPlan || isElsewhere;
  return (
    <button
      type="button"
      className={cx(styles.shift, isElsewhere && styles.elsewhere)}
      disabled={isFixed}
      title={note || undefined}
      onClick={() => actions.onShift(shift)}
    >
      <span className="vh">
        {t('schedule.shifts.bar', { name: agent.displayName, day: format.day(cell.day.date, 'long') })}{' '}
      </span>
      <span className="num nowrap">{words}</span>{' '}
      {note && startsHere && <span className={`${styles.shiftNote} ell`}>{note}</span>}
      <span className={styles.track} aria-hidden="true">
        <i style={{ '--left': left, '--width': width } as CSSProperties} />
      </span>
    </button>
  );
}

interface AbsenceBandProps {
  absence: AbsenceItem;
  name: string;
  actions: PlanActions;
}

function AbsenceBand({ absence, name, actions }: AbsenceBandProps) {
  const { t } = useTranslation();
  const { timeZone } = useMe().organisation;
  const format = useFormat();
  const agents = useQuery(agentsQuery).data ?? [];
  const standIn = agents.find(({ id }) => id === absence.standInAgentId);
  const kind = t(`schedule.absence.kinds.${absence.kind}`);
  const who = standIn
    ? t('schedule.absence.with', { name: standIn.displayName })
    : t('schedule.absence.withNobody');
  const to = format.day(lastDayOf(absence.endsAt, timeZone), 'long');
  return (
    <button
      type="button"
      className={styles.absence}
      disabled={!actions.mayEditAbsence(absence.agentId)}
      title={who}
      onClick={() => actions.onAbsence(absence)}
    >
      <span className="vh">{name}: </span>
      <span className="ell">{kind}</span>
      <span className="vh"> {t('schedule.shifts.untilDay', { day: to })}, </span>
      <span className={`${styles.shiftNote} ell`}>{who}</span>
    </button>
  );
}
