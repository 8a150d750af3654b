import { describe, expect, it } from '@jest/globals';
import type { ShiftItem } from '@visavis/shared/api/schedule';
import { shiftEndOf } from './own-shift.ts';
import { roomOf } from './room.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`);
const shift = (agentId: string, from: string, to: string): ShiftItem => ({
  id: `${agentId}-${from}`,
  agentId,
  teamId: 't',
  startsAt: new Date(at(from)).toISOString(),
  endsAt: new Date(at(to)).toISOString(),
  note: '',
});

describe('the end of the own shift', () => {
  const shifts = [
    shift('jana', '08:00', '12:00'),
    shift('mehmet', '08:00', '20:00'),
    shift('jana', '12:00', '16:30'),
  ];

  it('is that of the shift one is in, with what follows at once', () => {
    expect(shiftEndOf(shifts, 'jana', at('09:00'))).toBe(at('16:30'));
    expect(shiftEndOf(shifts.toReversed(), 'jana', at('08:00'))).toBe(at('16:30'));
  });

  it('is none before, after, in a break, or without a plan', () => {
    const broken = [shift('jana', '08:00', '12:00'), shift('jana', '13:00', '16:30')];
    expect(shiftEndOf(broken, 'jana', at('10:00'))).toBe(at('12:00'));
    expect(['07:59', '12:00', '12:30', '16:30'].map((time) => shiftEndOf(broken, 'jana', at(time)))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(shiftEndOf(shifts, 'lena', at('10:00'))).toBeNull();
  });
});

describe('the room somebody has left', () => {
  it('counts weights, whole conversations only, and is never below none', () => {
    expect([roomOf({ capacity: 10, load: 4 }), roomOf({ capacity: 10, load: 4.5 })]).toEqual([6, 5]);
    expect(roomOf({ capacity: 4, load: 6 })).toBe(0);
  });
});
