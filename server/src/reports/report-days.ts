import { zoneClock } from '@visavis/shared/sla/zone-clock';

/** What the clocks of a zone show at an instant: the day, as `2026-11-21`, and its hour. */
export function wallClockAt(at: Date, timeZone: string): { day: string; hour: number } {
  const wall = new Date(at.getTime() + zoneClock(timeZone).offsetAt(at.getTime()));
  return { day: wall.toISOString().slice(0, 10), hour: wall.getUTCHours() };
}

/** The instant at which a day begins on the clocks of a zone. */
export function beginningOf(day: string, timeZone: string): Date {
  return new Date(zoneClock(timeZone).instantOf(Date.parse(day)));
}

/** Of a day such as `2026-11-21`: 0 is a Monday. */
export function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}
