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
});
