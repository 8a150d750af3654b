import type { Pause } from './business-time.ts';
import type { OpenCalendar } from './open-calendar.ts';
import { CYCLE_DAYS, DAY_MS, REPEATING_FROM_DAY } from './zone-clock.ts';

export interface WalkLimits {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Open time after which the walk ends; Infinity to walk to `untilMs`. */
  readonly budgetMs: number;
}

export interface Walked {
  /** Open time passed. */
  readonly openMs: number;
  /** The instant at which the budget was used up, or null when `untilMs` or the end of all opening came first. */
  readonly reachedAtMs: number | null;
}

interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Walks through open time, day by day, and takes whole weeks, then whole calendar cycles of 400 years, in one step
 * where every day is an ordinary one: so neither a target of a century nor a calendar closed for decades takes long.
 */
export function walkOpenTime(calendar: OpenCalendar, pauses: readonly Pause[], limits: WalkLimits): Walked {
  return new Walk(calendar, unitePauses(pauses), limits).run();
}

class Walk {
  readonly #calendar: OpenCalendar;
  readonly #pauses: readonly Interval[];
  readonly #budgetMs: number;
  readonly #untilMs: number;
  /** Everything before this instant is dealt with. */
  #atMs: number;
  #openMs = 0;
  #reachedAtMs: number | null = null;
  /** The day whose spans come next, and the one at which the present unbroken run of days began. */
  #day: number;
  #runDay: number;
  /** The first pause that ends after `#atMs`. */
  #pause = 0;

  constructor(calendar: OpenCalendar, pauses: readonly Interval[], limits: WalkLimits) {
    this.#calendar = calendar;
    this.#pauses = pauses;
    this.#budgetMs = limits.budgetMs;
    const last = pauses.at(-1);
    this.#untilMs =
      last?.toMs === Number.POSITIVE_INFINITY ? Math.min(limits.untilMs, last.fromMs) : limits.untilMs;
    this.#atMs = limits.fromMs;
    this.#day = this.#runDay = this.#firstDayReaching(limits.fromMs);
  }

