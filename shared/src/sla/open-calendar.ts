import type { BusinessHours, Span, Weekday } from './business-time.ts';
import { DAY_MS, zoneClock } from './zone-clock.ts';
import type { ZoneClock } from './zone-clock.ts';

/** A stretch of wall-clock time on one date, in milliseconds after its 00:00; the end may lie on the next date. */
export interface WallSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** Weekdays as a day number counts them: day 0, 1970-01-01, was a Thursday. */
const WEEKDAYS_FROM_DAY_ZERO: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

const compiled = new WeakMap<BusinessHours, OpenCalendar>();

/** Business hours in the form in which time can be walked: numbers, sorted and united. */
export class OpenCalendar {
  readonly zone: ZoneClock;
  /** Open wall-clock time of one week without special days. */
  readonly weekMs: number;
  readonly #weekly: readonly (readonly WallSpan[])[];
  readonly #special = new Map<number, readonly WallSpan[]>();
  readonly #specialDays: readonly number[];
  readonly #openSpecialDays: readonly number[];
  /** Open real time of 400 years, once somebody needed it. */
  cycleMs: number | null = null;

  constructor(hours: BusinessHours) {
    this.zone = zoneClock(hours.timeZone);
    this.#weekly = WEEKDAYS_FROM_DAY_ZERO.map((weekday) => unite(hours.weekly[weekday] ?? []));
    this.weekMs = weekLength(this.#weekly);
    for (const date of hours.holidays ?? []) this.#special.set(dayOfDate(date), []);
    for (const [date, spans] of Object.entries(hours.exceptions ?? {}))
      this.#special.set(dayOfDate(date), unite(spans));
    this.#specialDays = [...this.#special.keys()].sort((a, b) => a - b);
    this.#openSpecialDays = this.#specialDays.filter((day) => (this.#special.get(day)?.length ?? 0) > 0);
  }

  /** The spans that begin on a day, united and in order. */
  spansOn(day: number): readonly WallSpan[] {
    const weekday = day % 7;
    return this.#special.get(day) ?? this.#weekly[weekday < 0 ? weekday + 7 : weekday] ?? [];
  }

  /** The first day from `day` on that may have spans; Infinity when there is none, so no search ever runs dry. */
  nextDayToOpen(day: number): number {
    return this.weekMs > 0 ? day : firstFrom(this.#openSpecialDays, day);
  }

  /** The first holiday or exception from `day` on, or Infinity. */
  nextSpecialDay(day: number): number {
    return firstFrom(this.#specialDays, day);
  }
}

/** Compiles business hours once per object; they are read-only, an edited calendar is a new object. */
export function openCalendar(hours: BusinessHours): OpenCalendar {
  let calendar = compiled.get(hours);
  if (calendar === undefined) {
    calendar = new OpenCalendar(hours);
    compiled.set(hours, calendar);
  }
  return calendar;
}

/** Days from 1970-01-01 to a date `YYYY-MM-DD`. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function unite(spans: readonly Span[]): readonly WallSpan[] {
  const sorted = spans
    .map(([from, to]) => {
      const startMs = timeMs(from);
      const endMs = timeMs(to);
      return { startMs, endMs: endMs > startMs ? endMs : endMs + DAY_MS };
    })
    .sort((a, b) => a.startMs - b.startMs);
  const united: { startMs: number; endMs: number }[] = [];
  for (const span of sorted) {
    const previous = united.at(-1);
    if (previous !== undefined && span.startMs <= previous.endMs)
      previous.endMs = Math.max(previous.endMs, span.endMs);
    else united.push({ ...span });
  }
  return united;
}

function timeMs(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
}

/** United length of a week that follows itself: Sunday's night shift reaches into Monday. */
function weekLength(weekly: readonly (readonly WallSpan[])[]): number {
  let lengthMs = 0;
  let reachedMs = Math.max(0, ...(weekly[6] ?? []).map((span) => span.endMs - DAY_MS));
  weekly.forEach((spans, index) => {
    for (const span of spans) {
      const endMs = index * DAY_MS + span.endMs;
      lengthMs += Math.max(0, endMs - Math.max(reachedMs, index * DAY_MS + span.startMs));
      reachedMs = Math.max(reachedMs, endMs);
    }
  });
  return lengthMs;
}

function firstFrom(sortedDays: readonly number[], day: number): number {
  let low = 0;
  let high = sortedDays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sortedDays[middle] ?? Number.POSITIVE_INFINITY) < day) low = middle + 1;
    else high = middle;
  }
  return sortedDays[low] ?? Number.POSITIVE_INFINITY;
}
