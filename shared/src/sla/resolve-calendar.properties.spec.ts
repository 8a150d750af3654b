import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessMinutes, businessMinutesBetween, weekdays, type Span } from './business-time.ts';
import { NO_HOLIDAYS, resolveCalendar, type CalendarPart, type HolidaysOf } from './resolve-calendar.ts';

const holidaysOf: HolidaysOf = (country, _region, year) =>
  ['01-01', '03-29', '10-25', '12-25'].map((day) => ({ date: `${year}-${day}`, name: `${country} ${day}` }));
const years = [2026, 2027];

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
/** Overnight spans among them. */
const span: fc.Arbitrary<Span> = fc.tuple(time, time).filter(([from, to]) => from !== to);
const spans = fc.array(span, { maxLength: 3 });
const date = fc
  .integer({ min: 0, max: 720 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const part: fc.Arbitrary<CalendarPart> = fc.record({
  timeZone: fc.option(
    fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'),
  ),
  weekly: fc.option(fc.dictionary(fc.constantFrom(...weekdays), spans)),
  country: fc.option(fc.constantFrom('DE', 'FR', NO_HOLIDAYS)),
  region: fc.constant(null),
  exceptions: fc.uniqueArray(fc.record({ date, name: fc.constant(''), spans: fc.option(spans) }), {
    selector: (exception) => exception.date,
    maxLength: 6,
  }),
});
const chain = fc.array(part, { maxLength: 3 });
const silent: CalendarPart = { timeZone: null, weekly: null, country: null, region: null, exceptions: [] };

describe('resolved calendars', () => {
  test('do not change by a level that says nothing, wherever it stands', () => {
    fc.assert(
      fc.property(chain, fc.nat(3), (levels, at) => {
        const more = levels.toSpliced(Math.min(at, levels.length), 0, silent);
        expect(resolveCalendar(more, holidaysOf, years)).toEqual(resolveCalendar(levels, holidaysOf, years));
      }),
    );
  });

  test('follow the innermost level that says something about a date', () => {
    fc.assert(
      fc.property(chain, date, (levels, day) => {
        const { holidays = [], exceptions = {} } = resolveCalendar(levels, holidaysOf, years);
        const said = levels.findLast((level) => level.exceptions.some((each) => each.date === day));
        const own = said?.exceptions.find((each) => each.date === day);
        const country = levels.findLast((level) => level.country !== null)?.country ?? NO_HOLIDAYS;
        const isHoliday =
          country !== NO_HOLIDAYS &&
          years.some((year) => holidaysOf(country, null, year).some((each) => each.date === day));
        if (own === undefined)
          expect([holidays.includes(day), exceptions[day]]).toEqual([isHoliday, undefined]);
        else expect([holidays.includes(day), exceptions[day]]).toEqual([false, own.spans ?? undefined]);
      }),
    );
  });

  test('agree with themselves: what is added is what lies between', () => {
    const start = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-06-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(chain, start, fc.integer({ min: 0, max: 20_000 }), (levels, from, minutes) => {
        const hours = resolveCalendar(levels, holidaysOf, years);
        const due = addBusinessMinutes(hours, from, minutes);
        if (due !== null) expect(businessMinutesBetween(hours, from, due)).toBeCloseTo(minutes, 6);
      }),
    );
  });
});
