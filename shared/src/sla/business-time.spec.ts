import { describe, expect, it, test } from '@jest/globals';
import { addBusinessMinutes, businessMinutesBetween } from './business-time.ts';
import type { BusinessHours, Pause, Span } from './business-time.ts';

const at = (iso: string) => new Date(iso);
const due = (hours: BusinessHours, startedAt: string, minutes: number, pauses?: Pause[]) =>
  addBusinessMinutes(hours, at(startedAt), minutes, pauses)?.toISOString() ?? null;
const worked = (hours: BusinessHours, from: string, until: string, pauses?: Pause[]) =>
  businessMinutesBetween(hours, at(from), at(until), pauses);

const everyDay = (...spans: Span[]) => ({
  mon: spans,
  tue: spans,
  wed: spans,
  thu: spans,
  fri: spans,
  sat: spans,
  sun: spans,
});
const officeWeek = (...spans: Span[]) => ({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans });
const berlin = (weekly: BusinessHours['weekly'], rest: Partial<BusinessHours> = {}): BusinessHours => ({
  timeZone: 'Europe/Berlin',
  weekly,
  holidays: [],
  ...rest,
});
const always = (timeZone: string): BusinessHours => ({
  timeZone,
  weekly: everyDay(['00:00', '24:00']),
  holidays: [],
});

// 2026-11-20 is a Friday; Berlin is an hour ahead of UTC in winter.
const office = berlin(officeWeek(['09:00', '17:00']));

