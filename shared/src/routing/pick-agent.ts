/** Somebody who might take a conversation. */
export interface Candidate {
  readonly agentId: string;
  /** On duty and taking conversations. */
  readonly available: boolean;
  /** How many open conversations this person takes at most. */
  readonly capacity: number;
  readonly openCount: number;
  readonly lastAssignedAt: Date | null;
  /** Whether this person was the last to help the customer in question. */
  readonly knowsCustomer: boolean;
}

/** What a conversation asks of whoever takes it. */
export interface Need {
  /** Who has just given it back, and should not get it again at once. */
  readonly excludedAgentIds?: readonly string[];
}

/** Why it became this person, for the activity line and the decision that is kept. */
export type Reason =
  | { readonly kind: 'knowsCustomer' }
  /** Nobody else was available and had room. */
  | { readonly kind: 'onlyOneWithRoom' }
  | { readonly kind: 'fewestOpen'; readonly openCount: number }
  /** Among equals: assigned longest ago, or never. */
  | { readonly kind: 'assignedLongestAgo'; readonly lastAssignedAt: string | null }
  /** Among equals in everything: the order of ids, so that the same question has the same answer. */
  | { readonly kind: 'firstById' };

/** Why somebody who was looked at did not get it. */
export type RejectionReason =
  | 'notAvailable'
  | 'full'
  | 'lacksSkill'
  | 'lacksLanguage'
  | 'shielded'
  | 'gaveItBack'
  | 'didNotPickUp'
  /** Could have taken it; somebody else came first. */
  | 'behind';

/** Somebody who was looked at, as they were at that moment. */
export interface Considered {
  readonly agentId: string;
  /** Open work by weight. */
  readonly load: number;
  readonly capacity: number;
  /** Why not; null for the one who was chosen. */
  readonly rejected: RejectionReason | null;
}

export interface Pick {
  readonly agentId: string;
  /** The one that decided first, those that broke ties after it. */
  readonly reasons: readonly Reason[];
}

interface Contender {
  readonly candidate: Candidate;
  openCount: number;
  /** Rises with each assignment; instants before this run, then its own assignments in order. */
  assignedRank: number;
}

/**
 * The person for a conversation: the customer's last helper if available and below capacity, else whoever of those has
 * the fewest open, was assigned longest ago, comes first by id. Null when nobody is available with room.
 */
export function pickAgent(candidates: readonly Candidate[], need: Need = {}): Pick | null {
  return choose(candidates.map(contenderOf), need, (contender) => contender.candidate.knowsCustomer);
}

/** A conversation in line. */
export interface Waiting extends Need {
  readonly conversationId: string;
  readonly lastHelperId: string | null;
}

export interface Placement {
  readonly conversationId: string;
  /** Null: it waits until somebody has room. */
  readonly pick: Pick | null;
}

/**
 * Places conversations one after the other, in the order given, each as `pickAgent` would with the counts as they are
 * by then. Nobody ends up above capacity.
 */
export function placeMany(
  conversations: readonly Waiting[],
  candidates: readonly Omit<Candidate, 'knowsCustomer'>[],
): Placement[] {
  const contenders = candidates.map((candidate) => contenderOf({ ...candidate, knowsCustomer: false }));
  const byId = new Map(contenders.map((contender) => [contender.candidate.agentId, contender]));
  let rank = Math.max(0, ...contenders.map((contender) => contender.assignedRank));
  return conversations.map((waiting) => {
    const knows = (contender: Contender) => contender.candidate.agentId === waiting.lastHelperId;
    const pick = choose(contenders, waiting, knows);
    const picked = pick === null ? undefined : byId.get(pick.agentId);
    if (picked !== undefined) {
      picked.openCount += 1;
      picked.assignedRank = rank += 1;
    }
    return { conversationId: waiting.conversationId, pick };
  });
}

function contenderOf(candidate: Candidate): Contender {
  const assignedRank = candidate.lastAssignedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return { candidate, openCount: candidate.openCount, assignedRank };
}

function choose(
  contenders: readonly Contender[],
  { excludedAgentIds = [] }: Need,
  knows: (contender: Contender) => boolean,
): Pick | null {
  const free = contenders.filter(
    ({ candidate, openCount }) =>
      candidate.available && openCount < candidate.capacity && !excludedAgentIds.includes(candidate.agentId),
  );
  const helpers = free.filter(knows);
  const [best, ...others] = (helpers.length > 0 ? helpers : free).toSorted(compare);
  if (best === undefined) return null;
  const reasons: Reason[] = helpers.length > 0 ? [{ kind: 'knowsCustomer' }] : [];
  if (free.length === 1 && reasons.length === 0) reasons.push({ kind: 'onlyOneWithRoom' });
  else if (others.length > 0) reasons.push(...tieBreaks(best, others));
  return { agentId: best.candidate.agentId, reasons };
}

function compare(a: Contender, b: Contender): number {
  if (a.openCount !== b.openCount) return a.openCount - b.openCount;
  if (a.assignedRank !== b.assignedRank) return a.assignedRank < b.assignedRank ? -1 : 1;
  return a.candidate.agentId < b.candidate.agentId ? -1 : 1;
}

/** What set the best apart: each comparison that was needed until it stood alone. */
function tieBreaks(best: Contender, others: readonly Contender[]): Reason[] {
  const reasons: Reason[] = [{ kind: 'fewestOpen', openCount: best.openCount }];
  const equals = others.filter((other) => other.openCount === best.openCount);
  if (equals.length === 0) return reasons;
  const lastAssignedAt = best.candidate.lastAssignedAt?.toISOString() ?? null;
  reasons.push({ kind: 'assignedLongestAgo', lastAssignedAt });
  if (equals.some((other) => other.assignedRank === best.assignedRank)) reasons.push({ kind: 'firstById' });
  return reasons;
}
