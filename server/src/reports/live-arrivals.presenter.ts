import {
  arrivalDays,
  type ArrivalCell,
  type LateReason,
  type LiveArrivals,
  type LiveRush,
} from '@visavis/shared/api/live';
import type { LateRow, LiveDay, PastArrivalRow, TodayArrivalRow } from './live-day.repository.ts';
import { wallClockAt, weekdayOf } from './report-days.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Of the 28 days that are looked at, those before today, and how many of them are of today's weekday. */
const DAYS_BEFORE = 27;
const WEEKS_BEFORE = 3;
const FEWEST_OF_RUSH = 10;
const TIMES_OF_RUSH = 3;

type Counts = Pick<ArrivalCell, 'count' | 'dueCount' | 'onTimeCount'>;

/** Arrivals of the days before and of today; which hour of the week it is, and what such an hour brings. */
export class Arrivals {
  private readonly today: (TodayArrivalRow & { hour: number })[];
  private readonly weekday: number;
  private readonly stepMs: number;

  constructor(
    private readonly past: readonly PastArrivalRow[],
    private readonly recent: readonly TodayArrivalRow[],
    private readonly day: LiveDay,
    stepMinutes: number,
  ) {
    this.stepMs = stepMinutes * MINUTE_MS;
    this.weekday = weekdayOf(wallClockAt(day.now, day.timeZone).day);
    this.today = recent
      .filter(({ step }) => step >= 0)
      .map((row) => ({
        ...row,
        hour: hourOf(day, day.from.getTime() + row.step * this.stepMs),
      }));
  }

  /** @param teamIds null for all @param isHidden only how many came, not what became of them */
  cells(teamIds: readonly string[] | null, isHidden: boolean): LiveArrivals[] {
    const isSeen = isOf(teamIds);
    return arrivalDays.map((days) => {
      const cells = new Map<string, ArrivalCell>();
      for (const row of this.past)
        if (isSeen(row) && (row.isThisWeek || days === Math.max(...arrivalDays))) add(cells, row, row);
      for (const row of this.today)
        if (isSeen(row)) add(cells, { weekday: this.weekday, hour: row.hour }, row);
      return {
        days,
        cells: [...cells.values()]
          .toSorted((a, b) => a.weekday - b.weekday || a.hour - b.hour)
          .map((cell) => (isHidden ? { ...cell, dueCount: 0, onTimeCount: 0 } : cell)),
      };
    });
  }

  /** @param teamIds null for all */
  rush(teamIds: readonly string[] | null): LiveRush | null {
    const isSeen = isOf(teamIds);
    const lastHour = this.recent.filter(isSeen).reduce((sum, row) => sum + row.lastHour, 0);
    const now = this.day.now.getTime();
    const usual = Math.max(
      this.usual(isSeen, hourOf(this.day, now)),
      this.usual(isSeen, hourOf(this.day, now - HOUR_MS)),
    );
    if (!isRush(lastHour, usual)) return null;
    const steps = Array.from({ length: this.stepAt(now) + 1 }, () => 0);
    for (const { step, count } of this.today.filter(isSeen)) steps[step] = (steps[step] ?? 0) + count;
    return { lastHour, usual, steps };
  }

  /** Far more came to the team than usual in an hour of today in which it waited. */
  lateReasons({ teamId, startedAt, deadlineAt, why }: LateRow): LateReason[] {
    const isSeen = isOf([teamId]);
    const hours = new Map<number, number>();
    for (const { hour, count } of this.today.filter(isSeen)) hours.set(hour, (hours.get(hour) ?? 0) + count);
    const [from, until] = [startedAt, deadlineAt].map((at) => at.getTime());
    const wasRush = this.today.some(
      (row) =>
        this.isWithin(row.step, from, until) &&
        isRush(hours.get(row.hour) ?? 0, this.usual(isSeen, row.hour)),
    );
    return wasRush ? [...why, 'rush'] : why;
  }

  /** What such an hour brought on this weekday, and at least what any hour brought. */
  private usual(isSeen: (row: { teamId: string }) => boolean, hour: number): number {
    let such = 0;
    let any = 0;
    for (const row of this.past)
      if (isSeen(row)) {
        any += row.count;
        if (row.hour === hour && row.weekday === this.weekday) such += row.count;
      }
    return Math.max(such / WEEKS_BEFORE, any / (DAYS_BEFORE * 24));
  }

  /** Whether any of the step lies between two instants. */
  private isWithin(step: number, from = 0, until = 0): boolean {
    return this.stepAt(from) <= step && step <= this.stepAt(until);
  }

  private stepAt(instant: number): number {
    return Math.floor((instant - this.day.from.getTime()) / this.stepMs);
  }
}

/** Without a past nothing is unusual. */
const isRush = (count: number, usual: number): boolean =>
  usual > 0 && count >= FEWEST_OF_RUSH && count >= TIMES_OF_RUSH * usual;

const isOf =
  (teamIds: readonly string[] | null) =>
  ({ teamId }: { teamId: string }): boolean =>
    teamIds === null || teamIds.includes(teamId);

const hourOf = ({ timeZone }: LiveDay, instant: number): number =>
  wallClockAt(new Date(instant), timeZone).hour;

function add(cells: Map<string, ArrivalCell>, at: { weekday: number; hour: number }, row: Counts): void {
  const { weekday, hour } = at;
  const key = `${weekday} ${hour}`;
  const cell = cells.get(key) ?? { weekday, hour, count: 0, dueCount: 0, onTimeCount: 0 };
  cells.set(key, {
    ...cell,
    count: cell.count + row.count,
    dueCount: cell.dueCount + row.dueCount,
    onTimeCount: cell.onTimeCount + row.onTimeCount,
  });
}
