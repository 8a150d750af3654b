import type { LiveBacklog, OnTimeFigures } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import { wallTimeOf } from '../../lib/zoned-time.ts';

/** After so long without news the page asks by itself. */
const QUIET_MS = 60_000;
/** A moment after midnight, so that the server is there as well. */
const INTO_THE_DAY_MS = 500;
const HOUR_MS = 3_600_000;
const AGAIN_MS = 10_000;

/** In percent; null when nothing fell due: no share of nothing is told. */
export function percent({ dueCount, onTimeCount }: OnTimeFigures): number | null {
  return dueCount === 0 ? null : (onTimeCount / dueCount) * 100;
}

/** In milliseconds from `now`, the server's: in a minute, or when the day ends that the report tells of. */
export function msUntilOld({ dayEndsAt }: Pick<LiveReport, 'dayEndsAt'>, now: number): number {
  const left = Date.parse(dayEndsAt) - now;
  return left <= 0 ? AGAIN_MS : Math.min(QUIET_MS, left + INTO_THE_DAY_MS);
}

/** A share beside what is aimed at, both in percent, told with one digit behind the comma. */
export function againstGoal(share: number, goal: number): { isMet: boolean; points: number } {
  return { isMet: share >= goal, points: Math.round(Math.abs(share - goal) * 10) / 10 };
}

/**
 * By how much what is open changed since the last full hour of a time zone that lies at least an hour back.
 *
 * @returns null where the day has no such hour yet
 */
export function changeSinceHour(
  { at, byState }: Pick<LiveBacklog, 'at' | 'byState'>,
  timeZone: string,
): { by: number; at: string } | null {
  const last = at.length - 1;
  const before = Date.parse(at[last] ?? '') - HOUR_MS;
  const since = at.findLastIndex(
    (each) => Date.parse(each) <= before && wallTimeOf(each, timeZone).time.endsWith(':00'),
  );
  const hour = at[since];
  if (hour === undefined) return null;
  const openAt = (place: number) => byState.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0);
  return { by: openAt(last) - openAt(since), at: hour };
}
