import { describe, expect, it, test } from '@jest/globals';
import { addBusinessMinutes, businessMinutesBetween, type Span } from './business-time.ts';
import {
  ALWAYS_OPEN_WEEK,
  NO_HOLIDAYS,
  holidayPlaceOf,
  resolveCalendar,
  specialDays,
  type CalendarPart,
  type HolidaysOf,
} from './resolve-calendar.ts';

const SILENT: CalendarPart = { timeZone: null, weekly: null, country: null, region: null, exceptions: [] };
const part = (given: Partial<CalendarPart>): CalendarPart => ({ ...SILENT, ...given });
const nine: readonly Span[] = [['09:00', '17:00']];
const workdays = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
const closed = (date: string, name = '') => ({ date, name, spans: [] });

/** Two days that everybody keeps, and one of Hesse's own, every year. */
const holidaysOf: HolidaysOf = (country, region, year) =>
  country === 'DE'
    ? [
        { date: `${year}-05-01`, name: 'Maifeiertag' },
        ...(region === 'HE' ? [{ date: `${year}-06-04`, name: 'Fronleichnam' }] : []),
        { date: `${year}-12-25`, name: '1. Weihnachtstag' },
      ]
    : [];
const none: HolidaysOf = () => [];
const years = [2026];

const organisation = part({
  timeZone: 'Europe/Berlin',
  weekly: workdays,
  country: 'DE',
  exceptions: [closed('2026-12-24', 'Heiligabend')],
});

describe('a calendar that nobody filled in', () => {
  it('never closes', () => {
    expect(resolveCalendar([], none, years)).toEqual({
      timeZone: 'UTC',
      weekly: ALWAYS_OPEN_WEEK,
      holidays: [],
      exceptions: {},
    });
    expect(resolveCalendar([SILENT, SILENT], none, years)).toEqual(resolveCalendar([], none, years));
  });
});

describe('the level below', () => {
  it('inherits all that it does not name', () => {
    expect(resolveCalendar([organisation, SILENT, SILENT], holidaysOf, years)).toEqual({
      timeZone: 'Europe/Berlin',
      weekly: workdays,
      holidays: ['2026-05-01', '2026-12-25'],
      exceptions: { '2026-12-24': [] },
    });
  });

  test.each<[string, Partial<CalendarPart>, object]>([
    ['its own time zone', { timeZone: 'Europe/Lisbon' }, { timeZone: 'Europe/Lisbon', weekly: workdays }],
    ['its own week', { weekly: { sat: nine } }, { weekly: { sat: nine }, timeZone: 'Europe/Berlin' }],
    ['a week without any day', { weekly: {} }, { weekly: {} }],
    [
      'the holidays of its region',
      { country: 'DE', region: 'HE' },
      { holidays: ['2026-05-01', '2026-06-04', '2026-12-25'], exceptions: { '2026-12-24': [] } },
    ],
    ['another country', { country: 'FR' }, { holidays: [] }],
    ['no holidays at all', { country: NO_HOLIDAYS }, { holidays: [], exceptions: { '2026-12-24': [] } }],
    [
      'one more day',
      { exceptions: [closed('2026-08-14', 'Betriebsausflug')] },
      { exceptions: { '2026-12-24': [], '2026-08-14': [] } },
    ],
    [
      'other hours on a day that is closed above',
      { exceptions: [{ date: '2026-12-24', name: '', spans: [['09:00', '12:00']] }] },
      { exceptions: { '2026-12-24': [['09:00', '12:00']] } },
    ],
    [
      'an ordinary day where above it is closed',
      { exceptions: [{ date: '2026-12-24', name: '', spans: null }] },
      { exceptions: {} },
    ],
    [
      'an ordinary day where there is a holiday',
      { exceptions: [{ date: '2026-05-01', name: '', spans: null }] },
      { holidays: ['2026-12-25'] },
    ],
    [
      'hours on a holiday',
      { exceptions: [{ date: '2026-05-01', name: '', spans: [['10:00', '14:00']] }] },
      { holidays: ['2026-12-25'], exceptions: { '2026-05-01': [['10:00', '14:00']], '2026-12-24': [] } },
    ],
    [
      'a holiday that the law moved',
      {
        exceptions: [
          { date: '2026-05-01', name: '', spans: null },
          closed('2026-05-04', 'Maifeiertag (verlegt)'),
        ],
      },
      { holidays: ['2026-12-25'], exceptions: { '2026-05-04': [], '2026-12-24': [] } },
    ],
  ])('has %s', (_what, given, expected) => {
    expect(resolveCalendar([organisation, part(given)], holidaysOf, years)).toMatchObject(expected);
  });

  it('wins over two levels above it, and the middle one over the outermost', () => {
    const team = part({
      weekly: { mon: nine },
      exceptions: [closed('2026-07-01'), { date: '2026-12-24', name: '', spans: null }],
    });
    const channel = part({ exceptions: [{ date: '2026-07-01', name: '', spans: nine }] });
    expect(resolveCalendar([organisation, team, channel], holidaysOf, years)).toMatchObject({
      weekly: { mon: nine },
      exceptions: { '2026-07-01': nine },
    });
  });

  it('names the region of its own country only', () => {
    const hesse = part({ country: 'DE', region: 'HE' });
    expect(holidayPlaceOf([hesse, SILENT])).toEqual({ country: 'DE', region: 'HE' });
    expect(holidayPlaceOf([hesse, part({ country: 'FR' })])).toEqual({ country: 'FR', region: null });
    expect(holidayPlaceOf([hesse, part({ country: NO_HOLIDAYS })])).toBeNull();
  });
});

