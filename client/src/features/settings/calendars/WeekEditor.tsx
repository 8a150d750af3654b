import { weekdays, type Weekday } from '@visavis/shared/sla/business-time';
import { aroundTheClock, isAroundTheClock, weekOf, type Week } from '@visavis/shared/sla/week';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../../../ui/Field.tsx';
import styles from './calendars.module.css';
import { SpansField, WORKDAY } from './SpansField.tsx';

interface WeekEditorProps {
  week: Week;
  onChange: (week: Week) => void;
}

const WORKWEEK = weekOf({
  weekly: { mon: [WORKDAY], tue: [WORKDAY], wed: [WORKDAY], thu: [WORKDAY], fri: [WORKDAY] },
});

/** When somebody works in a week: several spans a day, past midnight too. */
export function WeekEditor({ week, onChange }: WeekEditorProps) {
  const { t } = useTranslation();
  const isAlways = isAroundTheClock(week);
  return (
    <fieldset className={styles.week}>
      <legend className="vh">{t('calendars.week.title')}</legend>
      <CheckField
        label={t('calendars.week.always')}
        checked={isAlways}
        onChange={(event) => onChange(event.currentTarget.checked ? aroundTheClock() : WORKWEEK)}
      />
      {!isAlways && weekdays.map((day) => <Day key={day} day={day} week={week} onChange={onChange} />)}
    </fieldset>
  );
}

function Day({ day, week, onChange }: WeekEditorProps & { day: Weekday }) {
  const { t } = useTranslation();
  const name = t(`calendars.weekdaysLong.${day}`);
  return (
    <div className={styles.day}>
      <span>{name}</span>
      <SpansField name={name} spans={week[day]} onChange={(spans) => onChange({ ...week, [day]: spans })} />
    </div>
  );
}
