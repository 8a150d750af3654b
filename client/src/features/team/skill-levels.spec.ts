import { describe, expect, it } from '@jest/globals';
import { agents } from '../../../test/sample-data.ts';
import { abilitiesOf, levelIn, withLevel, type Ability } from './skill-levels.ts';

const fibre: Ability = { kind: 'skill', id: 's-fibre', name: 'Glasfaser', skill: null };
const turkish: Ability = { kind: 'language', id: 'tr', name: 'Türkisch', skill: null };
const known = {
  skills: [{ skillId: 's-fibre', level: 1 as const }],
  languages: [{ language: 'de', level: 3 as const }],
};

describe('levels', () => {
  it('are raised, added at the end, and taken away at nought', () => {
    expect(withLevel(known, fibre, 3).skills).toEqual([{ skillId: 's-fibre', level: 3 }]);
    expect(withLevel(known, turkish, 2).languages).toEqual([
      { language: 'de', level: 3 },
      { language: 'tr', level: 2 },
    ]);
    expect(withLevel(known, fibre, 0)).toEqual({ ...known, skills: [] });
    expect([levelIn(known, fibre), levelIn(known, turkish)]).toEqual([1, 0]);
  });
});

it('the columns are skills by name, then the languages that somebody speaks', () => {
  const skills = ['TV', 'Glasfaser'].map((name) => ({ id: `s-${name}`, name, description: '' }));
  const names = abilitiesOf(skills, agents, { locale: 'de', added: ['tr'] }).map(({ name }) => name);
  expect(names).toEqual(['Glasfaser', 'TV', 'Deutsch', 'Englisch', 'Türkisch']);
});
