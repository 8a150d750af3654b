import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessMinutes, businessMinutesBetween, weekdays } from './business-time.ts';
import type { BusinessHours, Pause, Span } from './business-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Where clocks change within the two weeks, or nothing happens at all. */
const windows = [
  ['Europe/Berlin', '2026-03-22'],
  ['Europe/Berlin', '2026-10-18'],
  ['America/New_York', '2026-10-25'],
  ['America/Havana', '2026-10-25'],
  ['America/Santiago', '2026-03-29'],
  ['Africa/Cairo', '2026-04-18'],
  ['Africa/Casablanca', '2026-02-10'],
  ['Australia/Lord_Howe', '2026-03-29'],
  ['Pacific/Apia', '2011-12-24'],
  ['America/St_Johns', '2010-11-01'],
  ['Asia/Kathmandu', '2026-05-01'],
  ['UTC', '2026-12-24'],
] as const;

const WINDOW_DAYS = 14;

/** What a wall clock in `timeZone` shows at each minute of the window and a day around it, asked one by one. */
function wallClock(timeZone: string, firstDate: string): { startMs: number; walls: number[] } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const startMs = Date.parse(`${firstDate}T00:00:00Z`) - 2 * DAY_MS;
  const walls: number[] = [];
  for (let minute = 0; minute < (WINDOW_DAYS + 4) * 1440; minute++) {
    walls.push(Date.parse(`${format.format(startMs + minute * MINUTE_MS).replace(' ', 'T')}Z`));
  }
  return { startMs, walls };
}

const clocks = new Map<string, ReturnType<typeof wallClock>>();

/** The slow truth: every minute of the window, open or not, by the words of the contract. */
function openMinutes(
  hours: BusinessHours,
  firstDate: string,
  pauses: readonly Pause[],
): { startMs: number; open: boolean[] } {
  const key = `${hours.timeZone} ${firstDate}`;
  const clock = clocks.get(key) ?? wallClock(hours.timeZone, firstDate);
  clocks.set(key, clock);
  const { startMs, walls } = clock;
  // The first minute at which the clock shows this time or a later one.
  const minuteOf = (wallMs: number) => {
    // No clock is more than 16 hours from UTC, so nothing before is worth a look.
    let minute = Math.max(0, (wallMs - startMs) / MINUTE_MS - 16 * 60);
    while (minute < walls.length && walls[minute]! < wallMs) minute++;
    return Math.min(minute, walls.length);
  };
  const open = walls.map(() => false);
  for (let day = -3; day <= WINDOW_DAYS + 3; day++) {
    const dayMs = Date.parse(`${firstDate}T00:00:00Z`) + day * DAY_MS;
    const date = new Date(dayMs).toISOString().slice(0, 10);
    const weekday = weekdays[(new Date(dayMs).getUTCDay() + 6) % 7]!;
    const usual = hours.holidays?.includes(date) ? [] : (hours.weekly[weekday] ?? []);
    for (const [from, to] of hours.exceptions?.[date] ?? usual) {
      const [fromMs, toMs] = [from, to].map(
        (time) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS,
      );
      const endMs = toMs! > fromMs! ? toMs! : toMs! + DAY_MS;
      open.fill(true, minuteOf(dayMs + fromMs!), minuteOf(dayMs + endMs));
    }
  }
  for (const { from, to } of pauses) {
    const first = (from.getTime() - startMs) / MINUTE_MS;
    const end = to ? (to.getTime() - startMs) / MINUTE_MS : walls.length;
    if (end > first) open.fill(false, Math.max(0, first), end);
  }
  return { startMs, open };
}

const twoDigits = (value: number) => String(value).padStart(2, '0');
const time = (minutes: number) => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
);
const span: fc.Arbitrary<Span> = fc
  .tuple(minuteOfDay, fc.oneof(minuteOfDay, fc.constant(1440)))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => [time(from), time(to)] as const);
const spans = fc.array(span, { maxLength: 3 });
const dateIn = (firstDate: string) =>
  fc
    .integer({ min: -1, max: WINDOW_DAYS })
    .map((day) => new Date(Date.parse(`${firstDate}T00:00:00Z`) + day * DAY_MS).toISOString().slice(0, 10));

