import { weekdays, type BusinessHours, type Span, type Weekday } from '@visavis/shared/sla/business-time';

/** The hours of a week as the editor holds them: each day a list of spans, empty when closed. */
export type Week = Record<Weekday, [from: string, to: string][]>;

export const ALL_DAY: Span = ['00:00', '24:00'];

export function weekOf(hours: BusinessHours): Week {
  return Object.fromEntries(
    weekdays.map((day) => [day, (hours.weekly[day] ?? []).map(([from, to]): [string, string] => [from, to])]),
  ) as Week;
}

/** Whether the week has no closed minute, by the plainest way to say so. */
export function isAroundTheClock(week: Week): boolean {
  return weekdays.every((day) => week[day].some(([from, to]) => from === ALL_DAY[0] && to === ALL_DAY[1]));
}

export function aroundTheClock(): Week {
  return Object.fromEntries(weekdays.map((day) => [day, [[...ALL_DAY]]])) as unknown as Week;
}

/** The editor's week back in place; what it does not show (exceptions) stays. */
export function hoursWith(
  hours: BusinessHours,
  change: { week: Week; timeZone: string; holidays: string[] },
): BusinessHours {
  const open = weekdays.filter((day) => change.week[day].length > 0);
  return {
    ...hours,
    timeZone: change.timeZone,
    weekly: Object.fromEntries(open.map((day) => [day, change.week[day]])),
    holidays: change.holidays,
  };
}

/** The dates of a text with one per line, and the lines that are none. */
export function datesOf(text: string): { dates: string[]; wrong: string[] } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const isDate = (line: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(line) && new Date(`${line}T00:00:00Z`).toJSON()?.startsWith(line) === true;
  return { dates: lines.filter(isDate), wrong: lines.filter((line) => !isDate(line)) };
}

/** `Mo–Fr 08:00–20:00, Sa 09:00–13:00`: neighbouring days with the same spans are one part. */
export function summaryOf(week: Week, nameOf: (day: Weekday) => string): string {
  const parts: { first: Weekday; last: Weekday; spans: string }[] = [];
  for (const day of weekdays) {
    const spans = week[day].map(([from, to]) => `${from}–${to}`).join(', ');
    const previous = parts.at(-1);
    if (previous?.spans === spans) previous.last = day;
    else parts.push({ first: day, last: day, spans });
  }
  return parts
    .filter((part) => part.spans !== '')
    .map(
      ({ first, last, spans }) =>
        `${first === last ? nameOf(first) : `${nameOf(first)}–${nameOf(last)}`} ${spans}`,
    )
    .join(', ');
}
