import type { ClockPause } from '@visavis/shared/sla/clock-run';

/** A pause as JSON of the database writes it. */
export interface StoredPause {
  from: string;
  to: string | null;
  reason: ClockPause['reason'];
}

export function toPauses(pauses: readonly StoredPause[]): ClockPause[] {
  return pauses.map(({ from, to, reason }) => ({
    from: new Date(from),
    to: to === null ? null : new Date(to),
    reason,
  }));
}
