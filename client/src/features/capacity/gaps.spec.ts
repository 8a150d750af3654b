import { describe, expect, it } from '@jest/globals';
import type { CapacityHour } from '@visavis/shared/api/capacity';
import { parseCapacitySearch } from './capacity-search.ts';
import { gapsOf } from './gaps.ts';

const hour = (at: number, needed: number, planned: number, day = '2026-11-23'): CapacityHour => ({
  day,
  hour: at,
  arrivals: 1,
  needed,
  planned,
});

describe('hours in which people are missing', () => {
  it('are told together where they follow each other, by the worst of them', () => {
    const hours = [hour(8, 2, 2), hour(9, 3, 2.5), hour(10, 4, 1), hour(11, 1, 1), hour(12, 2, 0)];
    expect(gapsOf(hours)).toEqual([
      { day: '2026-11-23', from: 9, to: 11, short: 3 },
      { day: '2026-11-23', from: 12, to: 13, short: 2 },
    ]);
  });

  it('end with the day', () => {
    expect(gapsOf([hour(23, 1, 0), hour(0, 1, 0, '2026-11-24')])).toHaveLength(2);
  });
});

describe('the address of a plan', () => {
  it('keeps what the server takes and forgets the rest', () => {
    const found = parseCapacitySearch({
      teamId: 't1',
      week: 'soon',
      weeks: '8',
      handlingMinutes: '8.5',
      targetMinutes: '',
      goalPercent: 100,
    });
    expect(found).toEqual({ teamId: 't1', weeks: 8, handlingMinutes: 8.5 });
  });
});