interface World {
  firstDate: string;
  hours: BusinessHours;
  pauses: Pause[];
  /** Whole minutes after the beginning of the window. */
  startMinute: number;
}

const world: fc.Arbitrary<World> = fc.constantFrom(...windows).chain(([timeZone, firstDate]) => {
  const minute = fc.integer({ min: 0, max: WINDOW_DAYS * 1440 });
  const instant = minute.map((value) => new Date(Date.parse(`${firstDate}T00:00:00Z`) + value * MINUTE_MS));
  return fc.record({
    firstDate: fc.constant(firstDate),
    startMinute: fc.integer({ min: 0, max: (WINDOW_DAYS - 7) * 1440 }),
    hours: fc.record({
      timeZone: fc.constant(timeZone),
      weekly: fc.record(Object.fromEntries(weekdays.map((weekday) => [weekday, spans])), {
        requiredKeys: [],
      }),
      holidays: fc.array(dateIn(firstDate), { maxLength: 3 }),
      exceptions: fc.dictionary(dateIn(firstDate), spans, { maxKeys: 3 }),
    }),
    pauses: fc.array(
      fc.tuple(instant, fc.option(instant, { nil: null, freq: 8 })).map(([from, to]) => ({ from, to })),
      { maxLength: 4 },
    ),
  });
});

