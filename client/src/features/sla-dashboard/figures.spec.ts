import { describe, expect, it } from '@jest/globals';
import { againstGoal, changeSinceHour, msUntilOld, percent } from './figures.ts';

describe('figures', () => {
  it('tell no share of nothing', () => {
    expect(percent({ dueCount: 0, onTimeCount: 0 })).toBeNull();
    expect(percent({ dueCount: 4, onTimeCount: 3 })).toBe(75);
  });

  it.each([
    [90, { isMet: true, points: 0 }],
    [89.96, { isMet: false, points: 0 }],
    [93.435, { isMet: true, points: 3.4 }],
    [88, { isMet: false, points: 2 }],
  ])('tell %d percent beside a goal of 90', (share, told) => {
    expect(againstGoal(share, 90)).toEqual(told);
  });

  it.each([
    ['within the day, once a minute', '2026-11-20T14:00:00Z', 60_000],
    ['before it ends, as soon as it has', '2026-11-20T22:59:50Z', 10_500],
    ['after it, when nobody answered then', '2026-11-20T23:00:10Z', 10_000],
  ])('are asked for without being told %s', (_when, now, ms) => {
    expect(msUntilOld({ dayEndsAt: '2026-11-20T23:00:00Z' }, Date.parse(now))).toBe(ms);
  });

  /** From midnight in half hours, one more open in each, and one more now. */
  const backlogOf = (midnight: string, nowMinutes: number) => {
    const steps = Math.floor(nowMinutes / 30) + 1;
    const minutes = [...Array.from({ length: steps }, (_, step) => step * 30), nowMinutes];
    const counts = minutes.map((_, place) => place);
    return {
      at: minutes.map((each) => new Date(Date.parse(midnight) + each * 60_000).toISOString()),
      byState: [
        { state: 'new' as const, counts },
        { state: 'open' as const, counts: counts.map(() => 5) },
      ],
    };
  };
  it.each([
    ['the hour before the present one', 'Europe/Berlin', '2026-11-20T23:00:00Z', 14 * 60 + 17, '12:00', 3],
    ['an hour that is just over', 'Europe/Berlin', '2026-11-20T23:00:00Z', 14 * 60, '12:00', 3],
    ['full hours of a zone between hours', 'Asia/Kolkata', '2026-11-20T18:30:00Z', 135, '19:30', 3],
    ['the second of two equal hours', 'Europe/Berlin', '2026-10-24T22:00:00Z', 4 * 60 + 10, '01:00', 3],
  ])('tell the change of the backlog since %s', (_when, zone, midnight, nowMinutes, hour, by) => {
    const found = changeSinceHour(backlogOf(midnight, nowMinutes), zone);
    expect([found?.at.slice(11, 16), found?.by]).toEqual([hour, by]);
  });

  it('tell no change of the backlog before a day is an hour old', () => {
    const backlog = (minutes: number) => backlogOf('2026-11-20T23:00:00Z', minutes);
    expect(changeSinceHour(backlog(59), 'Europe/Berlin')).toBeNull();
    expect(changeSinceHour(backlog(60), 'Europe/Berlin')).toMatchObject({ at: '2026-11-20T23:00:00.000Z' });
    expect(changeSinceHour({ at: [], byState: [] }, 'Europe/Berlin')).toBeNull();
  });
});