describe('an ordinary week', () => {
  test.each([
    ['within one span', '2026-11-20T09:00:00.000Z', 60, '2026-11-20T10:00:00.000Z'],
    ['over the weekend', '2026-11-20T15:30:00.000Z', 60, '2026-11-23T08:30:00.000Z'],
    ['from before opening', '2026-11-20T03:00:00.000Z', 60, '2026-11-20T09:00:00.000Z'],
    ['from a Sunday', '2026-11-22T12:00:00.000Z', 1, '2026-11-23T08:01:00.000Z'],
    ['used up exactly at closing', '2026-11-20T08:00:00.000Z', 480, '2026-11-20T16:00:00.000Z'],
    [
      'a millisecond beyond closing',
      '2026-11-20T08:00:00.000Z',
      480 + 1 / 60_000,
      '2026-11-23T08:00:00.001Z',
    ],
    ['started at closing', '2026-11-20T16:00:00.000Z', 1, '2026-11-23T08:01:00.000Z'],
    [
      'three whole weeks, at the closing of the last',
      '2026-11-23T08:00:00.000Z',
      3 * 2400,
      '2026-12-11T16:00:00.000Z',
    ],
    ['fractions of minutes', '2026-11-20T09:00:00.000Z', 0.5, '2026-11-20T09:00:30.000Z'],
    ['a millisecond', '2026-11-20T09:00:00.000Z', 1 / 60_000, '2026-11-20T09:00:00.001Z'],
    ['a start with milliseconds', '2026-11-20T15:59:59.250Z', 1, '2026-11-23T08:00:59.250Z'],
  ])('%s', (_, startedAt, minutes, expected) => {
    expect(due(office, startedAt, minutes)).toBe(expected);
    expect(worked(office, startedAt, expected)).toBe(minutes);
  });

  test.each([
    ['while open: the start itself', '2026-11-20T09:00:00.000Z', '2026-11-20T09:00:00.000Z'],
    ['at opening', '2026-11-20T08:00:00.000Z', '2026-11-20T08:00:00.000Z'],
    ['at closing: the next opening', '2026-11-20T16:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['while closed', '2026-11-21T12:00:00.000Z', '2026-11-23T08:00:00.000Z'],
  ])('zero minutes %s', (_, startedAt, expected) => {
    expect(due(office, startedAt, 0)).toBe(expected);
  });

  it('counts nothing when the end is not after the start', () => {
    expect(worked(office, '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z')).toBe(0);
    expect(worked(office, '2026-11-20T10:00:00Z', '2026-11-20T09:00:00Z')).toBe(0);
    expect(worked(office, '2026-11-20T10:00:00Z', '2016-11-20T09:00:00Z')).toBe(0);
  });

  it('counts a closed weekend as nothing, and a whole week as its spans', () => {
    expect(worked(office, '2026-11-20T16:00:00Z', '2026-11-23T08:00:00Z')).toBe(0);
    expect(worked(office, '2026-11-18T12:00:00Z', '2026-11-25T12:00:00Z')).toBe(2400);
    expect(worked(office, '2026-11-18T12:00:00.000Z', '2026-11-18T12:00:00.123Z')).toBe(123 / 60_000);
  });

  it('refuses what is neither a target nor an instant', () => {
    expect(() => due(office, '2026-11-20T10:00:00Z', -1)).toThrow(RangeError);
    expect(() => due(office, '2026-11-20T10:00:00Z', Number.NaN)).toThrow(RangeError);
    expect(() => due(office, 'yesterday', 1)).toThrow(RangeError);
    expect(() => worked(office, '2026-11-20T10:00:00Z', 'tomorrow')).toThrow(RangeError);
  });
});

describe('several spans a day', () => {
  const split = berlin(officeWeek(['13:00', '17:00'], ['09:00', '12:00']));

  it('takes them in order, however they are listed', () => {
    expect(due(split, '2026-11-20T10:30:00Z', 60)).toBe('2026-11-20T12:30:00.000Z');
    expect(due(split, '2026-11-20T08:00:00Z', 180)).toBe('2026-11-20T11:00:00.000Z');
    expect(due(split, '2026-11-20T11:00:00Z', 0)).toBe('2026-11-20T12:00:00.000Z');
  });

  it('counts overlapping spans once, and touching ones without a gap', () => {
    const overlapping = berlin(
      officeWeek(['09:00', '13:00'], ['12:00', '15:00'], ['15:00', '17:00'], ['10:00', '11:00']),
    );
    expect(worked(overlapping, '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')).toBe(480);
    expect(due(overlapping, '2026-11-20T08:00:00Z', 480)).toBe('2026-11-20T16:00:00.000Z');
  });
});

describe('spans past midnight', () => {
  const nights = berlin({ fri: [['22:00', '06:00']] });

  it('belong to the day on which they open', () => {
    expect(due(nights, '2026-11-20T20:00:00Z', 480)).toBe('2026-11-21T05:00:00.000Z');
    expect(due(nights, '2026-11-21T01:00:00Z', 0)).toBe('2026-11-21T01:00:00.000Z');
    expect(due(nights, '2026-11-21T05:00:00Z', 0)).toBe('2026-11-27T21:00:00.000Z');
    expect(worked(nights, '2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z')).toBe(300);
  });

  it('go on into a holiday, and are gone when their own date is one', () => {
    const saturdayOff = berlin({ fri: [['22:00', '06:00']] }, { holidays: ['2026-11-21'] });
    const fridayOff = berlin({ fri: [['22:00', '06:00']] }, { holidays: ['2026-11-20'] });
    expect(worked(saturdayOff, '2026-11-20T00:00:00Z', '2026-11-23T00:00:00Z')).toBe(480);
    expect(worked(fridayOff, '2026-11-20T00:00:00Z', '2026-11-23T00:00:00Z')).toBe(0);
  });

  it('are united with what opens on the next day', () => {
    const both = berlin({ fri: [['22:00', '06:00']], sat: [['04:00', '08:00']] });
    expect(worked(both, '2026-11-20T00:00:00Z', '2026-11-23T00:00:00Z')).toBe(600);
  });

  it('end at midnight when they are written so', () => {
    const evening = berlin({ fri: [['22:00', '24:00']] });
    const sameEvening = berlin({ fri: [['22:00', '00:00']] });
    expect(due(evening, '2026-11-20T20:00:00Z', 120)).toBe('2026-11-20T23:00:00.000Z');
    expect(due(sameEvening, '2026-11-20T20:00:00Z', 120)).toBe('2026-11-20T23:00:00.000Z');
  });
});

describe('holidays and exceptions', () => {
  const spans: Span[] = [['09:00', '17:00']];

  it('closes a holiday', () => {
    const hours = berlin(officeWeek(...spans), { holidays: ['2026-12-25'] });
    expect(due(hours, '2026-12-24T15:00:00Z', 120)).toBe('2026-12-28T09:00:00.000Z');
  });

  it('lets an exception win over a holiday', () => {
    const hours = berlin(officeWeek(...spans), {
      holidays: ['2026-12-24'],
      exceptions: { '2026-12-24': [['09:00', '12:00']] },
    });
    expect(worked(hours, '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z')).toBe(180);
  });

  it('replaces the whole day, on a day that is otherwise closed as well', () => {
    const hours = berlin(officeWeek(...spans), {
      exceptions: {
        '2026-11-20': [['20:00', '21:00']],
        '2026-11-21': [['10:00', '11:00']],
        '2026-11-23': [],
      },
    });
    expect(due(hours, '2026-11-20T08:00:00Z', 60)).toBe('2026-11-20T20:00:00.000Z');
    expect(due(hours, '2026-11-20T08:00:00Z', 120)).toBe('2026-11-21T10:00:00.000Z');
    expect(due(hours, '2026-11-20T08:00:00Z', 121)).toBe('2026-11-24T08:01:00.000Z');
  });

  it('goes by the date of the zone, not of UTC', () => {
    const auckland: BusinessHours = { ...always('Pacific/Auckland'), holidays: ['2026-07-01'] };
    expect(due(auckland, '2026-06-30T11:59:00Z', 2)).toBe('2026-07-01T12:01:00.000Z');
  });
});

describe('pauses', () => {
  const pause = (from: string, to?: string): Pause => ({
    from: at(from),
    ...(to === undefined ? {} : { to: at(to) }),
  });

  it('are cut out, once where they overlap', () => {
    const pauses = [
      pause('2026-11-20T10:30:00Z', '2026-11-20T11:30:00Z'),
      pause('2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'),
      pause('2026-11-20T11:30:00Z', '2026-11-20T11:40:00Z'),
    ];
    expect(due(office, '2026-11-20T09:00:00Z', 90, pauses)).toBe('2026-11-20T12:10:00.000Z');
    expect(worked(office, '2026-11-20T09:00:00Z', '2026-11-20T12:10:00Z', pauses)).toBe(90);
  });

  it('do not count while closed anyway', () => {
    const pauses = [pause('2026-11-20T15:30:00Z', '2026-11-23T08:30:00Z')];
    expect(due(office, '2026-11-20T15:00:00Z', 60, pauses)).toBe('2026-11-23T09:00:00.000Z');
  });

  it('move the first open instant, and leave a target due where they begin', () => {
    const pauses = [pause('2026-11-20T09:00:00Z', '2026-11-20T09:10:00.500Z')];
    expect(due(office, '2026-11-20T09:00:00Z', 0, pauses)).toBe('2026-11-20T09:10:00.500Z');
    expect(due(office, '2026-11-20T08:00:00Z', 60, pauses)).toBe('2026-11-20T09:00:00.000Z');
  });

  it('last when they have no end', () => {
    const pauses = [pause('2026-11-20T10:00:00Z')];
    expect(due(office, '2026-11-20T09:00:00Z', 60, pauses)).toBe('2026-11-20T10:00:00.000Z');
    expect(due(office, '2026-11-20T09:00:00Z', 61, pauses)).toBeNull();
    expect(due(office, '2026-11-20T10:00:00Z', 0, pauses)).toBeNull();
    expect(worked(office, '2026-11-20T09:00:00Z', '2030-01-01T00:00:00Z', pauses)).toBe(60);
    const swallowed = [pause('2026-11-20T10:00:00Z'), pause('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z')];
    expect(due(office, '2026-11-20T09:00:00Z', 61, swallowed)).toBeNull();
  });

  it('are nothing when they end before they begin', () => {
    const pauses = [
      pause('2026-11-20T10:00:00Z', '2026-11-20T09:00:00Z'),
      pause('2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z'),
    ];
    expect(due(office, '2026-11-20T09:00:00Z', 120, pauses)).toBe('2026-11-20T11:00:00.000Z');
  });

  it('may last for decades, or come in thousands', () => {
    expect(
      due(office, '2026-11-20T09:00:00Z', 60, [pause('2026-11-20T09:30:00Z', '2056-11-20T09:30:00Z')]),
    ).toBe('2056-11-20T10:00:00.000Z');
    const start = at('2026-11-20T00:00:00Z').getTime();
    const minutes = Array.from({ length: 5000 }, (_, index) => ({
      from: new Date(start + index * 120_000),
      to: new Date(start + index * 120_000 + 60_000),
    }));
    expect(worked(always('UTC'), '2026-11-20T00:00:00Z', '2026-11-26T22:40:00Z', minutes)).toBe(5000);
  });
});

describe('nights on which clocks change', () => {
  // Berlin: 2026-03-29 02:00 becomes 03:00 at 01:00 UTC; 2026-10-25 03:00 becomes 02:00 at 01:00 UTC.
  const onSunday = (...spans: Span[]) => berlin({ sun: spans });

  test.each([
    ['a spring day lasts 23 hours', [['00:00', '24:00']], '2026-03-29', 23 * 60],
    ['an autumn day lasts 25 hours', [['00:00', '24:00']], '2026-10-25', 25 * 60],
    ['a spring night shift loses an hour', [['01:00', '06:00']], '2026-03-29', 4 * 60],
    ['an autumn night shift gains an hour', [['01:00', '06:00']], '2026-10-25', 6 * 60],
    ['opening within the gap opens at the jump', [['02:30', '04:00']], '2026-03-29', 60],
    ['closing within the gap closes at the jump', [['01:00', '02:30']], '2026-03-29', 60],
    ['a span within the gap does not exist', [['02:10', '02:50']], '2026-03-29', 0],
    ['opening at an hour that comes twice opens the first time', [['02:30', '04:00']], '2026-10-25', 150],
    ['closing at an hour that comes twice closes the first time', [['01:00', '02:30']], '2026-10-25', 90],
    [
      'neighbouring spans meet at the hour that comes twice',
      [
        ['00:00', '02:30'],
        ['02:30', '24:00'],
      ],
      '2026-10-25',
      1500,
    ],
  ] as [string, Span[], string, number][])('%s', (_, spans, date, minutes) => {
    const midnight = at(`${date}T00:00:00Z`).getTime();
    const from = new Date(midnight - 12 * 3_600_000).toISOString();
    const until = new Date(midnight + 36 * 3_600_000).toISOString();
    expect(worked(onSunday(...spans), from, until)).toBe(minutes);
  });

  test.each([
    ['spring, Saturday evening', '2026-03-28T20:00:00Z', 480, '2026-03-29T06:00:00.000Z'],
    [
      'spring, used up at the closing of the short night',
      '2026-03-28T20:00:00Z',
      420,
      '2026-03-29T04:00:00.000Z',
    ],
    [
      'autumn, used up at the closing of the long night',
      '2026-10-24T19:00:00Z',
      540,
      '2026-10-25T05:00:00.000Z',
    ],
  ])('a span past midnight: %s', (_, startedAt, minutes, expected) => {
    const nights = berlin({ sat: [['22:00', '06:00']], sun: [['07:00', '08:00']] });
    expect(due(nights, startedAt, minutes)).toBe(expected);
  });

  test.each([
    // Midnight itself is jumped over (00:00 becomes 01:00).
    ['Africa/Cairo', '2026-04-24', 23 * 60],
    // Midnight comes twice (01:00 becomes 00:00).
    ['America/Havana', '2026-11-01', 25 * 60],
    // The hour before midnight comes twice.
    ['America/Santiago', '2026-04-04', 25 * 60],
    // Half an hour.
    ['Australia/Lord_Howe', '2026-04-05', 24.5 * 60],
    ['Australia/Lord_Howe', '2026-10-04', 23.5 * 60],
    // The date that Samoa skipped, and its neighbours.
    ['Pacific/Apia', '2011-12-29', 24 * 60],
    ['Pacific/Apia', '2011-12-30', 0],
    ['Pacific/Apia', '2011-12-31', 24 * 60],
    // Local mean time, with seconds.
    ['Europe/Amsterdam', '1900-05-05', 24 * 60],
  ])('in %s %s lasts %i minutes', (timeZone, date, minutes) => {
    const onlyThatDay: BusinessHours = { timeZone, weekly: {}, exceptions: { [date]: [['00:00', '24:00']] } };
    const noon = at(`${date}T12:00:00Z`).getTime();
    expect(businessMinutesBetween(onlyThatDay, new Date(noon - 4e8), new Date(noon + 4e8))).toBe(minutes);
  });

  it.each([
    'Europe/Berlin',
    'America/Havana',
    'America/St_Johns',
    'Pacific/Apia',
    'Africa/Casablanca',
    'UTC',
    'Asia/Kathmandu',
  ])('is open all the time in %s when it is open every day', (timeZone) => {
    expect(worked(always(timeZone), '1985-02-03T04:05:06.007Z', '2045-02-03T04:05:06.007Z')).toBe(
      (Date.UTC(2045, 0) - Date.UTC(1985, 0)) / 60_000,
    );
  });
});

describe('calendars that hardly open', () => {
  it('recognises one that never opens', () => {
    expect(due(berlin({}), '2026-11-20T10:00:00Z', 0)).toBeNull();
    expect(due(berlin({ mon: [] }, { holidays: ['2026-11-23'] }), '2026-11-20T10:00:00Z', 1)).toBeNull();
    expect(worked(berlin({}), '2026-11-20T10:00:00Z', '9999-11-20T10:00:00Z')).toBe(0);
  });

  it('finds a single exception years ahead, and knows that nothing follows it', () => {
    const hours = berlin(
      {},
      { exceptions: { '9998-05-04': [['10:00', '11:00']], '2020-01-01': [['10:00', '11:00']] } },
    );
    expect(due(hours, '2026-11-20T10:00:00Z', 0)).toBe('9998-05-04T08:00:00.000Z');
    expect(due(hours, '2026-11-20T10:00:00Z', 60)).toBe('9998-05-04T09:00:00.000Z');
    expect(due(hours, '2026-11-20T10:00:00Z', 61)).toBeNull();
  });

  it('gets through decades of closed days', () => {
    const start = Date.UTC(2026, 10, 20);
    const holidays = Array.from({ length: 20_000 }, (_, day) =>
      new Date(start + day * 86_400_000).toISOString().slice(0, 10),
    );
    const hours = berlin(everyDay(['09:00', '17:00']), { holidays });
    expect(due(hours, '2026-11-20T10:00:00Z', 0)).toBe('2081-08-23T07:00:00.000Z');
  });

  it('answers null when the end of time comes first', () => {
    expect(due(office, '2026-11-20T10:00:00Z', Number.MAX_VALUE)).toBeNull();
    expect(due(office, '+275760-09-13T00:00:00.000Z', 0)).toBeNull();
  });
});
