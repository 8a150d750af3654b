import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TeamSumRow } from './figures.repository.ts';
import { hiddenFigures } from './hidden-figures.ts';

interface Work {
  person: number;
  team: string;
  group: string;
}

const teams = ['t1', 't2', 't3', 't4'];
const works = fc.array(
  fc.record({
    person: fc.integer({ min: 1, max: 20 }),
    team: fc.constantFrom(...teams),
    group: fc.constantFrom('g1', 'g2', 'g3'),
  }),
  { maxLength: 70 },
);
const row = ({ person, team, group }: Work): TeamSumRow => ({
  teamId: team,
  key: group,
  measure: 'people',
  bucket: person,
  n: 1,
});
const isTold = (given: readonly Work[]): boolean =>
  [1, 2, 3, 4].includes(new Set(given.map(({ person }) => person)).size);

/** Every choice of some of a few things. */
function choices<T>(things: readonly T[]): T[][] {
  return things.reduce<T[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]]);
}

/** What somebody who sees all teams is shown of each one when they ask for it alone. */
function shownOf(given: readonly Work[]) {
  const beside = { total: given.map(row), groups: given.map(row) };
  return new Map(
    teams.map((teamId) => {
      const own = given.filter(({ team }) => team === teamId);
      const { isTotalHidden, groups } = hiddenFigures(
        { groups: own.map(row), total: own.map(row) },
        { teamId, ...beside },
      );
      const cells = [...new Set(own.map(({ group }) => group))].filter((key) => !groups.has(key));
      return [teamId, { own, isTotalHidden, cells }] as const;
    }),
  );
}

describe('a report of one team among several', () => {
  it('tells of no fewer than five people, whatever is taken off the whole of the team', () => {
    fc.assert(
      fc.property(works, (given) => {
        for (const { own, isTotalHidden, cells } of shownOf(given).values()) {
          if (isTotalHidden) expect(cells).toEqual([]);
          else
            for (const taken of choices(cells))
              expect(isTold(own.filter(({ group }) => !taken.includes(group)))).toBe(false);
        }
      }),
    );
  });

  it('tells of none when it is taken off the same figure of all teams', () => {
    fc.assert(
      fc.property(works, (given) => {
        const shown = shownOf(given);
        const whole = teams.filter((team) => shown.get(team)?.isTotalHidden === false);
        if (!isTold(given))
          for (const taken of choices(whole))
            expect(isTold(given.filter(({ team }) => !taken.includes(team)))).toBe(false);
        for (const key of ['g1', 'g2', 'g3']) {
          const column = given.filter(({ group }) => group === key);
          if (isTold(column)) continue;
          const cells = teams.filter((team) => shown.get(team)?.cells.includes(key));
          for (const taken of choices(cells))
            expect(isTold(column.filter(({ team }) => !taken.includes(team)))).toBe(false);
        }
      }),
    );
  });
});
