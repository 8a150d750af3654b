import { compareContenders, type Contender } from './contender.ts';
import type { Considered, RejectionReason } from './pick-agent.ts';

/** A decision is kept with the people who matter for reading it, not with two hundred. */
const AT_MOST = 12;

/** Who came nearest first: those who could have, those who were full, excluded or away, those who lack something. */
const NEARNESS: Readonly<Record<RejectionReason, number>> = {
  behind: 2,
  full: 3,
  gaveItBack: 4,
  didNotPickUp: 4,
  shielded: 4,
  notAvailable: 5,
  lacksSkill: 6,
  lacksLanguage: 6,
};

interface Placed {
  contender: Contender;
  rejected: RejectionReason | null;
  nearness: number;
}

/** The chosen one, the last helper, then whoever came nearest. */
export function mostRelevant(
  contenders: readonly Contender[],
  rejectionOf: (contender: Contender) => RejectionReason | null,
  lastHelperId: string | null,
): Considered[] {
  const nearest: Placed[] = [];
  for (const contender of contenders) {
    const rejected = rejectionOf(contender);
    const nearness = nearnessOf(contender, rejected, lastHelperId);
    // Most do not make it into a full list, which takes one comparison.
    if (isBefore(contender, nearness, nearest[AT_MOST - 1]))
      insert(nearest, { contender, rejected, nearness });
  }
  return nearest.map(({ contender: { candidate, load }, rejected }) => ({
    agentId: candidate.agentId,
    load,
    capacity: candidate.capacity,
    rejected,
  }));
}

function nearnessOf(
  { candidate }: Contender,
  rejected: RejectionReason | null,
  lastHelperId: string | null,
): number {
  if (rejected === null) return 0;
  return candidate.agentId === lastHelperId ? 1 : NEARNESS[rejected];
}

function insert(nearest: Placed[], placed: Placed): void {
  const at = nearest.findIndex((other) => isBefore(placed.contender, placed.nearness, other));
  nearest.splice(at < 0 ? nearest.length : at, 0, placed);
  if (nearest.length > AT_MOST) nearest.pop();
}

function isBefore(contender: Contender, nearness: number, other: Placed | undefined): boolean {
  if (other === undefined) return true;
  return (nearness - other.nearness || compareContenders(contender, other.contender)) < 0;
}
