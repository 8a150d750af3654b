import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { nextMailing } from './next-mailing.ts';

const next = (after: string, every: 'day' | 'week' | 'month', timeZone = 'Europe/Berlin') =>
  nextMailing(new Date(after), every, timeZone).toISOString();

describe('a report is mailed at seven', () => {
  test.each([
    ['the same day, before seven', 'day', '2026-11-20T05:59:59Z', '2026-11-20T06:00:00.000Z'],
    ['the next day, from seven on', 'day', '2026-11-20T06:00:00Z', '2026-11-21T06:00:00.000Z'],
    ['on Monday', 'week', '2026-11-20T10:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['on the Monday after, on a Monday', 'week', '2026-11-23T06:00:00Z', '2026-11-30T06:00:00.000Z'],
    ['on the first', 'month', '2026-11-20T10:00:00Z', '2026-12-01T06:00:00.000Z'],
    ['on the first of a year', 'month', '2026-12-01T06:00:00Z', '2027-01-01T06:00:00.000Z'],
    ['of summer time', 'day', '2026-03-28T12:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['of winter time again', 'day', '2026-10-24T12:00:00Z', '2026-10-25T06:00:00.000Z'],
  ] as const)('%s', (_when, every, after, at) => {
    expect(next(after, every)).toBe(at);
  });

  it('by the organisation’s clock', () => {
    expect(next('2026-11-20T10:00:00Z', 'day', 'Asia/Tokyo')).toBe('2026-11-20T22:00:00.000Z');
    expect(next('2026-11-20T10:00:00Z', 'day', 'America/New_York')).toBe('2026-11-20T12:00:00.000Z');
  });

  it('and never at or before the moment from which it is asked', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    const instant = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.constantFrom('day', 'week', 'month'), zones, (after, every, zone) => {
        const at = nextMailing(after, every, zone);
        const days = { day: 1, week: 7, month: 31 }[every];
        expect(at.getTime()).toBeGreaterThan(after.getTime());
        expect(at.getTime() - after.getTime()).toBeLessThanOrEqual((days * 24 + 2) * 3_600_000);
      }),
    );
  });
});
