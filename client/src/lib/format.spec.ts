import { describe, expect, it } from '@jest/globals';
import {
  age,
  answerTime,
  calendarDay,
  count,
  dayName,
  duration,
  firstName,
  percent,
  workDuration,
} from './format.ts';

const MINUTE = 60_000;

describe('a length of time', () => {
  it.each([
    [11 * MINUTE, '11 Min', '11 min'],
    [82 * MINUTE, '1:22 Std', '1:22 h'],
    [60 * MINUTE, '1:00 Std', '1:00 h'],
    [59 * MINUTE + 59_999, '59 Min', '59 min'],
    [3 * 24 * 60 * MINUTE, '3 T', '3 d'],
  ])('of %d ms is %s', (ms, de, en) => {
    expect(duration(ms, 'de')).toBe(de);
    expect(duration(ms, 'en')).toBe(en);
  });

  it('counts seconds under two minutes when asked', () => {
    expect(duration(40_000, 'de', true)).toBe('40 s');
    expect(duration(65_000, 'de', true)).toBe('1:05 Min');
    expect(duration(2 * MINUTE, 'de', true)).toBe('2 Min');
  });

  it('says how long it is over just as it says how long is left', () => {
    expect(duration(-6 * MINUTE, 'de')).toBe('6 Min');
  });

  it('is told in hours where it is working time, because a day of that is no day', () => {
    expect(workDuration(90 * MINUTE, 'de')).toBe('1:30 Std');
    expect(workDuration(-48 * 60 * MINUTE, 'de')).toBe('48 Std');
    expect(workDuration(40_000, 'de', true)).toBe('40 s');
  });
});

describe('a day', () => {
  it('is its name within a week, its date beyond', () => {
    expect(dayName('2026-11-26', '2026-11-21', 'de')).toBe('Donnerstag');
    expect(dayName('2026-11-26', '2026-11-21', 'en')).toBe('Thursday');
    expect(dayName('2026-12-03', '2026-11-21', 'de')).toBe('03. Dez.');
  });
});

describe('a day of the calendar', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it.each([
    ['short', '26. Nov.', '26 Nov'],
    ['weekday', 'Do', 'Thu'],
    ['brief', 'Do., 26.11.', 'Thu 26/11'],
    ['long', 'Donnerstag, 26. November', 'Thursday 26 November'],
    ['monthOfYear', 'Nov. 2026', 'Nov 2026'],
  ] as const)('is written %s as %s', (style, de, en) => {
    expect(calendarDay('2026-11-26', style, 'de', now)).toBe(de);
    expect(calendarDay('2026-11-26', style, 'en', now)).toBe(en);
  });

  it('names its year when it is another', () => {
    expect(calendarDay('2025-11-26', 'short', 'de', now)).toBe('26. Nov. 2025');
  });
});

describe('a figure', () => {
  it('is written as its readers write', () => {
    expect(count(1234.56, 'de', { maximumFractionDigits: 1 })).toBe('1.234,6');
    expect(percent(0.914, 'de')).toBe('91,4\u00a0%');
    expect(percent(0.914, 'en')).toBe('91.4%');
    expect(percent(0.914, 'en', 0)).toBe('91%');
  });

  it.each([
    [0, '0:00'],
    [252, '4:12'],
    [59.6, '1:00'],
    [3599.6, '1:00 Std'],
    [49_694, '13:48 Std'],
  ])('of %d seconds is the %s that an answer took', (seconds, words) => {
    expect(answerTime(seconds, 'de')).toBe(words);
  });
});

describe('an age', () => {
  const now = Date.parse('2026-11-20T13:17:00.000Z');
  it.each([
    [10_000, 'jetzt'],
    [22 * MINUTE, '22 Min'],
    [3 * 60 * MINUTE + 50 * MINUTE, '3 Std'],
    [4 * 24 * 60 * MINUTE, '4 T'],
  ])('%d ms ago is %s', (ms, words) => {
    expect(age(new Date(now - ms).toISOString(), now, 'de')).toBe(words);
  });
});

it('calls colleagues by their first name', () => {
  expect(firstName('Jana Krüger')).toBe('Jana');
});
