import { describe, expect, it, test } from '@jest/globals';
import type { CalendarContent } from '@visavis/shared/api/calendars';
import {
  datesOfMonth,
  isComplete,
  isSame,
  weekdayOf,
  weeklyOfWeek,
  editableWeek,
  withException,
} from './calendar-draft.ts';

const silent: CalendarContent = { timeZone: null, weekly: null, country: null, region: null, exceptions: [] };

describe('a draft of a calendar', () => {
  it('is the same whatever the order in which days and keys stand', () => {
    const span: [string, string] = ['09:00', '17:00'];
    const a = { ...silent, weekly: { mon: [span], tue: [] } };
    const b = { exceptions: [], weekly: { mon: [span] }, timeZone: null, region: null, country: null };
    expect(isSame(a, b)).toBe(true);
    expect(isSame(a, silent)).toBe(false);
  });

  test.each<[string, [string, string], boolean]>([
    ['whole', ['09:00', '17:00'], true],
    ['overnight', ['22:00', '06:00'], true],
    ['until midnight', ['09:00', '24:00'], true],
    ['empty in time', ['09:00', '09:00'], false],
    ['half typed', ['9', '17:00'], false],
    ['beyond the day', ['09:00', '24:01'], false],
  ])('with a span that is %s', (_what, span, expected) => {
    expect(isComplete({ ...silent, weekly: { mon: [span] } })).toBe(expected);
    expect(isComplete({ ...silent, exceptions: [{ date: '2026-01-01', name: '', spans: [span] }] })).toBe(
      expected,
    );
  });

  it('has one exception per date, in their order', () => {
    const day = (date: string) => ({ date, name: date, spans: [] });
    const two = withException([day('2026-12-31')], '2026-12-24', day('2026-12-24'));
    expect(two.map(({ date }) => date)).toEqual(['2026-12-24', '2026-12-31']);
    expect(withException(two, '2026-12-24', null)).toEqual([day('2026-12-31')]);
  });

  it('keeps a week through the editor', () => {
    const weekly = {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ] as [string, string][],
    };
    expect(weeklyOfWeek(editableWeek(weekly))).toEqual(weekly);
    expect(weeklyOfWeek(editableWeek({}))).toEqual({});
  });

  it('knows the months, leap years among them', () => {
    expect(datesOfMonth(2028, 2)).toHaveLength(29);
    expect(datesOfMonth(2026, 2).at(-1)).toBe('2026-02-28');
    expect([weekdayOf('2026-06-04'), weekdayOf('2026-11-22')]).toEqual(['thu', 'sun']);
  });
});
