import type { ColleagueSuggestion } from '@visavis/shared/api/hand-over';

export type Rated = Omit<ColleagueSuggestion, 'isSuggested'>;

/**
 * The likeliest first: who is there, then who can (skills, language), then who knows the customer, then the team of the
 * conversation, then who has room, the most room first. One is suggested: the first who is there, can, has room, and knows
 * the customer or is of the team. Names decide the rest, so that the order is always the same.
 */
export function rankColleagues(rated: readonly Rated[]): ColleagueSuggestion[] {
  const sorted = rated.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      b.knownFrom - a.knownFrom ||
      freeOf(b) - freeOf(a) ||
      a.agent.name.localeCompare(b.agent.name),
  );
  const suggested = sorted.find(
    (one) =>
      one.availability === 'available' && can(one) && freeOf(one) > 0 && (one.knownFrom > 0 || one.isInTeam),
  );
  return sorted.map((one) => ({ ...one, isSuggested: one === suggested }));
}

function rank(one: Rated): number {
  return (
    Number(!isThere(one)) * 16 +
    Number(!can(one)) * 8 +
    Number(one.knownFrom === 0) * 4 +
    Number(!one.isInTeam) * 2 +
    Number(freeOf(one) <= 0)
  );
}

const isThere = ({ availability }: Rated) => availability === 'available' || availability === 'busy';
const can = ({ skills, speaks }: Rated) => skills.has === skills.needed && speaks;
const freeOf = ({ capacity, load }: Rated) => capacity - load;
