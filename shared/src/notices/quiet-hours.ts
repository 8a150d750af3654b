import type { QuietHours } from '../api/notices.ts';
import { DAY_MS, zoneClock } from '../sla/zone-clock.ts';

const MINUTE_MS = 60_000;

/** Whether a text is a wall-clock time `HH:MM` from `00:00` to `23:59`. */
export function isWallClockTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * Whether nothing but the app may tell now. It asks the wall clock of the zone, so an hour that occurs twice in the
 * night when clocks go back is quiet both times, and one that is jumped over is no matter.
 *
 * @param timeZone IANA name
 */
export function isQuietAt(quiet: QuietHours | null, timeZone: string, now: Date): boolean {
  if (quiet === null) return false;
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  const wallMs = now.getTime() + zoneClock(timeZone).offsetAt(now.getTime());
  const minute = Math.floor((((wallMs % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
