import { describe, expect, test } from '@jest/globals';
import { localTimeOf } from './rule-subject.ts';

describe('localTimeOf', () => {
  test.each([
    ['2026-11-20T10:00:00Z', 'Europe/Berlin', 5, 11 * 60],
    ['2026-11-20T23:30:00Z', 'Europe/Berlin', 6, 30],
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', 1, 30],
    ['2026-11-22T22:30:00Z', 'UTC', 7, 22 * 60 + 30],
    // The clock jumps from two to three, and from three back to two.
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', 7, 3 * 60],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', 7, 2 * 60 + 30],
    ['1969-12-31T23:59:59Z', 'UTC', 3, 23 * 60 + 59],
    ['2026-11-20T10:00:00Z', 'Asia/Kathmandu', 5, 15 * 60 + 45],
  ])('%s in %s is day %d, minute %d', (at, zone, weekday, minutes) => {
    expect(localTimeOf(new Date(at), zone)).toEqual({ weekday, minutes });
  });
});
