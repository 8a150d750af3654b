import { describe, expect, it } from '@jest/globals';
import { agents } from '../../../test/sample-data.ts';
import { daysOf, lastDayOf, planOf, spanOf, spanOfDays, spanOfShift } from './week-plan.ts';

const berlin = 'Europe/Berlin';
const [jana] = agents;
const hoursOf = (monday: string) => daysOf(monday, berlin).map(({ from, to }) => (to - from) / 3_600_000);

describe('the week', () => {
  it('has days of 23 and 25 hours when the clocks change', () => {
    expect(hoursOf('2026-11-16')).toEqual([24, 24, 24, 24, 24, 24, 24]);
    expect(hoursOf('2026-10-19')).toEqual([24, 24, 24, 24, 24, 24, 25]);
    expect(hoursOf('2026-03-23')).toEqual([24, 24, 24, 24, 24, 24, 23]);
    expect(spanOf(daysOf('2026-10-19', berlin))).toEqual({
      from: '2026-10-18T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
  });

  it('shows a shift over midnight on both days', () => {
    const { startsAt, endsAt } = spanOfShift({ date: '2026-11-17', from: '22:00', to: '06:00' }, berlin);
    expect([startsAt, endsAt]).toEqual(['2026-11-17T21:00:00.000Z', '2026-11-18T05:00:00.000Z']);
    const shift = { id: 's', agentId: jana!.id, teamId: 't-fest', startsAt, endsAt, note: '' };
    const [row] = planOf(daysOf('2026-11-16', berlin), [jana!], { shifts: [shift], absences: [] });
    expect(row!.cells.map(({ shifts }) => shifts.length)).toEqual([0, 1, 1, 0, 0, 0, 0]);
    expect(row!.cells[1]!.shifts[0]).toMatchObject({ startsHere: true, endsHere: false, left: 22 / 24 });
    expect(row!.cells[2]!.shifts[0]).toMatchObject({
      startsHere: false,
      endsHere: true,
      left: 0,
      width: 0.25,
    });
  });

  it('is nine hours from ten to six in the night when the clocks go back', () => {
    const { startsAt, endsAt } = spanOfShift({ date: '2026-10-24', from: '22:00', to: '06:00' }, berlin);
    expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(9 * 3_600_000);
  });

  it('shows an absence on each of its days', () => {
    const span = spanOfDays('2026-11-18', '2026-11-19', berlin);
    const absence = { id: 'a', agentId: jana!.id, kind: 'leave' as const, standInAgentId: null, ...span };
    const [row] = planOf(daysOf('2026-11-16', berlin), [jana!], { shifts: [], absences: [absence] });
    expect(row!.cells.map((cell) => cell.absence !== null)).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(lastDayOf(span.endsAt, berlin)).toBe('2026-11-19');
  });
});
