interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

interface PersonStretch extends Stretch {
  readonly agentId: string;
}

/**
 * How many people are planned in each of these hours: their shifts without their absences, a part of an hour as its
 * share. Shifts of one person do not overlap, nor do absences.
 *
 * @param hours in the order of time; of any length above 0
 */
export function plannedPeople(
  hours: readonly Stretch[],
  shifts: readonly PersonStretch[],
  absences: readonly PersonStretch[],
): number[] {
  const absent = new Map<string, PersonStretch[]>();
  for (const one of absences) absent.set(one.agentId, [...(absent.get(one.agentId) ?? []), one]);
  return hours.map((hour) => {
    const there = shifts.reduce((sum, shift) => {
      const worked = common(hour, shift);
      if (worked === null) return sum;
      const missed = (absent.get(shift.agentId) ?? []).reduce(
        (away, absence) => away + lengthOf(common(worked, absence)),
        0,
      );
      return sum + lengthOf(worked) - missed;
    }, 0);
    return there / lengthOf(hour);
  });
}

function common(a: Stretch, b: Stretch): Stretch | null {
  const [fromMs, toMs] = [Math.max(a.fromMs, b.fromMs), Math.min(a.toMs, b.toMs)];
  return fromMs < toMs ? { fromMs, toMs } : null;
}

function lengthOf(stretch: Stretch | null): number {
  return stretch === null ? 0 : stretch.toMs - stretch.fromMs;
}
