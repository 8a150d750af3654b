import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessMinutes, businessMinutesBetween, type BusinessHours } from './business-time.ts';
import { openStretches, workLeftMs, workTime } from './work-time.ts';

const NINE_TO_FIVE = [['09:00', '17:00']] as const;
const office: BusinessHours = {
  timeZone: 'Europe/Berlin',
  weekly: { mon: NINE_TO_FIVE, tue: NINE_TO_FIVE, wed: NINE_TO_FIVE, thu: NINE_TO_FIVE, fri: NINE_TO_FIVE },
};
/** Friday 20 to Monday 23 November 2026, in Berlin. */
const friday = (time: string) => new Date(`2026-11-20T${time}:00+01:00`);
const monday = (time: string) => new Date(`2026-11-23T${time}:00+01:00`);
const MINUTE = 60_000;

describe('what a clock has left', () => {
  // Posted on Friday 16:30 with an hour: half of it is left on Monday.
  const clock = { hours: office, targetMinutes: 60, deadlineAt: monday('09:30') };

  test.each([
    ['before the end of the day', friday('16:50'), 40],
    ['in the night, when nobody works', friday('23:00'), 30],
    ['on Monday before anybody came', monday('08:00'), 30],
    ['on Monday', monday('09:10'), 20],
    ['at the deadline', monday('09:30'), 0],
    ['after it, by how much it is over', monday('09:45'), -15],
    ['long after it, no night counted', new Date('2026-11-24T09:15:00+01:00'), -(7.5 * 60 + 15)],
  ])('is counted in open time: %s', (_, now, minutes) => {
    expect(workTime(clock, now)).toMatchObject({ minutes, targetMinutes: 60, asOf: now.toISOString() });
  });

  it('goes on by itself while it is open, and only then', () => {
    const work = workTime(clock, friday('16:50'))!;
    const leftAt = (now: Date) => workLeftMs(work, now.getTime()) / MINUTE;
    expect([friday('16:55'), friday('20:00'), monday('09:10'), monday('09:40')].map(leftAt)).toEqual([
      35, 30, 20, -10,
    ]);
  });

  it('stands still in a pause', () => {
    const work = workTime({ ...clock, pausedAt: friday('16:40') }, monday('12:00'))!;
    expect([work.minutes, work.open]).toEqual([50, []]);
  });

  it('is what was needed once it was met, late or in time', () => {
    expect(workTime({ ...clock, metAt: monday('09:10') }, monday('15:00'))).toMatchObject({ minutes: 40 });
    expect(workTime({ ...clock, metAt: monday('09:45') }, monday('15:00'))).toMatchObject({ minutes: 75 });
  });

  it('is nothing of its own where nobody ever closes', () => {
    const always = { ...office, weekly: Object.fromEntries(DAYS.map((day) => [day, [['00:00', '24:00']]])) };
    const hours = always as unknown as BusinessHours;
    expect(workTime({ ...clock, hours }, monday('09:00'))).toBeUndefined();
    expect(
      workTime({ ...clock, hours: { ...hours, holidays: ['2026-11-23'] } }, monday('09:00')),
    ).toBeDefined();
  });
});

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

describe('open stretches', () => {
  it('unite a night that goes on the next morning, and leave out what is closed', () => {
    const hours: BusinessHours = {
      timeZone: 'UTC',
      weekly: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']], wed: [['22:00', '06:00']] },
      holidays: ['2026-11-25'],
    };
    const week = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-12-07T00:00:00Z') };
    expect(openStretches(hours, week, 10).slice(0, 3)).toEqual([
      { from: new Date('2026-11-23T22:00:00Z'), to: new Date('2026-11-24T06:00:00Z') },
      { from: new Date('2026-11-30T22:00:00Z'), to: new Date('2026-12-01T06:00:00Z') },
      { from: new Date('2026-12-02T22:00:00Z'), to: new Date('2026-12-03T06:00:00Z') },
    ]);
    expect(openStretches(hours, week, 2)).toHaveLength(2);
  });

  it('end where a calendar that never opens has none', () => {
    const never: BusinessHours = { timeZone: 'UTC', weekly: {} };
    const all = { from: new Date(0), to: new Date('2030-01-01T00:00:00Z') };
    expect(openStretches(never, all, 5)).toEqual([]);
  });

  it('last as long as the open time between the same instants, in every zone and over every change of clocks', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }));
    const two = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
    const spans = fc.array(
      times.filter(([opens, closes]) => opens !== closes),
      { maxLength: 2 },
    );
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const instant = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zone, fc.array(spans, { minLength: 7, maxLength: 7 }), instant, (timeZone, week, from) => {
        const weekly = Object.fromEntries(
          DAYS.map((day, at) => [day, (week[at] ?? []).map(([opens, closes]) => [two(opens), two(closes)])]),
        );
        const hours = { timeZone, weekly } as unknown as BusinessHours;
        const to = new Date(from.getTime() + 20 * 86_400_000);
        const sum = openStretches(hours, { from, to }, 100).reduce(
          (all, stretch) => all + (stretch.to.getTime() - stretch.from.getTime()),
          0,
        );
        expect(sum / MINUTE).toBeCloseTo(businessMinutesBetween(hours, from, to), 6);
      }),
      { numRuns: 200 },
    );
  });

  it('agree with the deadline: what is left at any moment ends there', () => {
    const deadlineAt = addBusinessMinutes(office, friday('16:30'), 600)!;
    const work = workTime({ hours: office, targetMinutes: 600, deadlineAt }, friday('16:30'))!;
    expect(workLeftMs(work, deadlineAt.getTime())).toBe(0);
  });
});
