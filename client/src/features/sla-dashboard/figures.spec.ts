import { describe, expect, it } from '@jest/globals';
import { againstGoal, msUntilOld, percent } from './figures.ts';

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
});