describe('against every minute of two weeks, asked one by one', () => {
  test('the same minutes are open', () => {
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: 0, max: 7 * 1440 }),
        ({ firstDate, hours, pauses, startMinute }, length) => {
          const { startMs, open } = openMinutes(hours, firstDate, pauses);
          const from = 2 * 1440 + startMinute;
          const expected = open.slice(from, from + length).filter(Boolean).length;
          const begin = new Date(startMs + from * MINUTE_MS);
          const end = new Date(begin.getTime() + length * MINUTE_MS);
          expect(businessMinutesBetween(hours, begin, end, pauses)).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a target is due where the last of its minutes ends', () => {
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: 0, max: 2000 }),
        ({ firstDate, hours, pauses, startMinute }, minutes) => {
          const { startMs, open } = openMinutes(hours, firstDate, pauses);
          const from = 2 * 1440 + startMinute;
          const openOnes = open.flatMap((isOpen, minute) => (isOpen && minute >= from ? [minute] : []));
          const last = minutes === 0 ? openOnes[0] : openOnes[minutes - 1];
          fc.pre(last !== undefined && last < (WINDOW_DAYS + 2) * 1440);
          const expected = new Date(startMs + (minutes === 0 ? last! : last! + 1) * MINUTE_MS);
          expect(addBusinessMinutes(hours, new Date(startMs + from * MINUTE_MS), minutes, pauses)).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('for any calendar', () => {
  const anyStart = fc.date({ min: new Date('1960-01-01'), max: new Date('2120-01-01'), noInvalidDate: true });
  const anyMs = fc.oneof(fc.integer({ min: 0, max: 3 * DAY_MS }), fc.integer({ min: 0, max: 400 * DAY_MS }));

  it('has worked exactly the target, to the millisecond, when the target is due', () => {
    fc.assert(
      fc.property(world, anyStart, anyMs, ({ hours, pauses }, start, ms) => {
        const minutes = ms / MINUTE_MS;
        const due = addBusinessMinutes(hours, start, minutes, pauses);
        fc.pre(due !== null);
        expect(businessMinutesBetween(hours, start, due!, pauses)).toBe(minutes);
        // One millisecond before it was not used up yet: due is the first such instant.
        if (ms > 0)
          expect(businessMinutesBetween(hours, start, new Date(due!.getTime() - 1), pauses)).toBeLessThan(
            minutes,
          );
      }),
      { numRuns: 500 },
    );
  });

  it('counts the same in one piece and in two', () => {
    fc.assert(
      fc.property(world, anyStart, anyMs, anyMs, ({ hours, pauses }, start, first, second) => {
        const middle = new Date(start.getTime() + first * 20);
        const end = new Date(middle.getTime() + second * 20);
        const whole = businessMinutesBetween(hours, start, end, pauses) * MINUTE_MS;
        const parts =
          businessMinutesBetween(hours, start, middle, pauses) * MINUTE_MS +
          businessMinutesBetween(hours, middle, end, pauses) * MINUTE_MS;
        expect(Math.round(parts)).toBe(Math.round(whole));
      }),
      { numRuns: 300 },
    );
  });

  it('is due later, never earlier, for a longer target, a later start, or one more pause', () => {
    fc.assert(
      fc.property(world, anyStart, anyMs, anyMs, ({ hours, pauses }, start, ms, more) => {
        const dueMs = (startMs: number, target: number, cut: Pause[]) =>
          addBusinessMinutes(hours, new Date(startMs), target / MINUTE_MS, cut)?.getTime() ??
          Number.POSITIVE_INFINITY;
        const base = dueMs(start.getTime(), ms, pauses);
        expect(dueMs(start.getTime(), ms + more, pauses)).toBeGreaterThanOrEqual(base);
        expect(dueMs(start.getTime() + more, ms, pauses)).toBeGreaterThanOrEqual(base);
        expect(dueMs(start.getTime(), ms, pauses.slice(1))).toBeLessThanOrEqual(base);
      }),
      { numRuns: 200 },
    );
  });

  /** Counts from `from` in `pieces` of so many days each, and in one go. */
  const compare = (hours: BusinessHours, from: string, days: number, pieces: number) => {
    const piece = (index: number) => new Date(Date.parse(from) + index * days * DAY_MS);
    let sum = 0;
    for (let index = 0; index < pieces; index++)
      sum += businessMinutesBetween(hours, piece(index), piece(index + 1));
    expect(businessMinutesBetween(hours, piece(0), piece(pieces))).toBe(sum);
  };

  it('takes weeks in one step where walking day by day counts the same', () => {
    fc.assert(
      fc.property(world, ({ hours }) => compare(hours, '2009-01-01T00:00:00Z', 5, 1500)),
      { numRuns: 30 },
    );
  });

  it('takes centuries in one step where walking week by week counts the same', () => {
    fc.assert(
      fc.property(world, ({ hours }) => compare(hours, '2350-07-01T00:00:00Z', 36_525, 17)),
      { numRuns: 10 },
    );
  });

  it('reaches the end of time in a bounded number of steps, and counts the same from there back', () => {
    const hours: BusinessHours = {
      timeZone: 'Europe/Berlin',
      weekly: { sun: [['01:30', '04:00']], wed: [['09:00', '17:00']] },
      holidays: [],
    };
    const start = new Date('2026-11-20T12:00:00Z');
    const minutes = 52 * 630 * 200_000;
    const due = addBusinessMinutes(hours, start, minutes);
    expect(due?.getUTCFullYear()).toBeGreaterThan(200_000);
    expect(businessMinutesBetween(hours, start, due!)).toBe(minutes);
  });
});

describe('speed', () => {
  const hours: BusinessHours = {
    timeZone: 'Europe/Berlin',
    weekly: Object.fromEntries(
      weekdays.slice(0, 5).map((weekday) => [
        weekday,
        [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      ]),
    ),
    holidays: ['2026-12-25', '2026-12-26'],
  };
  /** The best of ten rounds: what the code can do, not what else the machine was doing. */
  const perSecond = (calls: number, call: (index: number) => unknown) => {
    const rounds = Array.from({ length: 10 }, () => {
      const startedAt = performance.now();
      for (let index = 0; index < calls; index++) call(index);
      return (calls / (performance.now() - startedAt)) * 1000;
    });
    return Math.max(...rounds);
  };
  const start = Date.UTC(2026, 0, 1);

  // Far below what is measured on an idle machine (a million a second), so that a busy one does not fail it.
  it('answers for a typical week by the ten thousands a second', () => {
    const target = (index: number) => addBusinessMinutes(hours, new Date(start + index * 977_000), 600);
    expect(perSecond(2000, target)).toBeGreaterThan(20_000);
  });

  it('answers for a target of a year by the thousands a second', () => {
    const target = (index: number) => addBusinessMinutes(hours, new Date(start + index * 977_000), 250 * 420);
    expect(perSecond(300, target)).toBeGreaterThan(3000);
  });
});
