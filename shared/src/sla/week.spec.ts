import { describe, expect, it } from '@jest/globals';
import { weekdays, type BusinessHours } from './business-time.ts';
import { isAroundTheClock, summaryOf, unitedWeek, weekOf } from './week.ts';

const weekly = {
  mon: [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ],
  tue: [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ],
  sat: [['22:00', '06:00']],
} as const satisfies BusinessHours['weekly'];
const said = (...weeks: BusinessHours['weekly'][]) =>
  summaryOf(unitedWeek(weeks.map((one) => weekOf({ weekly: one }))), (day) => day);

describe('the hours of a week', () => {
  it('are said with neighbouring days together', () => {
    expect(summaryOf(weekOf({ weekly }), (day) => day)).toBe(
      'mon–tue 08:00–12:00, 13:00–17:00, sat 22:00–06:00',
    );
  });

  it('know when they never close', () => {
    const always = Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']]]));
    expect(isAroundTheClock(weekOf({ weekly: always }))).toBe(true);
    expect(isAroundTheClock(weekOf({ weekly }))).toBe(false);
  });

  it('are united where teams overlap or meet, and stay apart where nobody is there or a night begins', () => {
    expect(said({ mon: [['08:00', '12:00']] }, { mon: [['10:00', '17:00']] })).toBe('mon 08:00–17:00');
    expect(said({ mon: [['08:00', '20:00']] }, { mon: [['10:00', '17:00']] })).toBe('mon 08:00–20:00');
    expect(said({ mon: [['08:00', '12:00']] }, { mon: [['12:00', '24:00']] })).toBe('mon 08:00–24:00');
    expect(said(weekly, weekly)).toBe('mon–tue 08:00–12:00, 13:00–17:00, sat 22:00–06:00');
    expect(said({ sat: [['20:00', '23:00']] }, { sat: [['22:00', '06:00']] })).toBe(
      'sat 20:00–23:00, 22:00–06:00',
    );
    expect(said()).toBe('');
  });
});
