import type { Span } from '@visavis/shared/sla/business-time';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import styles from './calendars.module.css';

interface SpansFieldProps {
  /** The day they are of, for the names of the fields. */
  name: string;
  spans: readonly Span[];
  onChange: (spans: [string, string][]) => void;
}

/** What an open day begins as. */
export const WORKDAY: [string, string] = ['09:00', '17:00'];

/** The open times of one day. */
export function SpansField({ name, spans, onChange }: SpansFieldProps) {
  const { t } = useTranslation();
  const copy = spans.map(([from, to]): [string, string] => [from, to]);
  const edit = (at: number, side: 0 | 1, value: string) =>
    onChange(
      copy.map(([from, to], index) => (index !== at ? [from, to] : side === 0 ? [value, to] : [from, value])),
    );
  return (
    <div className={styles.spans}>
      {spans.length === 0 && <span className="mut">{t('calendars.closed')}</span>}
      {spans.map(([from, to], at) => (
        // Spans have no identity but their place.
        <div key={`${name}-${at}`} className={styles.span}>
          <TimeInput
            label={t('calendars.week.from', { day: name })}
            value={from}
            onChange={(v) => edit(at, 0, v)}
          />
          –
          <TimeInput
            label={t('calendars.week.to', { day: name })}
            value={to}
            onChange={(v) => edit(at, 1, v)}
          />
          <Button
            tone="quiet"
            size="small"
            icon={IconX}
            aria-label={`${t('calendars.week.remove')}: ${name} ${from}–${to}`}
            onClick={() => onChange(copy.filter((_, index) => index !== at))}
          />
          {to <= from && to !== '' && <span className="t11 mut">{t('calendars.week.nextDay')}</span>}
        </div>
      ))}
      <Button
        tone="quiet"
        size="small"
        icon={IconPlus}
        className={styles.addSpan}
        aria-label={`${t('calendars.week.add')}: ${name}`}
        onClick={() => onChange([...copy, WORKDAY])}
      />
    </div>
  );
}

interface TimeInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** `HH:MM` up to `24:00`, which a browser's own time field does not know. */
function TimeInput({ label, value, onChange }: TimeInputProps) {
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
