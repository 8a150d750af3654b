import type { Candidate, Waiting } from './pick-agent.ts';

/** Who gets it, or why nobody. */
export type ReferenceOutcome = { agentId: string } | { stuck: string };

interface Given {
  agentId: string;
  weight: number;
}

/**
 * What `placeMany` has to answer, the slow way and for nothing but comparing: for every conversation everybody is looked
 * at anew, loads are summed up from all that was given before, and the whole order is sorted. Keeps nothing, skips
 * nothing, shares no code with what it judges.
 */
export function placeExhaustively(
  conversations: readonly Waiting[],
  candidates: readonly Candidate[],
  now: Date,
): ReferenceOutcome[] {
  const given: Given[] = [];
  return conversations.map((waiting) => {
    const outcome = placeOne(waiting, candidates, given, now);
    if ('agentId' in outcome) given.push({ agentId: outcome.agentId, weight: waiting.weight });
    return outcome;
  });
}

function placeOne(
  waiting: Waiting,
  candidates: readonly Candidate[],
  given: readonly Given[],
  now: Date,
): ReferenceOutcome {
  const people = candidates.map((candidate) => {
    const theirs = given.filter(({ agentId }) => agentId === candidate.agentId);
    const load = theirs.reduce((sum, { weight }) => sum + weight, candidate.load);
    const isFree =
      candidate.availability === 'available' &&
      candidate.capacity > 0 &&
      (load < 0.0005 || load + waiting.weight <= candidate.capacity + 0.0005);
    const lastGiven = given.findLastIndex(({ agentId }) => agentId === candidate.agentId);
    return {
      candidate,
      load: Number(load.toFixed(3)),
      lastGiven,
      lacks: waiting.needs.filter((need) => !has(candidate, need)),
      isExcluded: waiting.excluded?.has(candidate.agentId) ?? false,
      isFree,
    };
  });
  const could = people.filter(({ lacks, isExcluded }) => lacks.length === 0 && !isExcluded);
  const helper = could.find(({ candidate }) => candidate.agentId === waiting.lastHelperId);
  if (helper?.isFree) return { agentId: helper.candidate.agentId };
  if (helper !== undefined && isExpected(helper.candidate, waiting.waitsUntil, now))
    return { stuck: 'waitsFor' };
  const [best] = could
    .filter(({ isFree }) => isFree)
    .toSorted(
      (a, b) =>
        a.load - b.load ||
        a.lastGiven - b.lastGiven ||
        (a.candidate.lastAssignedAt?.getTime() ?? -1) - (b.candidate.lastAssignedAt?.getTime() ?? -1) ||
        (a.candidate.agentId < b.candidate.agentId ? -1 : 1),
    );
  if (best !== undefined) return { agentId: best.candidate.agentId };
  return {
    stuck: whyNot(
      waiting,
      candidates,
      could.map(({ candidate }) => candidate),
    ),
  };
}

function has({ abilities }: Candidate, need: string): boolean {
  const [kind, name, level] = need.split(':');
  return (abilities.get(`${kind}:${name}`) ?? 0) >= Number(level ?? 1);
}

function isExpected(helper: Candidate, until: Date | null, now: Date): boolean {
  if (until === null || until.getTime() <= now.getTime() || helper.capacity === 0) return false;
  if (helper.availability === 'available' || helper.availability === 'busy') return true;
  return helper.returnsAt !== null && helper.returnsAt.getTime() <= until.getTime();
}

function whyNot({ needs }: Waiting, candidates: readonly Candidate[], could: readonly Candidate[]): string {
  if (candidates.length === 0) return 'nobodyInTeam';
  const missing = needs.findIndex(
    (_, index) =>
      !candidates.some((candidate) => needs.slice(0, index + 1).every((need) => has(candidate, need))),
  );
  const need = needs[missing];
  if (need !== undefined) return need.startsWith('skill:') ? 'nobodyHasSkill' : 'nobodySpeaks';
  if (could.length === 0) return 'nobodyLeft';
  const isSomebodyThere = could.some(
    ({ availability }) => availability === 'available' || availability === 'busy',
  );
  return isSomebodyThere ? 'allFull' : 'allAway';
}
