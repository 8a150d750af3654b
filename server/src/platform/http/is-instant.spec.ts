import { describe, expect, it } from '@jest/globals';
import { isInstant } from './is-instant.ts';

describe('an instant', () => {
  it.each([
    '2026-11-20T14:17:00Z',
    '2026-11-20T14:17:00.123Z',
    '2026-11-20T14:17+01:00',
    '2028-02-29T00:00:00-11:30',
  ])('may be written %s', (text) => expect(isInstant(text)).toBe(true));

  it.each([
    ['without a zone', '2026-11-20T14:17:00'],
    ['without a time', '2026-11-20'],
    ['on a date that does not exist', '2026-02-30T12:00:00Z'],
    ['in a month that does not exist', '2026-13-01T12:00:00Z'],
    ['at an hour that does not exist', '2026-11-20T24:00:00Z'],
    ['in words', 'tomorrow'],
    ['as a number', 1_795_000_000_000],
    ['as nothing', null],
  ])('is not accepted %s', (_how, value) => expect(isInstant(value)).toBe(false));
});
