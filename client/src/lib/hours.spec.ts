import { describe, expect, it } from '@jest/globals';
import { aroundTheClock, datesOf, hoursWith, isAroundTheClock, summaryOf, weekOf } from './hours.ts';

const hours = {
  timeZone: 'Europe/Berlin',
  weekly: {
    mon: [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ],
    tue: [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ],
    sat: [['22:00', '06:00']],
  },
  exceptions: { '2026-12-24': [['09:00', '12:00']] },
} as const;

describe('the hours of a week', () => {
  it('are said with neighbouring days together', () => {
    expect(summaryOf(weekOf(hours), (day) => day)).toBe('mon–tue 08:00–12:00, 13:00–17:00, sat 22:00–06:00');
  });

  it('keep what the editor does not show', () => {
    const saved = hoursWith(hours, {
      week: weekOf(hours),
      timeZone: 'Europe/Vienna',
      holidays: ['2026-12-25'],
    });
    expect(saved).toEqual({ ...hours, timeZone: 'Europe/Vienna', holidays: ['2026-12-25'] });
  });

  it('know when they never close', () => {
    expect(isAroundTheClock(aroundTheClock())).toBe(true);
    expect(isAroundTheClock(weekOf(hours))).toBe(false);
  });
});

describe('holidays in lines', () => {
  it('are told apart from what is no date', () => {
    expect(datesOf('2026-12-25\n\n 2026-12-26 \n2026-02-30\nWeihnachten')).toEqual({
      dates: ['2026-12-25', '2026-12-26'],
      wrong: ['2026-02-30', 'Weihnachten'],
    });
  });
});
