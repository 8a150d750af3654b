import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from './server-clock.ts';

export type FormatLocale = 'de' | 'en';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const units = {
  de: { now: 'jetzt', second: 's', minute: 'Min', hour: 'Std', day: 'T' },
  en: { now: 'now', second: 's', minute: 'min', hour: 'h', day: 'd' },
} as const;

/** The first word of a name, as colleagues call each other. */
export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

/** A length of time as on a chip: `40 s` under two minutes when asked, `11 Min`, `1:22 Std`, `3 T`. */
export function duration(ms: number, locale: FormatLocale, withSeconds = false): string {
  const unit = units[locale];
  const span = Math.abs(ms);
  if (withSeconds && span < 2 * MINUTE) {
    const seconds = Math.floor(span / 1000);
    return seconds < 60
      ? `${seconds} ${unit.second}`
      : `1:${String(seconds - 60).padStart(2, '0')} ${unit.minute}`;
  }
  if (span < HOUR) return `${Math.floor(span / MINUTE)} ${unit.minute}`;
  if (span < 2 * DAY) {
    const minutes = Math.floor(span / MINUTE);
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} ${unit.hour}`;
  }
  return `${Math.floor(span / DAY)} ${unit.day}`;
}

/** A length of working time: in hours however many they are, because nobody knows how long a day of it is. */
export function workDuration(ms: number, locale: FormatLocale, withSeconds = false): string {
  const span = Math.abs(ms);
  return span < 2 * DAY
    ? duration(ms, locale, withSeconds)
    : `${Math.floor(span / HOUR)} ${units[locale].hour}`;
}

/** How long ago, coarse: `jetzt`, `22 Min`, `3 Std`, `4 T`. */
export function age(at: string, now: number, locale: FormatLocale): string {
  const unit = units[locale];
  const span = now - Date.parse(at);
  if (span < MINUTE) return unit.now;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} ${unit.minute}`;
  if (span < DAY) return `${Math.floor(span / HOUR)} ${unit.hour}`;
  return `${Math.floor(span / DAY)} ${unit.day}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: FormatLocale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', options);
    formats.set(key, format);
  }
  return format;
}

/** `14:17`; by the clock of a time zone where one is given, else by that of the screen. */
export function clockTime(at: string | number | Date, locale: FormatLocale, timeZone?: string): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(at));
}

/** `14:17:08` */
export function clockTimeWithSeconds(at: string | number | Date, locale: FormatLocale): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at));
}

/** `20. November`, with the year when it is another one than that of `now`. */
export function dayAndMonth(
  at: string | number | Date,
  locale: FormatLocale,
  now: number = Date.now(),
): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return dateFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** `14. Okt.`, with the year when it is another one than that of `now`. */
export function shortDate(
  at: string | number | Date,
  locale: FormatLocale,
  now: number = Date.now(),
): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return dateFormat(locale, {
    day: '2-digit',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** `Mo 12:00` within a week, `14. Okt., 12:00` beyond; today only the time. */
export function moment(at: string | number | Date, locale: FormatLocale, now: number = Date.now()): string {
  const date = new Date(at);
  const time = clockTime(date, locale);
  if (date.toDateString() === new Date(now).toDateString()) return time;
  if (Math.abs(date.getTime() - now) < 6 * DAY) {
    return `${dateFormat(locale, { weekday: 'short' }).format(date).replace('.', '')} ${time}`;
  }
  return `${shortDate(date, locale, now)}, ${time}`;
}

/** How a day of the calendar is written where it is not near. */
const dayStyles = {
  /** `Do` */
  weekday: { weekday: 'short' },
  /** `Donnerstag` */
  weekdayLong: { weekday: 'long' },
  /** `Do., 26.11.` */
  brief: { weekday: 'short', day: 'numeric', month: 'numeric' },
  /** `Do., 26. November` */
  listed: { weekday: 'short', day: 'numeric', month: 'long' },
  /** `Donnerstag, 26. November` */
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  /** `26. November` */
  plain: { day: 'numeric', month: 'long' },
  /** `November` */
  month: { month: 'long' },
  /** `Nov. 2026` */
  monthOfYear: { month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DayStyle = keyof typeof dayStyles | 'short';

/**
 * A day of the calendar, such as `2026-11-26`, the same in every time zone: a day has none. `short` is `26. Nov.`, with
 * the year when it is another one than that of `now`.
 */
export function calendarDay(
  date: string,
  style: DayStyle,
  locale: FormatLocale,
  now: number = Date.now(),
): string {
  const isThisYear = date.startsWith(String(new Date(now).getUTCFullYear()));
  const options: Intl.DateTimeFormatOptions =
    style === 'short'
      ? { day: '2-digit', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }
      : dayStyles[style];
  return dateFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** `Montag, 23. November um 09:15` by the clock of a time zone. */
export function momentIn(at: string, timeZone: string, locale: FormatLocale): string {
  return dateFormat(locale, {
    ...dayStyles.long,
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at));
}

/** `Donnerstag` of a date such as `2026-11-26` within a week of today's, `26. Nov.` beyond. */
export function dayName(date: string, today: string, locale: FormatLocale): string {
  // Noon is that date on every screen.
  const noon = new Date(`${date}T12:00:00`);
  const isNear = Math.abs(noon.getTime() - new Date(`${today}T12:00:00`).getTime()) < 6.5 * DAY;
  return isNear
    ? dateFormat(locale, { weekday: 'long' }).format(noon)
    : shortDate(noon, locale, new Date(`${today}T12:00:00`).getTime());
}

/** `20. November 2026, 14:17` */
export function fullDateTime(at: string | number | Date, locale: FormatLocale): string {
  return dateFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));
}

const numbers = new Map<string, Intl.NumberFormat>();

/** `1.234` or `1,234`; otherwise as `options` say. */
export function count(value: number, locale: FormatLocale, options: Intl.NumberFormatOptions = {}): string {
  const key = locale + JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale === 'de' ? 'de-DE' : 'en-GB', options);
    numbers.set(key, format);
  }
  return format.format(value);
}

/** `91,4 %` or `91.4%` of a share between 0 and 1, with up to `digits` behind the comma. */
export function percent(share: number, locale: FormatLocale, digits = 1): string {
  return count(share, locale, { style: 'percent', maximumFractionDigits: digits });
}

/** How long an answer took: `4:12` minutes and seconds, `1:04 Std` from an hour on. */
export function answerTime(seconds: number, locale: FormatLocale): string {
  const whole = Math.round(seconds);
  if (whole * 1000 >= HOUR) return duration(whole * 1000, locale);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The formats bound to the language on screen. */
export function useFormat() {
  const { i18n } = useTranslation();
  const locale: FormatLocale = i18n.language === 'en' ? 'en' : 'de';
  return useMemo(
    () => ({
      locale,
      duration: (ms: number, withSeconds?: boolean) => duration(ms, locale, withSeconds),
      workDuration: (ms: number, withSeconds?: boolean) => workDuration(ms, locale, withSeconds),
      answerTime: (seconds: number) => answerTime(seconds, locale),
      age: (at: string, now: number) => age(at, now, locale),
      clockTime: (at: string | number | Date, timeZone?: string) => clockTime(at, locale, timeZone),
      clockTimeWithSeconds: (at: string | number | Date) => clockTimeWithSeconds(at, locale),
      // Today is today by the server's clock: the browser's may be hours off.
      dayAndMonth: (at: string | number | Date) => dayAndMonth(at, locale, serverNow()),
      shortDate: (at: string | number | Date) => shortDate(at, locale, serverNow()),
      moment: (at: string | number | Date) => moment(at, locale, serverNow()),
      dayName: (date: string, today: string) => dayName(date, today, locale),
      day: (date: string, style: DayStyle) => calendarDay(date, style, locale, serverNow()),
      momentIn: (at: string, timeZone: string) => momentIn(at, timeZone, locale),
      fullDateTime: (at: string | number | Date) => fullDateTime(at, locale),
      count: (value: number, options?: Intl.NumberFormatOptions) => count(value, locale, options),
      percent: (share: number, digits?: number) => percent(share, locale, digits),
    }),
    [locale],
  );
}
