import { addBusinessMinutes, businessMinutesBetween, type BusinessHours } from './business-time.ts';
import { soonAt } from './sla-clock.ts';

export type PauseReason = 'waitingForCustomer' | 'snoozedForCustomer';

/** A stretch in which a clock stands still; `to` is null while it lasts. */
export interface ClockPause {
  readonly from: Date;
  readonly to: Date | null;
  readonly reason: PauseReason;
}

/** When a clock warns, besides what it falls back to: after a share of the target, or so many minutes before its end. */
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
  const after = (minutes: number) => addBusinessMinutes(hours, startedAt, minutes, over);
  const deadlineAt = after(targetMinutes);
  const pausedAt =
    lasting !== undefined && (deadlineAt === null || deadlineAt > lasting.from) ? lasting.from : null;
  if (deadlineAt === null) return { deadlineAt, warnAt: null, pausedAt };
  const points = [
    ...(typeof warn.share === 'number' ? [targetMinutes * warn.share] : []),
    ...(typeof warn.minutes === 'number' ? [targetMinutes - warn.minutes] : []),
  ];
  const stoodStillMs = over.reduce((sum, { from, to }) => sum + ((to ?? from).getTime() - from.getTime()), 0);
  // The time that a pause took is none of what has to be kept.
  const asIfFrom = new Date(Math.min(startedAt.getTime() + stoodStillMs, deadlineAt.getTime()));
  // The earlier of the two; a warning longer than the target comes with the start.
  const warnAt =
    points.length === 0
      ? soonAt({ startedAt: asIfFrom, deadlineAt })
      : after(Math.max(0, Math.min(...points)));
  return { deadlineAt, warnAt: warnAt !== null && warnAt > deadlineAt ? deadlineAt : warnAt, pausedAt };
}

/** The open minutes that a clock has used up at an instant, its pauses left out. */
export function workedMinutes(
  terms: Pick<ClockTerms, 'hours' | 'startedAt' | 'pauses'>,
  until: Date,
): number {
  return businessMinutesBetween(terms.hours, terms.startedAt, until, terms.pauses);
}
