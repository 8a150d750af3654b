import { describe, expect, test } from '@jest/globals';
import { rankColleagues, type Rated } from './rank-colleagues.ts';

const rated = (name: string, part: Partial<Rated> = {}): Rated => ({
  agent: { id: name, name, avatarUrl: '' },
  helpsWith: '',
  availability: 'available',
  returnsAt: null,
  knownFrom: 0,
  skills: { needed: 0, has: 0 },
  speaks: true,
  load: 0,
  capacity: 8,
  isInTeam: true,
  introduction: '',
  ...part,
});
const orderOf = (people: Rated[]) => rankColleagues(people).map(({ agent }) => agent.id);
const suggestedOf = (people: Rated[]) =>
  rankColleagues(people).find(({ isSuggested }) => isSuggested)?.agent.id;

describe('colleagues', () => {
  test.each<[string, Rated[], string[]]>([
    [
      'who are there before who are not',
      [rated('a', { availability: 'away', knownFrom: 3 }), rated('b')],
      ['b', 'a'],
    ],
    [
      'who can before who know the customer',
      [
        rated('a', { knownFrom: 3, skills: { needed: 1, has: 0 } }),
        rated('b', { skills: { needed: 1, has: 1 } }),
      ],
      ['b', 'a'],
    ],
    ['who speak the language', [rated('a', { speaks: false }), rated('b', { isInTeam: false })], ['b', 'a']],
    [
      'who know the customer before the team',
      [rated('a'), rated('b', { knownFrom: 1, isInTeam: false })],
      ['b', 'a'],
    ],
    [
      'who know the customer better',
      [rated('a', { knownFrom: 1 }), rated('b', { knownFrom: 2 })],
      ['b', 'a'],
    ],
    ['of the team before others', [rated('a', { isInTeam: false }), rated('b')], ['b', 'a']],
    ['with more room', [rated('a', { load: 3 }), rated('b', { load: 1 })], ['b', 'a']],
    ['by name', [rated('b'), rated('a')], ['a', 'b']],
  ])('stand first %s', (_, people, order) => {
    expect(orderOf(people)).toEqual(order);
  });

  test('who know the customer and have room are suggested, else the first of the team', () => {
    expect(suggestedOf([rated('a'), rated('b', { knownFrom: 1, isInTeam: false })])).toBe('b');
    expect(suggestedOf([rated('a'), rated('b', { knownFrom: 1, load: 8 })])).toBe('a');
    expect(suggestedOf([rated('a', { isInTeam: false })])).toBeUndefined();
    expect(suggestedOf([rated('a', { availability: 'busy' })])).toBeUndefined();
    expect(suggestedOf([])).toBeUndefined();
  });
});
