import { describe, expect, it, test } from '@jest/globals';
import { parseBusinessHours } from './business-time.ts';

const valid = {
  timeZone: 'Europe/Berlin',
  weekly: {
    mon: [['09:00', '17:00']],
    fri: [
      ['22:00', '06:00'],
      ['10:00', '24:00'],
    ],
    sun: [],
  },
  holidays: ['2026-12-25', '2028-02-29'],
  exceptions: { '2026-12-24': [['09:00', '12:00']], '2026-12-31': [] },
};

const faultsOf = (input: unknown) => {
  const parsed = parseBusinessHours(input);
  return parsed.ok ? [] : parsed.faults.map((fault) => `${fault.path}: ${fault.code}`);
};

describe('parseBusinessHours', () => {
  it('takes what the API documents', () => {
    expect(parseBusinessHours(valid)).toEqual({ ok: true, hours: valid });
  });

  it('takes a calendar without holidays and exceptions', () => {
    const parsed = parseBusinessHours({ timeZone: 'UTC', weekly: {} });
    expect(parsed).toEqual({
      ok: true,
      hours: { timeZone: 'UTC', weekly: {}, holidays: [], exceptions: {} },
    });
  });

  it('drops what does not belong there', () => {
    const parsed = parseBusinessHours({ ...valid, colour: 'green' });
    expect(parsed).toEqual({ ok: true, hours: valid });
  });

  test.each([
    ['Mars/Olympus', 'timeZone: not-a-time-zone'],
    ['', 'timeZone: not-a-time-zone'],
    [7, 'timeZone: not-a-time-zone'],
    [undefined, 'timeZone: required'],
  ])('refuses the time zone %j', (timeZone, fault) => {
    expect(faultsOf({ ...valid, timeZone })).toEqual([fault]);
  });

  test.each([
    [['9:00', '17:00']],
    [['09:00', '17:60']],
    [['09:00', '25:00']],
    [['24:00', '06:00']],
    [['09:00', '24:01']],
    [['09:00', '09:00']],
    [['09:00']],
    [['09:00', '10:00', '11:00']],
    [['09:00:00', '10:00']],
    [['09:00', null]],
    [[540, 1020]],
    ['09:00-17:00'],
    [null],
  ])('refuses the span %j', (span) => {
    expect(faultsOf({ ...valid, weekly: { mon: [['08:00', '08:30'], span] } })).toEqual([
      'weekly.mon[1]: not-a-span',
    ]);
  });

  test.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', 'Christmas', '', '2026-12-25T00:00:00Z'])(
    'refuses the date %j',
    (date) => {
      expect(faultsOf({ ...valid, holidays: [date] })).toEqual(['holidays[0]: not-a-date']);
      expect(faultsOf({ ...valid, exceptions: { [date]: [] } })).toEqual([`exceptions.${date}: not-a-date`]);
    },
  );

  it('lists all faults, each with its place', () => {
    const input = {
      timeZone: 'Nowhere',
      weekly: { monday: [], tue: 'closed', wed: [['1', '2']] },
      holidays: '2026-12-25',
      exceptions: { soon: [], '2026-12-24': [['09:00', 'noon']] },
    };
    expect(faultsOf(input)).toEqual([
      'timeZone: not-a-time-zone',
      'weekly.monday: not-a-weekday',
      'weekly.tue: not-a-list',
      'weekly.wed[0]: not-a-span',
      'exceptions.soon: not-a-date',
      'exceptions.2026-12-24[0]: not-a-span',
      'holidays: not-a-list',
    ]);
  });

  test.each([null, undefined, [], 'always', 24])('refuses %j altogether', (input) => {
    expect(faultsOf(input)).toEqual([': required']);
  });

  it('refuses a calendar without a week', () => {
    expect(faultsOf({ timeZone: 'UTC' })).toEqual(['weekly: required']);
    expect(faultsOf({ timeZone: 'UTC', weekly: [] })).toEqual(['weekly: required']);
  });

  it('is not impressed by keys that objects bring along', () => {
    const input: unknown = JSON.parse(
      '{"timeZone":"UTC","weekly":{"__proto__":[["09:00","10:00"]],"constructor":[]}}',
    );
    expect(faultsOf(input)).toEqual(['weekly.__proto__: not-a-weekday', 'weekly.constructor: not-a-weekday']);
  });
});
