import { weekdays } from '@visavis/shared/sla/business-time';
import type { SpecialDay } from '@visavis/shared/sla/resolve-calendar';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { addDays } from '../../../lib/zoned-time.ts';
import { Button } from '../../../ui/Button.tsx';
import { datesOfMonth, isAlwaysOpen, weekdayOf } from './calendar-draft.ts';
import type { CalendarContent } from '@visavis/shared/api/calendars';
import styles from './calendars.module.css';
import { useDayWords } from './use-day-words.ts';

interface YearViewProps {
  year: number;
  today: string;
  weekly: NonNullable<CalendarContent['weekly']>;
  days: readonly SpecialDay[];
  onYear: (year: number) => void;
  /** Null where nothing may be changed. */
  onDay: ((date: string) => void) | null;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Twelve months in which every day can be changed: one stop for the tabulator, arrows from day to day. */
export function YearView({ year, today, weekly, days, onYear, onDay }: YearViewProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState(today);
  const current = at.startsWith(`${year}-`) ? at : `${year}-01-01`;
  const grid = useRef<HTMLDivElement>(null);
  const special = new Map(days.map((day) => [day.date, day]));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayAfterKey(event.key, current);
    if (next === null || !next.startsWith(`${year}-`)) return;
    event.preventDefault();
    setAt(next);
    grid.current?.querySelector<HTMLButtonElement>(`[data-date="${next}"]`)?.focus();
  };
  return (
    <div>
      <div className={styles.yearHead}>
        <Button
          size="small"
          icon={IconChevronLeft}
          aria-label={t('calendars.year.previous', { year: year - 1 })}
          onClick={() => onYear(year - 1)}
        />
        <strong className="num" role="status">
          {year}
        </strong>
        <Button
          size="small"
          icon={IconChevronRight}
          aria-label={t('calendars.year.next', { year: year + 1 })}
          onClick={() => onYear(year + 1)}
        />
        <Legend />
      </div>
      {/* Keys are heard here for all days at once; each day is a button of its own. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={grid} className={styles.year} onKeyDown={onKeyDown}>
        {MONTHS.map((month) => (
          <Month
            key={month}
            dates={datesOfMonth(year, month)}
            {...{ current, today, weekly, special, onDay }}
            onFocus={setAt}
          />
        ))}
      </div>
    </div>
  );
}

function dayAfterKey(key: string, date: string): string | null {
  const step = STEPS[key];
  if (step !== undefined) return addDays(date, step);
  if (key === 'Home') return `${date.slice(0, 8)}01`;
  const [year = 0, month = 1] = date.split('-').map(Number);
  if (key === 'End') return datesOfMonth(year, month).at(-1) ?? null;
  if (key === 'PageUp') return month === 1 ? null : (datesOfMonth(year, month - 1)[0] ?? null);
  if (key === 'PageDown') return month === 12 ? null : (datesOfMonth(year, month + 1)[0] ?? null);
  return null;
}

interface MonthProps extends Pick<YearViewProps, 'today' | 'weekly' | 'onDay'> {
  dates: readonly string[];
  current: string;
  special: ReadonlyMap<string, SpecialDay>;
  onFocus: (date: string) => void;
}

function Month({ dates, current, today, weekly, special, onDay, onFocus }: MonthProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useDayWords();
  const [first = ''] = dates;
  const name = format.day(first, 'month');
  const isAlways = isAlwaysOpen(weekly);
  return (
    <div className={styles.month} role="group" aria-label={name}>
      <h3>{name}</h3>
      <div className={styles.days}>
        {weekdays.map((day) => (
          <span key={day} className={styles.weekday} aria-hidden="true">
            {t(`calendars.weekdays.${day}`)}
          </span>
        ))}
        {dates.map((date, index) => {
          const day = special.get(date);
          const usual = weekly[weekdayOf(date)] ?? [];
          const isShut = (day?.spans ?? usual).length === 0;
          const said =
            day === undefined
              ? isAlways
                ? t('calendars.week.always')
                : words.hours(usual)
              : words.meaning(day);
          const label = `${format.day(date, 'long')}: ${day?.name ? `${day.name}, ` : ''}${said}`;
          return (
            <button
              key={date}
              type="button"
              className={styles.date}
              style={index === 0 ? { gridColumnStart: weekdays.indexOf(weekdayOf(date)) + 1 } : undefined}
              data-date={date}
              data-kind={kindOf(day)}
              data-shut={isShut}
              aria-label={label}
              aria-current={date === today ? 'date' : undefined}
              aria-disabled={onDay === null || undefined}
              title={label}
              tabIndex={date === current ? 0 : -1}
              onFocus={() => onFocus(date)}
              onClick={() => onDay?.(date)}
            >
              {Number(date.slice(8))}
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** How a day is marked: by shape as well as by colour. */
function kindOf(day: SpecialDay | undefined): string | undefined {
  if (day === undefined) return undefined;
  if (day.spans === null) return 'off';
  if (day.spans.length > 0) return 'hours';
  return day.from === 'holiday' ? 'holiday' : 'closed';
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend} aria-label={t('calendars.year.legend')}>
      {(['holiday', 'closed', 'hours', 'off'] as const).map((kind) => (
        <li key={kind}>
          <span
            className={styles.sample}
            data-kind={kind}
            data-shut={kind === 'holiday' || kind === 'closed'}
          >
            1
          </span>
          {t(`calendars.year.kinds.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
