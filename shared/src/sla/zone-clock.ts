/** Milliseconds of a day of 24 hours; a wall-clock day is always this long, a real one need not be. */
export const DAY_MS = 86_400_000;

/** The last instant a Date can hold. */
export const LAST_INSTANT_MS = 8.64e15;

/** A stretch of real time `[fromMs, toMs)` in which a zone keeps one offset. */
interface Period {
  fromMs: number;
  toMs: number;
  /** Wall clock minus UTC, in milliseconds. */
  offsetMs: number;
}

/** No zone is further from UTC, today or in the days of local mean time. */
const WIDEST_OFFSET_MS = 16 * 3_600_000;

/** Before this year every zone keeps the offset it had then. */
const FIRST_YEAR = 1800;
/** From this year on zone rules are fixed, and so the offsets repeat with the calendar, every 400 years. */
const REPEATING_FROM_YEAR = 2400;
/** Until this year zone data lists single changes, such as those around Ramadan. */
const ANNOUNCED_UNTIL_YEAR = 2100;
/** The Gregorian calendar repeats after this many days, which are whole weeks as well. */
export const CYCLE_DAYS = 146_097;

/** The first day number (days since 1970-01-01) from which offsets repeat every `CYCLE_DAYS`. */
export const REPEATING_FROM_DAY = Date.UTC(REPEATING_FROM_YEAR, 0, 1) / DAY_MS;

const clocks = new Map<string, ZoneClock>();
const MAX_CLOCKS = 1000;

/**
 * One time zone as a table of its offsets. Asking Intl costs microseconds, so each year is read once, when first
 * needed, and every later question is a comparison or a short search.
 */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #years = new Map<number, Period[]>();
  #last: Period = { fromMs: 0, toMs: 0, offsetMs: 0 };

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Wall clock minus UTC at an instant, in milliseconds. */
  offsetAt(instantMs: number): number {
    return this.periodAt(instantMs).offsetMs;
  }

  /** The day number (days since 1970-01-01) that the local calendar shows at an instant. */
  dayAt(instantMs: number): number {
    return Math.floor((instantMs + this.offsetAt(instantMs)) / DAY_MS);
  }

  /**
   * The instant of a wall-clock time, given as if it were UTC: the first instant at which the local clock shows this
   * time or a later one. So a time that occurs twice is its first occurrence, and a time that the clock jumps over is
   * the moment of the jump. One rule for opening and closing keeps neighbouring spans touching, and makes a day from
   * 00:00 to 24:00 last exactly as long as the day does, 23 and 25 hours included.
   */
  instantOf(wallMs: number): number {
    const last = this.#last;
    if (wallMs - WIDEST_OFFSET_MS >= last.fromMs && wallMs - last.offsetMs < last.toMs)
      return wallMs - last.offsetMs;
    let period = this.periodAt(wallMs - 2 * DAY_MS);
    for (;;) {
      const candidate = wallMs - period.offsetMs;
      if (candidate < period.toMs) return Math.max(candidate, period.fromMs);
      period = this.periodAt(period.toMs);
    }
  }

  /** The period around an instant. Its ends are changes of the offset, or turns of the year at which nothing changes. */
  periodAt(instantMs: number): Period {
    if (instantMs >= this.#last.fromMs && instantMs < this.#last.toMs) return this.#last;
    const year = new Date(Math.min(Math.max(instantMs, -LAST_INSTANT_MS), LAST_INSTANT_MS)).getUTCFullYear();
    if (year < FIRST_YEAR) return (this.#last = this.#beforeTables());
    const cycles = year < REPEATING_FROM_YEAR ? 0 : Math.floor((year - REPEATING_FROM_YEAR) / 400);
    const shiftMs = cycles * CYCLE_DAYS * DAY_MS;
    const periods = this.#periodsOf(year - cycles * 400);
    const found = periods.find((period) => instantMs - shiftMs < period.toMs) ?? periods[periods.length - 1];
    if (found === undefined) throw new Error('a year has at least one period');
    const { fromMs, toMs, offsetMs } = found;
    return (this.#last = cycles === 0 ? found : { fromMs: fromMs + shiftMs, toMs: toMs + shiftMs, offsetMs });
  }

  #beforeTables(): Period {
    const firstMs = Date.UTC(FIRST_YEAR, 0, 1);
    return { fromMs: Number.NEGATIVE_INFINITY, toMs: firstMs, offsetMs: this.#measure(firstMs) };
  }

  #periodsOf(year: number): Period[] {
    let periods = this.#years.get(year);
    if (periods === undefined) {
      periods = this.#readYear(year);
      this.#years.set(year, periods);
    }
    return periods;
  }

  /**
   * Reads a year in steps, and finds each change of the offset to the second by halving the step it lies in. The past
   * and the announced future are read day by day; rules for the far future change offsets for weeks at least.
   */
  #readYear(year: number): Period[] {
    const stepMs = year < ANNOUNCED_UNTIL_YEAR ? DAY_MS : 7 * DAY_MS;
    const endMs = Date.UTC(year + 1, 0, 1);
    const periods: Period[] = [];
    let fromMs = Date.UTC(year, 0, 1);
    let offsetMs = this.#measure(fromMs);
    let atMs = fromMs;
    while (atMs < endMs) {
      const nextMs = Math.min(atMs + stepMs, endMs);
      const changed = this.#measure(nextMs) !== offsetMs;
      atMs = changed ? this.#changeWithin(atMs, nextMs) : nextMs;
      if (!changed || atMs >= endMs) continue;
      periods.push({ fromMs, toMs: atMs, offsetMs });
      fromMs = atMs;
      offsetMs = this.#measure(atMs);
    }
    periods.push({ fromMs, toMs: endMs, offsetMs });
    return periods;
  }

  /** The first whole second in `(lowMs, highMs]` whose offset is not that of `lowMs`. */
  #changeWithin(lowMs: number, highMs: number): number {
    const before = this.#measure(lowMs);
    let low = lowMs / 1000;
    let high = highMs / 1000;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#measure(middle * 1000) === before) low = middle;
      else high = middle;
    }
    return high * 1000;
  }

  #measure(instantMs: number): number {
    const numbers = this.#format.format(instantMs).match(/\d+/g)?.map(Number) ?? [];
    const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = numbers;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instantMs / 1000) * 1000;
  }
}

/** The clock of an IANA time zone, shared by all who ask. Throws a RangeError for a zone that does not exist. */
export function zoneClock(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new ZoneClock(timeZone);
    // Names differing only in case are one zone under many keys: the bound keeps strangers from filling memory.
    if (clocks.size >= MAX_CLOCKS) clocks.clear();
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** Whether a string names a time zone that this runtime knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    zoneClock(timeZone);
    return true;
  } catch {
    return false;
  }
}
