import { describe, expect, it } from '@jest/globals';
import { errorStatus } from '@visavis/shared/errors';
import { cataloguesDe } from './catalogues.de.ts';
import { cataloguesEn } from './catalogues.en.ts';

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const placeholders = (text: string) =>
  [...text.matchAll(/{{(\w+)}}|<(\w+)>/g)].map((match) => match[0]).toSorted();

describe('the words', () => {
  const de = leaves(cataloguesDe as unknown as Tree);
  const en = new Map(leaves(cataloguesEn as unknown as Tree));

  it('exist in both languages', () => {
    expect([...en.keys()].toSorted()).toEqual(de.map(([key]) => key).toSorted());
    expect(de.filter(([key, words]) => words.trim() === '' || en.get(key)?.trim() === '')).toEqual([]);
  });

  it('have the same blanks to fill in, so that nothing is lost in translation', () => {
    const different = de.filter(
      ([key, words]) => placeholders(words).join() !== placeholders(en.get(key) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it('have a sentence for every error of the API', () => {
    for (const code of Object.keys(errorStatus)) {
      expect(cataloguesDe.common.errors).toHaveProperty([code]);
    }
  });

  it('never shout', () => {
    expect([...de, ...en].filter(([, words]) => words.includes('!'))).toEqual([]);
  });
});
