import { describe, expect, it } from '@jest/globals';
import { isAroundTheClock, weekOf } from '@visavis/shared/sla/week';
import { aroundTheClock, datesOf, hoursWith } from './hours.ts';

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
  it('keep what the editor does not show', () => {
    const saved = hoursWith(hours, {
      week: weekOf(hours),
      timeZone: 'Europe/Vienna',
      holidays: ['2026-12-25'],
    });
    expect(saved).toEqual({ ...hours, timeZone: 'Europe/Vienna', holidays: ['2026-12-25'] });
  });

  it('can be set to never close', () => {
    expect(isAroundTheClock(aroundTheClock())).toBe(true);
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
