import type { WorkTime } from '../api/conversations.ts';
import { businessMinutesBetween, type BusinessHours } from './business-time.ts';
import { openCalendar } from './open-calendar.ts';
import { isAroundTheClock, weekOf } from './week.ts';
import { DAY_MS } from './zone-clock.ts';

/** A stretch of open time, half open. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** A clock as far as its time is counted. */
export interface CountedClock {
  readonly hours: BusinessHours;
  readonly targetMinutes: number;
  /** While it stands still: as if it went on at once. */
  readonly deadlineAt: Date;
  readonly metAt?: Date | null;
  readonly pausedAt?: Date | null;
}

/** A screen that was not told anything for longer than this is old in every other respect as well. */
const AHEAD_MS = 7 * DAY_MS;
/** Four days with a lunch break; each is sent with each row, and whoever looks for longer is told anew. */
const MOST_STRETCHES = 8;

/**
 * What a clock has left, is over by or needed, in the open time of its own calendar, and when that time goes on.
 * Undefined where the calendar never closes: there it is what any other clock shows.
 */
export function workTime(clock: CountedClock, now: Date): WorkTime | undefined {
  const { hours, targetMinutes, deadlineAt } = clock;
  if (neverCloses(hours)) return undefined;
  const stoppedAt = clock.metAt ?? clock.pausedAt;
  const asOf = stoppedAt ?? now;
  const left =
    asOf <= deadlineAt
      ? businessMinutesBetween(hours, asOf, deadlineAt)
      : -businessMinutesBetween(hours, deadlineAt, asOf);
  const until = new Date(asOf.getTime() + AHEAD_MS);
  const open = stoppedAt ? [] : openStretches(hours, { from: asOf, to: until }, MOST_STRETCHES);
  return {
    minutes: clock.metAt ? targetMinutes - left : left,
    targetMinutes,
    asOf: asOf.toISOString(),
    open: open.map(({ from, to }) => [from.toISOString(), to.toISOString()]),
  };
}

/** What is left at an instant, in milliseconds; below 0 over it. */
export function workLeftMs({ minutes, asOf, open }: WorkTime, now: number): number {
  const since = Date.parse(asOf);
  const worked = open.reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(now, Date.parse(to)) - Math.max(since, Date.parse(from))),
    0,
  );
  return minutes * 60_000 - worked;
}

/** The open stretches within another, in order and united where they touch, at most so many. */
export function openStretches(hours: BusinessHours, { from, to }: Stretch, most: number): Stretch[] {
  const calendar = openCalendar(hours);
  const { zone } = calendar;
  const found: { from: Date; to: Date }[] = [];
  // A span may reach past midnight, so the day before is the first one that matters.
  let day = calendar.nextDayToOpen(zone.dayAt(from.getTime()) - 1);
  while (found.length < most && day < Number.POSITIVE_INFINITY) {
    const midnight = day * DAY_MS;
    if (zone.instantOf(midnight) >= to.getTime()) break;
    for (const span of calendar.spansOn(day)) {
      const opens = Math.max(from.getTime(), zone.instantOf(midnight + span.startMs));
      const closes = Math.min(to.getTime(), zone.instantOf(midnight + span.endMs));
      const last = found.at(-1);
      if (last !== undefined && opens <= last.to.getTime())
        last.to = new Date(Math.max(last.to.getTime(), closes));
      else if (opens < closes) found.push({ from: new Date(opens), to: new Date(closes) });
    }
    day = calendar.nextDayToOpen(day + 1);
  }
  return found.slice(0, most);
}

function neverCloses(hours: BusinessHours): boolean {
  const special = (hours.holidays?.length ?? 0) + Object.keys(hours.exceptions ?? {}).length;
  return special === 0 && isAroundTheClock(weekOf(hours));
}
