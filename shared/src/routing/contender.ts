import { abilityOf, levelFor, type Need } from './needs.ts';
import type { Candidate } from './pick-agent.ts';

/** Somebody with what was given to them in this run. */
export interface Contender {
  readonly candidate: Candidate;
  load: number;
  /** Rises with each assignment; instants before this run, then its own assignments in order. */
  assignedRank: number;
}

export function contenderOf(candidate: Candidate): Contender {
  const assignedRank = candidate.lastAssignedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return { candidate, load: candidate.load, assignedRank };
}

export function give(contender: Contender, weight: number, rank: number): void {
  contender.load = tidy(contender.load + weight);
  contender.assignedRank = rank;
}

export function meets({ candidate }: Contender, need: Need): boolean {
  return (candidate.abilities.get(abilityOf(need)) ?? 0) >= levelFor(need);
}

/** Somebody with nothing open may take what weighs more than their capacity: else nobody ever could. */
export function takes({ candidate, load }: Contender, weight: number): boolean {
  const hasRoom = load === 0 ? candidate.capacity > 0 : tidy(load + weight) <= candidate.capacity;
  return hasRoom && candidate.availability === 'available';
}

/** Who is busy is there, and takes nothing new. */
export function isOnDuty({ availability }: Candidate): boolean {
  return availability === 'available' || availability === 'busy';
}

/** Least load by weight, then assigned longest ago, then by id. */
export function compareContenders(a: Contender, b: Contender): number {
  if (a.load !== b.load) return a.load - b.load;
  if (a.assignedRank !== b.assignedRank) return a.assignedRank < b.assignedRank ? -1 : 1;
  return a.candidate.agentId < b.candidate.agentId ? -1 : 1;
}

/** Sums of weights such as 0.1 stay comparable. */
function tidy(load: number): number {
  return Math.round(load * 1000) / 1000;
}
