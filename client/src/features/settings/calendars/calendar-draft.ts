import type { CalendarContent, CalendarItem } from '@visavis/shared/api/calendars';
import { weekdays, type Span, type Weekday } from '@visavis/shared/sla/business-time';
import { ALWAYS_OPEN_WEEK, type CalendarException } from '@visavis/shared/sla/resolve-calendar';
import { isAroundTheClock, weekOf, type Week } from '@visavis/shared/sla/week';

export const contentOf = ({
  timeZone,
  weekly,
  country,
  region,
  exceptions,
}: CalendarItem): CalendarContent => ({
  timeZone,
  weekly,
  country,
  region,
  exceptions,
});

/** A calendar with all it inherits from, the organisation's first. */
export function chainOf(calendar: CalendarItem, all: readonly CalendarItem[]): CalendarItem[] {
  const parent = all.find(({ id }) => id === calendar.parentId);
  return parent === undefined ? [calendar] : [...chainOf(parent, all), calendar];
}

/** The week that holds at the end of a chain. */
export function weeklyOf(chain: readonly CalendarContent[]): NonNullable<CalendarContent['weekly']> {
  return chain.findLast(({ weekly }) => weekly !== null)?.weekly ?? ALWAYS_OPEN_WEEK;
}

/** A week for the editor, every day with a list of its own. */
export const editableWeek = (weekly: CalendarContent['weekly']): Week =>
  weekOf({ weekly: weekly ?? ALWAYS_OPEN_WEEK });

/** Days without a span are left out, as the server has them. */
export const weeklyOfWeek = (week: Week): NonNullable<CalendarContent['weekly']> =>
  Object.fromEntries(weekdays.filter((day) => week[day].length > 0).map((day) => [day, week[day]]));

export const isAlwaysOpen = (weekly: NonNullable<CalendarContent['weekly']>): boolean =>
  isAroundTheClock(editableWeek(weekly));

/** The one exception of its date; null takes it away, so that the day is inherited again. */
export function withException(
  exceptions: readonly CalendarException[],
  date: string,
  exception: CalendarException | null,
): CalendarException[] {
  const others = exceptions.filter((each) => each.date !== date);
  return [...others, ...(exception === null ? [] : [exception])].toSorted((a, b) =>
    a.date < b.date ? -1 : 1,
  );
}

/** Whether two contents say the same, whatever the order of their keys. */
export function isSame(a: CalendarContent, b: CalendarContent): boolean {
  return canonical(a) === canonical(b);
}

function canonical({ timeZone, weekly, country, region, exceptions }: CalendarContent): string {
  const week = weekly && weekdays.map((day) => weekly[day] ?? []);
  const days = exceptions.map(({ date, name, spans }) => [date, name, spans]);
  return JSON.stringify([timeZone, week, country, region, days]);
}

const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/** Whether a span can be meant; a time is still being typed otherwise. */
export const isSpanComplete = ([from, to]: Span): boolean =>
  time.test(from) && (time.test(to) || to === '24:00') && from !== to;

export function isComplete({ weekly, exceptions }: CalendarContent): boolean {
  const spans = [...Object.values(weekly ?? {}), ...exceptions.map((each) => each.spans ?? [])].flat();
  return spans.every(isSpanComplete);
}

const DAY_MS = 86_400_000;

/** The dates of a month, `2026-02-01` and on; months count from 1. */
export function datesOfMonth(year: number, month: number): string[] {
  const first = Date.UTC(year, month - 1, 1);
  const count = (Date.UTC(year, month, 1) - first) / DAY_MS;
  return Array.from({ length: count }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
}

export function weekdayOf(date: string): Weekday {
  const day = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return weekdays[day] ?? 'mon';
}
