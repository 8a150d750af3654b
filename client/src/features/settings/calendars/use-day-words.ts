import type { Span } from '@visavis/shared/sla/business-time';
import type { SpecialDay } from '@visavis/shared/sla/resolve-calendar';
import { useTranslation } from 'react-i18next';

/** Hours, and what they make of a day, as sentences of the calendars. */
export function useDayWords() {
  const { t } = useTranslation();
  const hours = (spans: readonly Span[]) =>
    spans.length === 0 ? t('calendars.closed') : spans.map(([from, to]) => `${from}–${to}`).join(', ');
  return {
    hours,
    /** What a special day means: closed, its hours, or a day like any other. */
    meaning: ({ spans, holiday }: Pick<SpecialDay, 'spans' | 'holiday'>) =>
      spans !== null
        ? hours(spans)
        : t(holiday === null ? 'calendars.day.usual' : 'calendars.day.holidayOff'),
  };
}
