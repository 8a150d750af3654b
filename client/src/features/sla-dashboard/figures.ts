import type { OnTimeFigures } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';

/** After so long without news the page asks by itself. */
const QUIET_MS = 60_000;
/** A moment after midnight, so that the server is there as well. */
const INTO_THE_DAY_MS = 500;
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
