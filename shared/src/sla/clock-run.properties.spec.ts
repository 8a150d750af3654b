import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessMinutes, weekdays, type BusinessHours, type Span } from './business-time.ts';
import { clockRun, workedMinutes, type ClockPause } from './clock-run.ts';
import { pausesOf, type StatusMoment } from './pauses-of.ts';

const MINUTE = 60_000;
const two = (value: number) => String(value).padStart(2, '0');
const time = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const span: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1440 }))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => [time(from), time(to)] as const);
const hours: fc.Arbitrary<BusinessHours> = fc.record({
  timeZone: fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  ),
  weekly: fc.record(Object.fromEntries(weekdays.map((day) => [day, fc.array(span, { maxLength: 3 })]))),
});
const start = fc
  .integer({ min: Date.UTC(2016, 0), max: Date.UTC(2030, 0) })
  .map((ms) => new Date(Math.floor(ms / MINUTE) * MINUTE));

/** A conversation that came into one status after the other, so many minutes each. */
const history = (from: Date): fc.Arbitrary<StatusMoment[]> =>
  fc
    .array(
      fc.record({
        minutes: fc.integer({ min: 0, max: 4000 }),
        status: fc.constantFrom('open', 'waiting', 'snoozed', 'closed'),
        isForCustomer: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    .map((steps) => {
      let at = from.getTime() - 600 * MINUTE;
      return steps.map(({ minutes, status, isForCustomer }) => {
        at += minutes * MINUTE;
        return { at: new Date(at), status, isForCustomer };
      });
    });

const world = start.chain((startedAt) =>
  fc.record({
    startedAt: fc.constant(startedAt),
    hours,
    history: history(startedAt),
    targetMinutes: fc.integer({ min: 1, max: 20_000 }),
    metric: fc.constantFrom('firstResponse', 'nextResponse', 'pickUp', 'resolution'),
  }),
);
const rules = { waitingForCustomer: true, snoozedForCustomer: true };

describe('any clock', () => {
  it('has worked exactly its target, to the minute, at its deadline, whatever paused it', () => {
    fc.assert(
      fc.property(world, ({ startedAt, hours, history, targetMinutes, metric }) => {
        const pauses = pausesOf(history, { metric, startedAt }, rules);
        const run = clockRun({ hours, startedAt, targetMinutes, warn: {}, pauses });
        fc.pre(run.deadlineAt !== null);
        const over = pauses.filter(({ to }) => to !== null);
        expect(workedMinutes({ hours, startedAt, pauses: over }, run.deadlineAt!)).toBe(targetMinutes);
        if (run.pausedAt !== null)
          expect(workedMinutes({ hours, startedAt, pauses }, run.deadlineAt!)).toBeLessThanOrEqual(
            targetMinutes,
          );
      }),
      { numRuns: 400 },
    );
  });

  it('needs the same after a pause as somebody who adds what was left where the pause ended', () => {
    const pause = fc.record({
      after: fc.integer({ min: 0, max: 3000 }),
      lasts: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(world, pause, ({ startedAt, hours, targetMinutes }, { after, lasts }) => {
        const from = new Date(startedAt.getTime() + after * MINUTE);
        const to = new Date(from.getTime() + lasts * MINUTE);
        const used = workedMinutes({ hours, startedAt, pauses: [] }, from);
        const pauses: ClockPause[] = [{ from, to, reason: 'waitingForCustomer' }];
        const { deadlineAt } = clockRun({ hours, startedAt, targetMinutes, warn: {}, pauses });
        const expected =
          used >= targetMinutes
            ? addBusinessMinutes(hours, startedAt, targetMinutes)
            : addBusinessMinutes(hours, to, targetMinutes - used);
        expect(deadlineAt).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('warns between its start and its deadline, by whatever rule', () => {
    const warn = fc.record({
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      minutes: fc.option(fc.integer({ min: 0, max: 50_000 })),
    });
    fc.assert(
      fc.property(world, warn, ({ startedAt, hours, targetMinutes }, points) => {
        const run = clockRun({ hours, startedAt, targetMinutes, warn: points, pauses: [] });
        fc.pre(run.deadlineAt !== null && run.warnAt !== null);
        expect(run.warnAt!.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
        expect(run.warnAt!.getTime()).toBeLessThanOrEqual(run.deadlineAt!.getTime());
      }),
    );
  });
});

/** The nights on which clocks go forward, and those on which they go back, north and south, by an hour and by half. */
const changes = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z', 60],
  ['Europe/Berlin', '2026-10-25T01:00:00Z', -60],
  ['America/New_York', '2026-03-08T07:00:00Z', 60],
  ['America/New_York', '2026-11-01T06:00:00Z', -60],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', -30],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 30],
  ['America/Santiago', '2026-04-05T03:00:00Z', -60],
  ['America/Santiago', '2026-09-06T04:00:00Z', 60],
] as const;

describe('a clock that runs through the night on which clocks change', () => {
  const offsetAt = (timeZone: string, at: Date) => {
    const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    return (Date.parse(`${wall.format(at).replace(' ', 'T')}Z`) - at.getTime()) / MINUTE;
  };
  test.each(changes)('%s at %s: the clock does change there, by %i minutes', (timeZone, at, minutes) => {
    const before = offsetAt(timeZone, new Date(Date.parse(at) - MINUTE));
    expect(offsetAt(timeZone, new Date(at)) - before).toBe(minutes);
  });

  const night = fc.record({
    change: fc.constantFrom(...changes),
    startsBefore: fc.integer({ min: 0, max: 720 }),
    // Open around the change, over midnight too, now and then in pieces.
    spans: fc.array(span, { minLength: 1, maxLength: 3 }),
    pauses: fc.array(
      fc.record({ at: fc.integer({ min: -300, max: 300 }), lasts: fc.integer({ min: 1, max: 240 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    targetMinutes: fc.integer({ min: 1, max: 1500 }),
  });
  const of = ({ change: [timeZone, at], startsBefore, spans, pauses }: NightOf) => {
    const changedAt = Date.parse(at);
    const startedAt = new Date(changedAt - startsBefore * MINUTE);
    const cut = pauses
      .map((pause): ClockPause => {
        const from = Math.max(startedAt.getTime(), changedAt + pause.at * MINUTE);
        return {
          from: new Date(from),
          to: new Date(from + pause.lasts * MINUTE),
          reason: 'waitingForCustomer',
        };
      })
      .toSorted((a, b) => a.from.getTime() - b.from.getTime());
    const weekly = Object.fromEntries(weekdays.map((day) => [day, spans]));
    return { hours: { timeZone, weekly } satisfies BusinessHours, startedAt, pauses: cut };
  };
  type NightOf = typeof night extends fc.Arbitrary<infer T> ? T : never;

  it('is due when exactly its minutes are worked, pauses on that very night left out', () => {
    const seen = { forward: 0, back: 0 };
    fc.assert(
      fc.property(night, (drawn) => {
        const { hours, startedAt, pauses } = of(drawn);
        const { targetMinutes } = drawn;
        const { deadlineAt } = clockRun({ hours, startedAt, targetMinutes, warn: {}, pauses });
        fc.pre(deadlineAt !== null);
        seen[drawn.change[2] > 0 ? 'forward' : 'back'] += deadlineAt! > new Date(drawn.change[1]) ? 1 : 0;
        expect(workedMinutes({ hours, startedAt, pauses }, deadlineAt!)).toBe(targetMinutes);
        expect(workedMinutes({ hours, startedAt, pauses }, new Date(deadlineAt!.getTime() - 1))).toBeLessThan(
          targetMinutes,
        );
      }),
      { numRuns: 500 },
    );
    // Both directions were really run through.
    expect(Math.min(seen.forward, seen.back)).toBeGreaterThan(50);
  });

  it('is due at the same instant whether its target is added in one piece or in two', () => {
    fc.assert(
      fc.property(night, fc.integer({ min: 0, max: 1500 }), (drawn, more) => {
        const { hours, startedAt, pauses } = of(drawn);
        const first = addBusinessMinutes(hours, startedAt, drawn.targetMinutes, pauses);
        fc.pre(first !== null);
        expect(addBusinessMinutes(hours, first!, more, pauses)).toEqual(
          more === 0
            ? addBusinessMinutes(hours, first!, 0, pauses)
            : addBusinessMinutes(hours, startedAt, drawn.targetMinutes + more, pauses),
        );
      }),
      { numRuns: 500 },
    );
  });
});

/** Found by the properties above: weeks were taken at once from a pause that had ended in the middle of a day. */
test('counts to just after midnight, weeks after a pause that ended at noon', () => {
  const startedAt = new Date('2023-01-10T19:14:00Z');
  const hours: BusinessHours = {
    timeZone: 'Europe/Berlin',
    weekly: { tue: [['00:01', '00:00']], sun: [['09:31', '00:00']] },
  };
  const pauses: ClockPause[] = [
    {
      from: new Date('2023-01-15T08:29:00Z'),
      to: new Date('2023-01-17T10:05:00Z'),
      reason: 'waitingForCustomer',
    },
  ];
  expect(workedMinutes({ hours, startedAt, pauses }, new Date('2023-02-06T23:02:00Z'))).toBe(6487);
});

const at = (text: string) => new Date(`2026-11-20T${text}:00Z`);
const always: BusinessHours = {
  timeZone: 'UTC',
  weekly: Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']]])),
};
const moment = (text: string, status: StatusMoment['status'], isForCustomer = false): StatusMoment => ({
  at: at(text),
  status,
  isForCustomer,
});

describe('pausesOf', () => {
  const resolution = { metric: 'resolution', startedAt: at('10:00') };
  test('pauses the resolution while it is the customer’s turn, and while it is put off for them', () => {
    const story = [
      moment('10:30', 'waiting'),
      moment('11:00', 'open'),
      moment('11:30', 'snoozed', true),
      moment('12:00', 'open'),
      moment('12:30', 'snoozed'),
      moment('13:00', 'open'),
      moment('13:30', 'waiting'),
    ];
    expect(pausesOf(story, resolution, rules)).toEqual([
      { from: at('10:30'), to: at('11:00'), reason: 'waitingForCustomer' },
      { from: at('11:30'), to: at('12:00'), reason: 'snoozedForCustomer' },
      { from: at('13:30'), to: null, reason: 'waitingForCustomer' },
    ]);
  });

  test('never pauses a pick-up, nor an answer because it was called the customer’s turn', () => {
    const story = [moment('10:30', 'waiting'), moment('11:00', 'snoozed', true)];
    expect(pausesOf(story, { ...resolution, metric: 'pickUp' }, rules)).toEqual([]);
    expect(pausesOf(story, { ...resolution, metric: 'nextResponse' }, rules)).toEqual([
      { from: at('11:00'), to: null, reason: 'snoozedForCustomer' },
    ]);
  });

  test('follows the policy', () => {
    const story = [moment('10:30', 'waiting'), moment('11:00', 'snoozed', true)];
    expect(pausesOf(story, resolution, { waitingForCustomer: false, snoozedForCustomer: false })).toEqual([]);
  });

  test('begins with the clock where the conversation stood still before', () => {
    expect(pausesOf([moment('09:00', 'waiting'), moment('10:10', 'open')], resolution, rules)).toEqual([
      { from: at('10:00'), to: at('10:10'), reason: 'waitingForCustomer' },
    ]);
  });

  test('pauses no answer for what was put off before it was asked: until we fetched it is our delay', () => {
    const story = [moment('09:00', 'snoozed', true), moment('10:10', 'open')];
    expect(pausesOf(story, { ...resolution, metric: 'nextResponse' }, rules)).toEqual([]);
  });

  test('takes a snooze that was put off again for one pause', () => {
    const story = [
      moment('10:30', 'snoozed', true),
      moment('11:00', 'snoozed', true),
      moment('12:00', 'open'),
    ];
    expect(pausesOf(story, resolution, rules)).toEqual([
      { from: at('10:30'), to: at('12:00'), reason: 'snoozedForCustomer' },
    ]);
  });
});

describe('clockRun', () => {
  const terms = { hours: always, startedAt: at('10:00'), targetMinutes: 60, warn: {} };
  test('stands still with what was left while a pause lasts', () => {
    const pauses: ClockPause[] = [{ from: at('10:20'), to: null, reason: 'waitingForCustomer' }];
    expect(clockRun({ ...terms, pauses })).toEqual({
      deadlineAt: at('11:00'),
      warnAt: at('10:40'),
      pausedAt: at('10:20'),
    });
  });

  test('does not bring back what ran out before the pause', () => {
    const pauses: ClockPause[] = [{ from: at('11:20'), to: null, reason: 'waitingForCustomer' }];
    expect(clockRun({ ...terms, pauses })).toMatchObject({ deadlineAt: at('11:00'), pausedAt: null });
  });

  test.each([
    ['after a share of the target', { share: 0.5 }, '10:30'],
    ['so many minutes before the end', { minutes: 10 }, '10:50'],
    ['at the earlier of both', { share: 0.5, minutes: 10 }, '10:30'],
    ['with the start where that lies before it', { minutes: 100 }, '10:00'],
  ])('warns %s', (_, warn, expected) => {
    expect(clockRun({ ...terms, warn, pauses: [] }).warnAt).toEqual(at(expected));
  });

  test.each([
    ['in the last third of the target', 60, '2026-11-23T08:10:00Z'],
    ['in the last 15 minutes of it where that is more', 40, '2026-11-20T15:55:00Z'],
  ])('warns without warn points %s, and never while nobody works', (_, targetMinutes, warnAt) => {
    const nineToFive = [['09:00', '17:00']] as const;
    const weekly = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive };
    const hours = { timeZone: 'Europe/Berlin', weekly };
    // On Friday, half an hour before it closes.
    const startedAt = new Date('2026-11-20T15:30:00Z');
    expect(clockRun({ ...terms, hours, startedAt, targetMinutes, pauses: [] }).warnAt).toEqual(
      new Date(warnAt),
    );
  });

  test('is never due where no calendar of four digits reaches', () => {
    const hours = { timeZone: 'UTC', weekly: { mon: [['09:00', '09:01']] as const } };
    const run = clockRun({ ...terms, hours, targetMinutes: 600_000, pauses: [] });
    expect(run).toEqual({ deadlineAt: null, warnAt: null, pausedAt: null });
    expect(clockRun({ ...terms, hours, targetMinutes: 60_000, pauses: [] }).deadlineAt).not.toBeNull();
  });

  test('of a target of zero is due at once, and of a calendar that never opens never', () => {
    expect(clockRun({ ...terms, targetMinutes: 0, pauses: [] }).deadlineAt).toEqual(at('10:00'));
    expect(clockRun({ ...terms, hours: { timeZone: 'UTC', weekly: {} }, pauses: [] })).toEqual({
      deadlineAt: null,
      warnAt: null,
      pausedAt: null,
    });
  });
});