describe('special days', () => {
  it('tell who says so, and what holiday it is', () => {
    const team = part({ exceptions: [{ date: '2026-05-01', name: '', spans: null }] });
    expect(specialDays([organisation, team], holidaysOf, years)).toEqual([
      { date: '2026-05-01', name: 'Maifeiertag', spans: null, from: 1, holiday: 'Maifeiertag' },
      { date: '2026-12-24', name: 'Heiligabend', spans: [], from: 0, holiday: null },
      {
        date: '2026-12-25',
        name: '1. Weihnachtstag',
        spans: [],
        from: 'holiday',
        holiday: '1. Weihnachtstag',
      },
    ]);
  });

  it('are looked up for the years that somebody asks for, and no others', () => {
    expect(resolveCalendar([organisation], holidaysOf, [2026, 2027]).holidays).toEqual([
      '2026-05-01',
      '2026-12-25',
      '2027-05-01',
      '2027-12-25',
    ]);
    expect(resolveCalendar([organisation], holidaysOf, []).holidays).toEqual([]);
  });
});

describe('hours that were inherited', () => {
  const hours = resolveCalendar(
    [organisation, part({ weekly: { fri: nine, mon: nine } })],
    holidaysOf,
    years,
  );

  it('count across a weekend', () => {
    expect(addBusinessMinutes(hours, new Date('2026-11-20T18:30:00Z'), 15)).toEqual(
      new Date('2026-11-23T08:15:00Z'),
    );
  });

  test.each([
    ['skips an hour', '2026-03-28T12:00:00Z', 23 * 60],
    ['repeats an hour', '2026-10-24T12:00:00Z', 25 * 60],
  ])('last as long as the Sunday does whose night %s', (_what, saturday, minutes) => {
    const sundays = part({ timeZone: 'Europe/Berlin', weekly: { sun: [['00:00', '24:00']] } });
    const sunday = resolveCalendar([sundays, SILENT], none, years);
    const monday = new Date(Date.parse(saturday) + 48 * 3_600_000);
    expect(businessMinutesBetween(sunday, new Date(saturday), monday)).toBe(minutes);
  });

  it('run past midnight out of an ordinary day, and not out of a holiday', () => {
    const night = part({ timeZone: 'Europe/Berlin', weekly: { thu: [['22:00', '06:00']] }, country: 'DE' });
    const nights = resolveCalendar([night, SILENT], holidaysOf, years);
    const between = (from: string, to: string) =>
      businessMinutesBetween(nights, new Date(from), new Date(to));
    expect(between('2026-04-30T12:00:00Z', '2026-05-01T12:00:00Z')).toBe(8 * 60);
    expect(between('2026-12-24T12:00:00Z', '2026-12-25T12:00:00Z')).toBe(8 * 60);
    const closing = part({ exceptions: [closed('2026-12-24')] });
    const quiet = resolveCalendar([night, closing], holidaysOf, years);
    expect(
      businessMinutesBetween(quiet, new Date('2026-12-24T12:00:00Z'), new Date('2026-12-25T12:00:00Z')),
    ).toBe(0);
  });

  it('stand still on a holiday of the region', () => {
    const hesse = part({ country: 'DE', region: 'HE' });
    const from = new Date('2026-06-03T14:30:00Z');
    expect(addBusinessMinutes(resolveCalendar([organisation], holidaysOf, years), from, 60)).toEqual(
      new Date('2026-06-04T07:30:00Z'),
    );
    expect(addBusinessMinutes(resolveCalendar([organisation, hesse], holidaysOf, years), from, 60)).toEqual(
      new Date('2026-06-05T07:30:00Z'),
    );
  });
});
