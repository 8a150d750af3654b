import { weekdays, type Weekday } from '@visavis/shared/sla/business-time';
import { isAroundTheClock, type Week } from '@visavis/shared/sla/week';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { aroundTheClock } from '../../lib/hours.ts';
import styles from './PoliciesSection.module.css';

interface WeekEditorProps {
  week: Week;
  onChange: (week: Week) => void;
}

const WORKDAY: [string, string] = ['09:00', '17:00'];

/** When a team works in a week: several spans a day, past midnight too. */
export function WeekEditor({ week, onChange }: WeekEditorProps) {
  const { t } = useTranslation();
  const isAlways = isAroundTheClock(week);
  const closed = Object.fromEntries(weekdays.map((day) => [day, []])) as unknown as Week;
  const workdays: Week = {
    ...closed,
    mon: [WORKDAY],
    tue: [WORKDAY],
    wed: [WORKDAY],
    thu: [WORKDAY],
    fri: [WORKDAY],
  };
  return (
    <fieldset>
      <legend className="t12 b5 sec">{t('settings.policies.hours')}</legend>
      <CheckField
        label={t('settings.policies.always')}
        checked={isAlways}
        onChange={(event) => onChange(event.currentTarget.checked ? aroundTheClock() : workdays)}
      />
      {!isAlways && weekdays.map((day) => <Day key={day} day={day} week={week} onChange={onChange} />)}
    </fieldset>
  );
}

function Day({ day, week, onChange }: WeekEditorProps & { day: Weekday }) {
  const { t } = useTranslation();
  const name = t(`settings.policies.weekdaysLong.${day}`);
  const spans = week[day];
  const set = (next: [string, string][]) => onChange({ ...week, [day]: next });
  const edit = (at: number, side: 0 | 1, value: string) =>
    set(
      spans.map((span, index) => (index === at ? (side === 0 ? [value, span[1]] : [span[0], value]) : span)),
    );
  return (
    <div className={styles.day}>
      <span>{name}</span>
      <div className={styles.spans}>
        {spans.length === 0 && <span className="mut">{t('settings.policies.closed')}</span>}
        {spans.map(([from, to], at) => (
          // Spans have no identity but their place.
          <div key={`${day}-${at}`} className={styles.span}>
            <TimeInput
              label={t('settings.policies.from', { day: name })}
              value={from}
              onChange={(v) => edit(at, 0, v)}
            />
            –
            <TimeInput
              label={t('settings.policies.to', { day: name })}
              value={to}
              onChange={(v) => edit(at, 1, v)}
            />
            {to <= from && to !== '' && <span className="t11 mut">{t('settings.policies.nextDay')}</span>}
            <Button
              tone="quiet"
              size="small"
              icon={IconX}
              aria-label={`${t('settings.policies.removeSpan')}: ${name} ${from}–${to}`}
              onClick={() => set(spans.filter((_, index) => index !== at))}
            />
          </div>
        ))}
      </div>
      <Button
        tone="quiet"
        size="small"
        icon={IconPlus}
        aria-label={`${t('settings.policies.addSpan')}: ${name}`}
        onClick={() => set([...spans, WORKDAY])}
      />
    </div>
  );
}

/** `HH:MM` up to `24:00`, which a browser's own time field does not know. */
function TimeInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <input
      className={styles.time}
      aria-label={label}
      inputMode="numeric"
      required
      pattern="([01]\d|2[0-3]):[0-5]\d|24:00"
      maxLength={5}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
