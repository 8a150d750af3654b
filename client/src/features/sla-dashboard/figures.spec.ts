import { describe, expect, it } from '@jest/globals';
import { minutesAndSeconds, percent } from './figures.ts';

describe('figures', () => {
  it.each([
    [0, '0:00'],
    [252, '4:12'],
    [59.6, '1:00'],
    [3852, '1:04:12'],
  ])('tells %d seconds as %s', (seconds, words) => {
    expect(minutesAndSeconds(seconds)).toBe(words);
  });

  it('tells no share of nothing', () => {
    expect(percent({ dueCount: 0, onTimeCount: 0 })).toBeNull();
    expect(percent({ dueCount: 4, onTimeCount: 3 })).toBe(75);
  });
});
