import { useMemo } from 'react';
import { useFormat } from '../../lib/format.ts';

/** Days such as `2026-11-23` in words. */
export function useDayNames() {
  const { locale } = useFormat();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', { ...options, timeZone: 'UTC' });
    const [weekday, short, long] = [
      format({ weekday: 'short' }),
      format({ weekday: 'short', day: 'numeric', month: 'numeric' }),
      format({ weekday: 'long', day: 'numeric', month: 'long' }),
    ];
    return {
      weekday: (day: string) => weekday.format(new Date(day)),
      short: (day: string) => short.format(new Date(day)),
      long: (day: string) => long.format(new Date(day)),
    };
  }, [locale]);
}
