import { addBusinessMinutes, businessMinutesBetween, type BusinessHours } from './business-time.ts';
import { LEAST_SOON_MINUTES } from './sla-clock.ts';

/** Why a clock stands still; never because we wait for a colleague. */
export type PauseReason = 'waitingForCustomer' | 'snoozedForCustomer';

/** A stretch in which a clock stands still; `to` is null while it lasts. */
export interface ClockPause {
  readonly from: Date;
  readonly to: Date | null;
  readonly reason: PauseReason;
}

/**
 * When a clock warns: after a share of the target, or so many minutes before its end. Without either for the last third
 * of the target, or the last 15 minutes if that is more.
 */
export interface WarnPoints {
  readonly share?: number | null;
  readonly minutes?: number | null;
}

/** A clock with everything that decides when it is due. */
export interface ClockTerms {
  readonly hours: BusinessHours;
  readonly startedAt: Date;
  readonly targetMinutes: number;
  readonly warn: WarnPoints;
  /** In order, at most the last one without an end. */
  readonly pauses: readonly ClockPause[];
}

/** What follows from the terms of a clock. */
export interface ClockRun {
  /** Null when the calendar never opens long enough. While it stands still: as if it went on at once. */
  readonly deadlineAt: Date | null;
  readonly warnAt: Date | null;
  /** Since when it stands still; null for one that ran out before the pause began. */
  readonly pausedAt: Date | null;
}

/** When a clock is due and when it warns. Pauses are cut out last; in one that lasts nothing falls due. */
export function clockRun({ hours, startedAt, targetMinutes, warn, pauses }: ClockTerms): ClockRun {
  const over = pauses.filter((pause) => pause.to !== null);
  const lasting = pauses.find((pause) => pause.to === null);
  const after = (minutes: number) => storable(addBusinessMinutes(hours, startedAt, minutes, over));
  const deadlineAt = after(targetMinutes);
  const pausedAt =
    lasting !== undefined && (deadlineAt === null || deadlineAt > lasting.from) ? lasting.from : null;
  if (deadlineAt === null) return { deadlineAt, warnAt: null, pausedAt };
  const points = [
    ...(typeof warn.share === 'number' ? [targetMinutes * warn.share] : []),
    ...(typeof warn.minutes === 'number' ? [targetMinutes - warn.minutes] : []),
  ];
  if (points.length === 0) points.push(targetMinutes - Math.max(targetMinutes / 3, LEAST_SOON_MINUTES));
  // The earlier of the two; a warning longer than the target comes with the start.
  const warnAt = after(Math.max(0, Math.min(...points)));
  return { deadlineAt, warnAt: warnAt !== null && warnAt > deadlineAt ? deadlineAt : warnAt, pausedAt };
}

/** The last instant whose year has four digits: what lies behind it is never, and no database has to read it. */
const LAST_DEADLINE_MS = Date.UTC(10_000, 0, 1) - 1;

function storable(at: Date | null): Date | null {
  return at !== null && at.getTime() <= LAST_DEADLINE_MS ? at : null;
}

/** The open minutes that a clock has used up at an instant, its pauses left out. */
export function workedMinutes(
  terms: Pick<ClockTerms, 'hours' | 'startedAt' | 'pauses'>,
  until: Date,
): number {
  return businessMinutesBetween(terms.hours, terms.startedAt, until, terms.pauses);
}
