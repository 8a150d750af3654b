import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { retryDelay } from './retry-delay.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const now = new Date('2026-11-20T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const fresh = { now, firstAttemptedAt: now, random: 0 };

describe('retryDelay', () => {
  test.each([
    [1, 10 * SECOND],
    [2, 30 * SECOND],
    [3, 2 * MINUTE],
    [4, 10 * MINUTE],
    [5, 30 * MINUTE],
    [6, HOUR],
    [7, HOUR],
    [20, HOUR],
  ])('after try %i waits %i ms', (attempt, delay) => {
    expect(retryDelay(attempt, fresh)).toBe(delay);
  });

  it('spreads what failed together', () => {
    expect(retryDelay(1, { ...fresh, random: 0.5 })).toBe(11 * SECOND);
    expect(retryDelay(6, { ...fresh, random: 0.5 })).toBe(66 * MINUTE);
  });

  it('takes the reset that the network names, earlier or later than its own', () => {
    expect(retryDelay(1, { ...fresh, retryAfter: after(3 * SECOND) })).toBe(3 * SECOND);
    expect(retryDelay(1, { ...fresh, retryAfter: after(15 * MINUTE) })).toBe(15 * MINUTE);
    expect(retryDelay(3, { ...fresh, retryAfter: after(3 * SECOND) })).toBe(3 * SECOND);
  });

  it('does not hammer a network that names resets and keeps refusing', () => {
    expect(retryDelay(1, { ...fresh, retryAfter: after(-HOUR) })).toBe(SECOND);
    expect(retryDelay(4, { ...fresh, retryAfter: after(3 * SECOND) })).toBe(10 * MINUTE);
    expect(retryDelay(4, { ...fresh, retryAfter: after(2 * HOUR) })).toBe(2 * HOUR);
  });

  it('gives up when the next try would come a day after the first', () => {
    const firstAttemptedAt = after(-23 * HOUR);
    expect(retryDelay(30, { ...fresh, firstAttemptedAt })).toBe(HOUR);
    expect(retryDelay(30, { ...fresh, firstAttemptedAt, random: 0.1 })).toBeNull();
    expect(retryDelay(1, { ...fresh, retryAfter: after(25 * HOUR) })).toBeNull();
  });

  it('gives up as early as it is told to', () => {
    expect(retryDelay(1, { ...fresh, giveUpAfterMs: 9 * SECOND })).toBeNull();
    expect(retryDelay(6, { ...fresh, giveUpAfterMs: HOUR })).toBe(HOUR);
  });

  it('never undercuts the network, never waits less than a second, and ends after a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.option(fc.integer({ min: -HOUR, max: 30 * HOUR })),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 0, max: 30 * HOUR }),
        (attempt, resetMs, random, triedForMs) => {
          const retryAfter = resetMs === null ? null : after(resetMs);
          const firstAttemptedAt = after(-triedForMs);
          const delay = retryDelay(attempt, { now, firstAttemptedAt, retryAfter, random });
          if (delay === null) return;
          expect(delay).toBeGreaterThanOrEqual(Math.max(SECOND, resetMs ?? 10 * SECOND));
          expect(triedForMs + delay).toBeLessThanOrEqual(24 * HOUR);
        },
      ),
    );
  });
});
