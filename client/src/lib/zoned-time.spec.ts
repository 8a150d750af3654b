import { describe, expect, it } from '@jest/globals';
import { addDays, instantOf, mondayOf, wallTimeOf } from './zoned-time.ts';

const berlin = 'Europe/Berlin';

describe('a wall clock in a time zone', () => {
  it.each([
    ['2026-11-20', '14:17', '2026-11-20T13:17:00.000Z'],
    ['2026-07-01', '00:00', '2026-06-30T22:00:00.000Z'],
    // Left out in spring: 02:30 is half an hour after three.
    ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    // Twice in autumn: the first.
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s %s in Berlin is %s', (date, time, expected) => {
    expect(new Date(instantOf({ date, time }, berlin)).toISOString()).toBe(expected);
  });

  it('is read back', () => {
    expect(wallTimeOf('2026-11-20T23:30:00Z', berlin)).toEqual({ date: '2026-11-21', time: '00:30' });
    expect(wallTimeOf('2026-11-20T23:30:00Z', 'America/New_York')).toEqual({
      date: '2026-11-20',
      time: '18:30',
    });
  });
});

it('counts days over months and finds Mondays', () => {
  expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
  expect(['2026-11-16', '2026-11-20', '2026-11-22'].map(mondayOf)).toEqual(Array(3).fill('2026-11-16'));
});
