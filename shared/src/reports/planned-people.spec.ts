import { describe, expect, it } from '@jest/globals';
import { plannedPeople } from './planned-people.ts';

const HOUR = 3_600_000;
const span = (from: number, to: number) => ({ fromMs: from * HOUR, toMs: to * HOUR });
const day = Array.from({ length: 6 }, (_, hour) => span(hour, hour + 1));
const shift = (agentId: string, from: number, to: number) => ({ agentId, ...span(from, to) });

describe('people in a shift plan', () => {
  it('count in each hour that their shift covers, and in part where it covers a part', () => {
    expect(plannedPeople(day, [shift('a', 1, 3), shift('b', 2.5, 4)], [])).toEqual([0, 1, 1.5, 1, 0, 0]);
  });

  it('do not count while they are absent', () => {
    const absences = [shift('a', 2, 2.25), shift('b', 0, 6), shift('c', 0, 6)];
    expect(plannedPeople(day, [shift('a', 1, 4), shift('b', 1, 2)], absences)).toEqual([0, 1, 0.75, 1, 0, 0]);
  });
});
