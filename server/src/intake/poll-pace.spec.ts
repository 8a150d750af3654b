import { describe, expect, it } from '@jest/globals';
import { paceAfterFailure, paceAfterSuccess } from './poll-pace.ts';

const now = new Date('2026-11-20T10:00:00Z');
const seconds = (instant: Date) => (instant.getTime() - now.getTime()) / 1000;
const inSeconds = (count: number) => new Date(now.getTime() + count * 1000);

describe('after a poll that worked', () => {
  it.each([
    ['usually', {}, { isStreamed: false }, 10],
    ['while a stream is open', {}, { isStreamed: true }, 60],
    ['in the demonstration', { demoOnly: true }, { isStreamed: false }, 1],
    [
      'with plenty of budget',
      {},
      { isStreamed: false, budget: { remaining: 299, limit: 300, resetsAt: inSeconds(300) } },
      10,
    ],
    [
      'with little budget',
      {},
      { isStreamed: false, budget: { remaining: 20, limit: 300, resetsAt: inSeconds(300) } },
      30,
    ],
    [
      'with no budget',
      {},
      { isStreamed: false, budget: { remaining: 0, limit: 300, resetsAt: inSeconds(300) } },
      300,
    ],
    [
      'with a budget that is renewed already',
      {},
      { isStreamed: false, budget: { remaining: 0, limit: 300, resetsAt: inSeconds(-5) } },
      10,
    ],
  ])('waits %s', (_name, manifest, found, expected) => {
    expect(seconds(paceAfterSuccess(manifest, found, now))).toBe(expected);
  });
});

describe('after a poll that failed', () => {
  const after = (failure: Partial<Parameters<typeof paceAfterFailure>[0]>) =>
    paceAfterFailure({ kind: 'transient', retryAfter: undefined, failures: 0, ...failure }, now);

  it('doubles the wait up to five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((failures) => seconds(after({ failures }).nextAt))).toEqual([
      10, 20, 40, 80, 160, 300, 300,
    ]);
  });

  it('keeps quiet about a bad moment, and speaks at the third', () => {
    expect([0, 1, 2].map((failures) => after({ failures }).health)).toEqual([
      null,
      null,
      { state: 'degraded', reason: 'transient' },
    ]);
  });

  it.each(['auth', 'permission'] as const)(
    'asks to be connected again for %s, and looks now and then',
    (kind) => {
      expect(after({ kind })).toEqual({
        nextAt: inSeconds(900),
        health: { state: 'reconnect', reason: kind },
      });
    },
  );

  it('honours the network’s own reset, near or far', () => {
    expect(seconds(after({ kind: 'rateLimited', retryAfter: inSeconds(3) }).nextAt)).toBe(3);
    expect(seconds(after({ kind: 'rateLimited', retryAfter: inSeconds(7200) }).nextAt)).toBe(7200);
    expect(seconds(after({ kind: 'rateLimited', retryAfter: inSeconds(-60) }).nextAt)).toBe(1);
    expect(seconds(after({ kind: 'transient', retryAfter: inSeconds(120) }).nextAt)).toBe(120);
  });
});
