import type { AgentItem } from '@visavis/shared/api/agents';
import { roomOf } from './room.ts';

/** Colleagues in the order in which they can be given something: who is there, who has room, the most room, names. */
export function likeliestFirst(agents: readonly AgentItem[]): AgentItem[] {
  return agents.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      b.capacity - b.load - (a.capacity - a.load) ||
      a.displayName.localeCompare(b.displayName),
  );
}

function rank({ availability, ...load }: AgentItem): number {
  if (availability === 'available') return roomOf(load) > 0 ? 0 : 1;
  return availability === 'busy' ? 2 : 3;
}
