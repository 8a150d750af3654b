import type { Span } from '@visavis/shared/sla/business-time';
import type { SpecialDay } from '@visavis/shared/sla/resolve-calendar';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';

/** Dates and hours as sentences of the calendars. */
export function useDayWords() {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const dates = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const months = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    month: 'long',
    timeZone: 'UTC',
  });
  const short = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const date = (day: string) => dates.format(new Date(`${day}T00:00:00Z`));
  const hours = (spans: readonly Span[]) =>
    spans.length === 0 ? t('calendars.closed') : spans.map(([from, to]) => `${from}–${to}`).join(', ');
  /** What a special day means: closed, its hours, or a day like any other. */
  const meaning = ({ spans, holiday }: Pick<SpecialDay, 'spans' | 'holiday'>) =>
    spans !== null ? hours(spans) : t(holiday === null ? 'calendars.day.usual' : 'calendars.day.holidayOff');
  const shortDate = (day: string) => short.format(new Date(`${day}T00:00:00Z`));
  return {
    date,
    shortDate,
    hours,
    meaning,
    month: (day: string) => months.format(new Date(`${day}T00:00:00Z`)),
  };
}
