import { describe, expect, it } from '@jest/globals';
import { isQuietAt, isWallClockTime } from './quiet-hours.ts';

const BERLIN = 'Europe/Berlin';
const night = { from: '20:00', to: '07:30' };

describe('quiet hours', () => {
  it.each([
    ['just before they begin', '2026-11-20T18:59:59.999Z', false],
    ['when they begin', '2026-11-20T19:00:00Z', true],
    ['at midnight', '2026-11-20T23:00:00Z', true],
    ['in the last minute', '2026-11-21T06:29:59.999Z', true],
    ['when they end', '2026-11-21T06:30:00Z', false],
    ['in summer, when they begin', '2026-07-20T18:00:00Z', true],
    ['in summer, just before', '2026-07-20T17:59:00Z', false],
  ])('over midnight: %s', (_when, at, quiet) => {
    expect(isQuietAt(night, BERLIN, new Date(at))).toBe(quiet);
  });

  it('within a day end when the clock says so', () => {
    const lunch = { from: '12:00', to: '13:00' };
    expect(isQuietAt(lunch, BERLIN, new Date('2026-11-20T11:30:00Z'))).toBe(true);
    expect(isQuietAt(lunch, BERLIN, new Date('2026-11-20T12:00:00Z'))).toBe(false);
  });

  it('are quiet both times in an hour that occurs twice', () => {
    const hour = { from: '02:00', to: '03:00' };
    // 25 October 2026: 02:30 in summer time, an hour later 02:30 once more, then 03:00.
    expect(isQuietAt(hour, BERLIN, new Date('2026-10-25T00:30:00Z'))).toBe(true);
    expect(isQuietAt(hour, BERLIN, new Date('2026-10-25T01:30:00Z'))).toBe(true);
    expect(isQuietAt(hour, BERLIN, new Date('2026-10-25T02:00:00Z'))).toBe(false);
  });

  it('do not last where the clock jumps over them', () => {
    const hour = { from: '02:00', to: '03:00' };
    expect(isQuietAt(hour, BERLIN, new Date('2026-03-29T00:59:00Z'))).toBe(false);
    expect(isQuietAt(hour, BERLIN, new Date('2026-03-29T01:00:00Z'))).toBe(false);
  });

  it('follow the zone of the organisation, half hours included', () => {
    expect(isQuietAt(night, 'Asia/Kolkata', new Date('2026-11-20T14:30:00Z'))).toBe(true);
    expect(isQuietAt(night, 'Asia/Kolkata', new Date('2026-11-20T14:29:00Z'))).toBe(false);
  });

  it('never are for somebody who has none', () => {
    expect(isQuietAt(null, BERLIN, new Date('2026-11-20T02:00:00Z'))).toBe(false);
  });
});

describe('a wall-clock time', () => {
  it.each([
    ['00:00', true],
    ['23:59', true],
    ['24:00', false],
    ['7:30', false],
    ['07:60', false],
    ['07:30 ', false],
    ['', false],
  ])('%j', (text, valid) => expect(isWallClockTime(text)).toBe(valid));
});