  run(): Walked {
    while (this.#atMs < this.#untilMs && this.#reachedAtMs === null) {
      this.#leavePause();
      this.#day = this.#calendar.nextDayToOpen(this.#day);
      if (this.#day === Number.POSITIVE_INFINITY) break;
      this.#leapWeeks();
      if (this.#calendar.zone.instantOf(this.#day * DAY_MS) >= this.#untilMs) break;
      this.#walkDay();
    }
    return { openMs: this.#openMs, reachedAtMs: this.#reachedAtMs };
  }

  /** A span may reach past midnight, so the day before is the first one that matters. */
  #firstDayReaching(instantMs: number): number {
    return this.#calendar.zone.dayAt(instantMs) - 1;
  }

  #leavePause(): void {
    this.#skipPausesBefore(this.#atMs);
    const pause = this.#pauses[this.#pause];
    if (pause !== undefined && pause.fromMs <= this.#atMs) this.#atMs = pause.toMs;
    const firstDay = this.#atMs >= this.#untilMs ? this.#day : this.#firstDayReaching(this.#atMs);
    if (firstDay > this.#day) this.#day = this.#runDay = firstDay;
  }

  #skipPausesBefore(instantMs: number): void {
    while ((this.#pauses[this.#pause]?.toMs ?? Number.POSITIVE_INFINITY) <= instantMs) this.#pause += 1;
  }

  #walkDay(): void {
    const { zone } = this.#calendar;
    const wallMs = this.#day * DAY_MS;
    for (const span of this.#calendar.spansOn(this.#day)) {
      const fromMs = Math.max(this.#atMs, zone.instantOf(wallMs + span.startMs));
      const toMs = Math.min(this.#untilMs, zone.instantOf(wallMs + span.endMs));
      if (fromMs < toMs) this.#walkSpan(fromMs, toMs);
      if (this.#reachedAtMs !== null) return;
    }
    this.#day += 1;
  }

  #walkSpan(fromMs: number, toMs: number): void {
    let atMs = fromMs;
    while (atMs < toMs) {
      this.#skipPausesBefore(atMs);
      const pause = this.#pauses[this.#pause];
      if (pause !== undefined && pause.fromMs <= atMs) {
        atMs = pause.toMs;
        continue;
      }
      const endMs = Math.min(toMs, pause?.fromMs ?? toMs);
      const leftMs = this.#budgetMs - this.#openMs;
      if (leftMs <= endMs - atMs) {
        this.#openMs += leftMs;
        this.#reachedAtMs = atMs + leftMs;
        return;
      }
      this.#openMs += endMs - atMs;
      atMs = endMs;
    }
    this.#atMs = atMs;
  }

  /**
   * Takes whole weeks at once while one offset holds and no pause, special day or end comes near. Needs days of the
   * same run behind it, so that what reaches over from the day before is what a week later will reach over again.
   */
  #leapWeeks(): void {
    const { weekMs, zone } = this.#calendar;
    if (weekMs === 0 || this.#budgetMs - this.#openMs <= weekMs || this.#day < this.#runDay + 3) return;
    // After a pause time may be ahead of the day: a leap from there would end behind where it may.
    if (this.#atMs > zone.instantOf((this.#day + 1) * DAY_MS)) return;
    this.#leapCycles();
    const leftMs = this.#budgetMs - this.#openMs;
    const day = this.#day;
    const yesterdayMs = zone.instantOf((day - 1) * DAY_MS);
    if (this.#untilMs - yesterdayMs < 8 * DAY_MS) return;
    const nextPauseMs = this.#pauses[this.#pause]?.fromMs ?? Number.POSITIVE_INFINITY;
    const steadyUntilMs = Math.min(zone.periodAt(yesterdayMs).toMs, nextPauseMs, this.#untilMs);
    const endDay = Math.min(zone.dayAt(steadyUntilMs - 1) - 1, this.#calendar.nextSpecialDay(day - 1));
    this.#leap(Math.min(Math.floor((endDay - day) / 7), Math.floor((leftMs - 1) / weekMs)), 7, weekMs);
  }

  /** Once rules and calendar only repeat, 400 years are as good as a week. */
  #leapCycles(): void {
    const calendar = this.#calendar;
    const leftMs = this.#budgetMs - this.#openMs;
    const leftDays = calendar.zone.dayAt(this.#untilMs) - 2 - this.#day;
    const mayRepeat = this.#day > REPEATING_FROM_DAY + 1 && this.#pause >= this.#pauses.length;
    if (!mayRepeat || leftDays < CYCLE_DAYS || leftMs < (CYCLE_DAYS / 7 - 60) * calendar.weekMs) return;
    if (calendar.nextSpecialDay(this.#day - 1) !== Number.POSITIVE_INFINITY) return;
    calendar.cycleMs ??= this.#measureCycle();
    const cycles = Math.min(Math.floor(leftDays / CYCLE_DAYS), Math.floor((leftMs - 1) / calendar.cycleMs));
    this.#leap(cycles, CYCLE_DAYS, calendar.cycleMs);
  }

  #measureCycle(): number {
    const { zone } = this.#calendar;
    const limits = {
      fromMs: zone.instantOf(this.#day * DAY_MS),
      untilMs: zone.instantOf((this.#day + CYCLE_DAYS) * DAY_MS),
      budgetMs: Number.POSITIVE_INFINITY,
    };
    return new Walk(this.#calendar, [], limits).run().openMs;
  }

  #leap(times: number, days: number, openMs: number): void {
    if (times <= 0) return;
    this.#openMs += times * openMs;
    this.#day += times * days;
    this.#atMs += times * days * DAY_MS;
  }
}

function unitePauses(pauses: readonly Pause[]): readonly Interval[] {
  const sorted = pauses
    .map((pause) => ({ fromMs: pause.from.getTime(), toMs: pause.to?.getTime() ?? Number.POSITIVE_INFINITY }))
    .filter((pause) => pause.fromMs < pause.toMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  const united: { fromMs: number; toMs: number }[] = [];
  for (const pause of sorted) {
    const previous = united.at(-1);
    if (previous !== undefined && pause.fromMs <= previous.toMs)
      previous.toMs = Math.max(previous.toMs, pause.toMs);
    else united.push(pause);
  }
  return united;
}
