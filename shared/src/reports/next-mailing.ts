import type { ReportRhythm } from '../api/figures.ts';
import { DAY_MS, zoneClock } from '../sla/zone-clock.ts';

const AT_HOUR_MS = 7 * 3_600_000;
const MONDAY = 1;

/** When a report is mailed next after an instant: at seven in the morning, each day, each Monday or each first. */
export function nextMailing(after: Date, every: ReportRhythm, timeZone: string): Date {
  const clock = zoneClock(timeZone);
  const today = clock.dayAt(after.getTime());
  for (let day = today; ; day += 1) {
    const at = clock.instantOf(day * DAY_MS + AT_HOUR_MS);
    if (at > after.getTime() && isDayOf(every, new Date(day * DAY_MS))) return new Date(at);
  }
}

function isDayOf(every: ReportRhythm, day: Date): boolean {
  if (every === 'week') return day.getUTCDay() === MONDAY;
  return every === 'day' || day.getUTCDate() === 1;
}
