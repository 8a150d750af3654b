import type { AgentItem } from '@visavis/shared/api/agents';
import type { AbsenceItem, ShiftItem } from '@visavis/shared/api/schedule';
import { addDays, instantOf, wallTimeOf } from '../../lib/zoned-time.ts';

/** A day of the plan by the organisation's clock. */
export interface PlanDay {
  date: string;
  from: number;
  to: number;
}

/** A shift as it is drawn on one day: where its bar lies, and whether it came from the day before. */
export interface PlannedShift {
  shift: ShiftItem;
  /** Shares of the day. */
  left: number;
  width: number;
  startsHere: boolean;
  endsHere: boolean;
}

export interface PlanCell {
  day: PlanDay;
  shifts: PlannedShift[];
  absence: AbsenceItem | null;
}

export interface PlanRow {
  agent: AgentItem;
  cells: PlanCell[];
}

/** The seven days from a Monday. A day has 23, 24 or 25 hours. */
export function daysOf(monday: string, timeZone: string): PlanDay[] {
  return [0, 1, 2, 3, 4, 5, 6].map((offset) => {
    const date = addDays(monday, offset);
    return {
      date,
      from: instantOf({ date, time: '00:00' }, timeZone),
      to: instantOf({ date: addDays(date, 1), time: '00:00' }, timeZone),
    };
  });
}

export function spanOf(days: readonly PlanDay[]): { from: string; to: string } {
  return {
    from: new Date(days[0]?.from ?? 0).toISOString(),
    to: new Date(days.at(-1)?.to ?? 0).toISOString(),
  };
}

/** Everybody's week: which shifts touch which day, and who is absent. */
export function planOf(
  days: readonly PlanDay[],
  people: readonly AgentItem[],
  planned: { shifts: readonly ShiftItem[]; absences: readonly AbsenceItem[] },
): PlanRow[] {
  return people.map((agent) => {
    const shifts = planned.shifts.filter(({ agentId }) => agentId === agent.id);
    const absences = planned.absences.filter(({ agentId }) => agentId === agent.id);
    return {
      agent,
      cells: days.map((day) => ({
        day,
        shifts: shifts.filter((shift) => touches(shift, day)).map((shift) => placed(shift, day)),
        absence: absences.find((absence) => touches(absence, day)) ?? null,
      })),
    };
  });
}

function touches({ startsAt, endsAt }: { startsAt: string; endsAt: string }, { from, to }: PlanDay): boolean {
  return Date.parse(startsAt) < to && Date.parse(endsAt) > from;
}

function placed(shift: ShiftItem, { from, to }: PlanDay): PlannedShift {
  const length = to - from;
  const starts = Date.parse(shift.startsAt);
  const ends = Date.parse(shift.endsAt);
  const left = Math.max(0, starts - from) / length;
  return {
    shift,
    left,
    width: (Math.min(to, ends) - from) / length - left,
    startsHere: starts >= from,
    endsHere: ends <= to,
  };
}

/** Instants of a shift that is given by the clock: an end that is not after the beginning is on the next day. */
export function spanOfShift(
  { date, from, to }: { date: string; from: string; to: string },
  timeZone: string,
): { startsAt: string; endsAt: string } {
  const endDate = to > from ? date : addDays(date, 1);
  return {
    startsAt: new Date(instantOf({ date, time: from }, timeZone)).toISOString(),
    endsAt: new Date(instantOf({ date: endDate, time: to }, timeZone)).toISOString(),
  };
}

/** Whole days, the last one included. */
export function spanOfDays(
  first: string,
  last: string,
  timeZone: string,
): { startsAt: string; endsAt: string } {
  return {
    startsAt: new Date(instantOf({ date: first, time: '00:00' }, timeZone)).toISOString(),
    endsAt: new Date(instantOf({ date: addDays(last, 1), time: '00:00' }, timeZone)).toISOString(),
  };
}

/** The last day of an absence, which ends at its end or on the midnight after it. */
export function lastDayOf(endsAt: string, timeZone: string): string {
  return wallTimeOf(Date.parse(endsAt) - 60_000, timeZone).date;
}
