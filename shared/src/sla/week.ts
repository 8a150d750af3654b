import { weekdays, type BusinessHours, type Span, type Weekday } from './business-time.ts';

/** The hours of a week: each day a list of spans, empty when closed. */
export type Week = Record<Weekday, [from: string, to: string][]>;

/** A day without a closed minute, as one span. */
export const ALL_DAY: Span = ['00:00', '24:00'];

/** The week of some hours, each day with a list of its own to change. */
export function weekOf({ weekly }: Pick<BusinessHours, 'weekly'>): Week {
  return weekWith((day) => (weekly[day] ?? []).map(([from, to]): [string, string] => [from, to]));
}

/** A week without a closed minute. */
export function aroundTheClock(): Week {
  return weekWith(() => [[...ALL_DAY]]);
}

/** Whether the week has no closed minute, by the plainest way to say so. */
export function isAroundTheClock(week: Week): boolean {
  return weekdays.every((day) => week[day].some(([from, to]) => from === ALL_DAY[0] && to === ALL_DAY[1]));
}

/** When at least one of several weeks is open. What lasts over midnight stands apart, as it was given. */
export function unitedWeek(weeks: readonly Week[]): Week {
  return weekWith((day) => {
    const united: [string, string][] = [];
    for (const [from, to] of weeks.flatMap((week) => week[day]).toSorted(byTimes)) {
      const last = united.at(-1);
      if (last && last[0] < last[1] && from <= last[1] && from < to) last[1] = to > last[1] ? to : last[1];
      else if (last?.[0] !== from || last[1] !== to) united.push([from, to]);
    }
    return united;
  });
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

function weekWith(spansOf: (day: Weekday) => [string, string][]): Week {
  return Object.fromEntries(weekdays.map((day) => [day, spansOf(day)])) as Week;
}

function byTimes([fromA, toA]: [string, string], [fromB, toB]: [string, string]): number {
  return fromA.localeCompare(fromB) || toA.localeCompare(toB);
}
