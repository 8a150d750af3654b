import { describe, expect, it } from '@jest/globals';
import { clockFace } from './clock-face.ts';

const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
const face = (due: Parameters<typeof clockFace>[0], minutes: number) => clockFace(due, minutes * 60_000);

describe('the face of a clock', () => {
  const due = { state: 'running' as const, startedAt: at(0), at: at(60) };

  it('is calm while more than a third is left', () => {
    expect(face(due, 30)).toMatchObject({ state: 'calm', ms: 30 * 60_000, share: 0.5 });
  });

  it('turns soon in the last third without waiting for a push', () => {
    expect(face(due, 41).state).toBe('soon');
  });

  it('turns late at the deadline without waiting for a push, and counts upwards', () => {
    expect(face(due, 60)).toMatchObject({ state: 'over', ms: 0 });
    expect(face(due, 66)).toMatchObject({ state: 'over', ms: 6 * 60_000, share: 0 });
  });

  it('shows seconds within two minutes of the deadline', () => {
    expect(face(due, 58.5).isExact).toBe(true);
    expect(face(due, 55).isExact).toBe(false);
  });

  it('shows how long an answer took, whatever the time is now', () => {
    expect(face({ ...due, state: 'met', metAt: at(6) }, 500)).toMatchObject({ state: 'met', ms: 6 * 60_000 });
  });

  it('turns soon when the policy says so, and no earlier', () => {
    const late = { ...due, soonAt: at(55) };
    expect([face(late, 54).state, face(late, 55).state]).toEqual(['calm', 'soon']);
  });

  it('shows what a clock that stands still has left, whatever the time is now', () => {
    expect(face({ ...due, state: 'paused', pausedAt: at(20) }, 500)).toMatchObject({
      state: 'paused',
      ms: 40 * 60_000,
    });
  });
});

describe('the face of a clock whose calendar closes', () => {
  // Half an hour before closing an hour was promised: the other half is left 15 hours later.
  const work = {
    minutes: 60,
    targetMinutes: 60,
    asOf: at(0),
    open: [
      [at(0), at(30)],
      [at(930), at(1410)],
    ] as [string, string][],
  };
  const due = { state: 'running' as const, startedAt: at(0), at: at(960), soonAt: at(940), work };

  it('counts no minute in which nobody works', () => {
    expect(face(due, 20)).toMatchObject({ state: 'calm', ms: 40 * 60_000 });
    expect(face(due, 500)).toMatchObject({ state: 'calm', ms: 30 * 60_000, share: 0.5 });
    expect(face(due, 950)).toMatchObject({ state: 'soon', ms: 10 * 60_000 });
  });

  it('is over from the deadline on, by the time that was worked since', () => {
    expect(face(due, 960)).toMatchObject({ state: 'over', ms: 0 });
    expect(face(due, 975)).toMatchObject({ state: 'over', ms: 15 * 60_000, share: 0 });
    expect(face(due, 2000)).toMatchObject({ state: 'over', ms: 450 * 60_000 });
  });

  it('shows the time that was worked until it was met', () => {
    const met = { ...due, state: 'met' as const, metAt: at(940), work: { ...work, minutes: 40, open: [] } };
    expect(face(met, 5000)).toMatchObject({ state: 'met', ms: 40 * 60_000 });
  });
});
