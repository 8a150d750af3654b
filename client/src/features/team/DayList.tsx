import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Face } from '../../ui/Face.tsx';
import styles from './Shifts.module.css';
import { DayContent, type PlanShapeProps } from './WeekPlan.tsx';

/** The plan of a phone: day by day, who is in it. For leads everybody, so that they can add. */
export function DayList({ rows, days, actions }: PlanShapeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.days}>
      {days.map((day, at) => {
        const planned = rows.filter(({ cells }) => {
          const cell = cells[at];
          return actions.mayPlan || (cell && (cell.shifts.length > 0 || cell.absence !== null));
        });
        return (
          <section key={day.date} aria-labelledby={`day-${day.date}`}>
            <h3 id={`day-${day.date}`} aria-current={day.date === actions.today ? 'date' : undefined}>
              {format.day(day.date, 'long')}
            </h3>
            {planned.length === 0 && <p className="mut">{t('schedule.shifts.nobodyThere')}</p>}
            <ul>
              {planned.map((row) => {
                const cell = row.cells[at];
                return (
                  <li key={row.agent.id} className={styles.dayRow}>
                    <span className="row grow">
                      <Face name={row.agent.displayName} src={row.agent.avatarUrl} isDecorative />
                      <span className="ell">{row.agent.displayName}</span>
                    </span>
                    {cell && <DayContent row={row} cell={cell} actions={actions} />}
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
