import { describe, expect, test } from '@jest/globals';
import type { ColleagueSuggestion } from '@visavis/shared/api/hand-over';
import { handOverTargets } from './hand-over-targets.ts';

const colleague = (name: string, helpsWith = ''): ColleagueSuggestion => ({
  agent: { id: name, name, avatarUrl: '' },
  helpsWith,
  availability: 'available',
  returnsAt: null,
  knownFrom: 0,
  skills: { needed: 0, has: 0 },
  speaks: true,
  load: 0,
  capacity: 8,
  isInTeam: true,
  isSuggested: false,
  introduction: '',
});
const teams = [
  { id: 'app', name: 'App' },
  { id: 'care', name: 'Serviceteam' },
];
const idsOf = (term: string) =>
  handOverTargets([colleague('Lena', 'Störungen'), colleague('Amina')], teams, {
    ownTeamId: 'care',
    term,
  }).map(({ id }) => id);

describe('to whom a conversation can be handed over', () => {
  test('stands in the order of the server, people before teams, the own team first', () => {
    expect(idsOf('')).toEqual(['Lena', 'Amina', 'care', 'app']);
  });

  test('is found by name, by what somebody helps with, and by team', () => {
    expect(idsOf('ami')).toEqual(['Amina']);
    expect(idsOf(' STÖRUNG ')).toEqual(['Lena']);
    expect(idsOf('service')).toEqual(['care']);
    expect(idsOf('xyz')).toEqual([]);
  });
});
