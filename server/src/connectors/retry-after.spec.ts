import { describe, expect, it } from '@jest/globals';
import { budgetOf, retryAfterOf } from './retry-after.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const NOW_SECONDS = NOW.getTime() / 1000;

describe('the moment from which a network takes calls again', () => {
  it.each([
    ['Retry-After in seconds', { 'retry-after': '30' }, '2026-11-20T12:00:30.000Z'],
    ['Retry-After of zero', { 'retry-after': '0' }, '2026-11-20T12:00:00.000Z'],
    ['Retry-After as a date', { 'retry-after': 'Fri, 20 Nov 2026 12:05:00 GMT' }, '2026-11-20T12:05:00.000Z'],
    [
      'X-RateLimit-Reset as an ISO instant',
      { 'x-ratelimit-reset': '2026-11-20T12:04:59.123456Z' },
      '2026-11-20T12:04:59.123Z',
    ],
    [
      'X-RateLimit-Reset in Unix seconds',
      { 'x-ratelimit-reset': String(NOW_SECONDS + 90) },
      '2026-11-20T12:01:30.000Z',
    ],
    [
      'X-Rate-Limit-Reset in Unix seconds',
      { 'x-rate-limit-reset': String(NOW_SECONDS + 60) },
      '2026-11-20T12:01:00.000Z',
    ],
    [
      'RateLimit-Reset in Unix seconds',
      { 'ratelimit-reset': String(NOW_SECONDS + 300) },
      '2026-11-20T12:05:00.000Z',
    ],
    ['RateLimit-Reset as seconds to wait', { 'ratelimit-reset': '45' }, '2026-11-20T12:00:45.000Z'],
    ['Unix milliseconds', { 'x-ratelimit-reset': String(NOW.getTime() + 1500) }, '2026-11-20T12:00:01.500Z'],
    [
      'the standard header before the others',
      { 'ratelimit-reset': '600', 'retry-after': '5' },
      '2026-11-20T12:00:05.000Z',
    ],
    [
      'the next header when the first is nonsense',
      { 'retry-after': 'soon', 'x-ratelimit-reset': '7' },
      '2026-11-20T12:00:07.000Z',
    ],
    ['a repeated header', { 'retry-after': ['10', '20'] }, '2026-11-20T12:00:10.000Z'],
    [
      'an instant that has passed',
      { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' },
      '2026-11-20T12:00:00.000Z',
    ],
    ['a year of waiting, cut to a day', { 'retry-after': '31536000' }, '2026-11-21T12:00:00.000Z'],
  ])('is read from %s', (_name, headers, expected) => {
    expect(retryAfterOf(headers, NOW)?.toISOString()).toBe(expected);
  });

  it.each([[{}], [{ 'retry-after': '' }], [{ 'retry-after': '-5' }], [{ 'x-ratelimit-reset': 'never' }]])(
    'is unknown from %j',
    (headers) => {
      expect(retryAfterOf(headers, NOW)).toBeUndefined();
    },
  );
});

describe('the budget of calls', () => {
  it('needs all three numbers', () => {
    const headers = { 'x-ratelimit-remaining': '12', 'x-ratelimit-limit': '300', 'x-ratelimit-reset': '60' };
    expect(budgetOf(headers, NOW)).toEqual({
      remaining: 12,
      limit: 300,
      resetsAt: new Date('2026-11-20T12:01:00.000Z'),
    });
    expect(budgetOf({ ...headers, 'x-ratelimit-limit': 'many' }, NOW)).toBeUndefined();
    expect(budgetOf({}, NOW)).toBeUndefined();
  });
});
