import { describe, expect, it, test } from '@jest/globals';
import { slaClock, soonAt } from './sla-clock.ts';

const at = (iso: string) => new Date(`2026-11-20T${iso}Z`);

describe('slaClock', () => {
  const twoHours = { startedAt: at('10:00:00'), deadlineAt: at('12:00:00') };
  const halfHour = { startedAt: at('10:00:00'), deadlineAt: at('10:30:00') };

  test.each([
    ['runs at the start', twoHours, '10:00:00', 'running', 120],
    ['runs until the last third', twoHours, '11:19:59.999', 'running', 40 + 0.001 / 60],
    ['is soon in the last third', twoHours, '11:20:00', 'soon', 40],
    ['is soon in the last 15 minutes when that is more than a third', halfHour, '10:15:00', 'soon', 15],
    ['runs before them', halfHour, '10:14:59.999', 'running', 15 + 0.001 / 60],
    ['is soon to the last millisecond', twoHours, '11:59:59.999', 'soon', 0.001 / 60],
    ['is breached at the deadline', twoHours, '12:00:00', 'breached', 0],
    ['counts on after it', twoHours, '12:06:00', 'breached', -6],
    ['is paused with what was left', { ...twoHours, pausedAt: at('10:30:00') }, '15:00:00', 'paused', 90],
    ['is met with what was to spare', { ...twoHours, metAt: at('10:06:00') }, '15:00:00', 'met', 114],
    [
      'is met late, by so much',
      { ...twoHours, breachedAt: at('12:00:00'), metAt: at('12:03:00') },
      '15:00:00',
      'met',
      -3,
    ],
    [
      'stays breached while paused',
      { ...twoHours, breachedAt: at('12:00:00'), pausedAt: at('12:10:00') },
      '15:00:00',
      'breached',
      -10,
    ],
    [
      'knows nothing of null',
      { ...twoHours, pausedAt: null, metAt: null, breachedAt: null },
      '10:00:00',
      'running',
      120,
    ],
  ] as const)('%s', (_, times, now, state, left) => {
    const reading = slaClock(times, at(now));
    expect(reading.state).toBe(state);
    expect(reading.remainingMs / 60_000).toBeCloseTo(left, 9);
  });

  it('is soon from the start when the target is no longer than 15 minutes', () => {
    const quick = { startedAt: at('10:00:00'), deadlineAt: at('10:10:00') };
    expect(soonAt(quick)).toEqual(quick.startedAt);
    expect(slaClock(quick, at('10:00:00')).state).toBe('soon');
  });

  it('turns soon at the moment that soonAt names', () => {
    const turn = soonAt(twoHours);
    expect(slaClock(twoHours, turn).state).toBe('soon');
    expect(slaClock(twoHours, new Date(turn.getTime() - 1)).state).toBe('running');
  });
});
