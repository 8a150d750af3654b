import { describe, expect, test } from '@jest/globals';
import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import { removalsOf, type TakenBack } from './removals.ts';

const places = { replies: 12, checkPages: 11, onNetworks: 7 };
const forms = (given: Partial<Record<ConsentPurpose, PublicForm>>) =>
  new Map(Object.entries(given)) as TakenBack['before'];
const linesOf = (change: Partial<TakenBack>) =>
  removalsOf({
    before: forms({}),
    after: forms({}),
    erasedPictures: 0,
    hadPicture: true,
    places,
    ...change,
  }).map(({ purpose, place, count }) => `${purpose} ${place} ${count}`);

describe('the proof of what a withdrawal removed', () => {
  test('names each place of each purpose with its number, and the pictures', () => {
    const before = forms({
      replies: 'portrait',
      checkPage: 'portrait',
      teamPage: 'portrait',
      persona: 'portrait',
    });
    expect(linesOf({ before, erasedPictures: 2 })).toEqual([
      'replies pictures 2',
      'replies replies 12',
      'replies linkCards 11',
      'checkPage checkPages 11',
      'teamPage teamPage 1',
      'persona networkProfile 7',
    ]);
  });

  test('names only what was given up, also when less was agreed to instead', () => {
    const before = forms({ checkPage: 'portrait', persona: 'portrait' });
    expect(linesOf({ before, after: forms({ checkPage: 'firstName', persona: 'portrait' }) })).toEqual([
      'checkPage checkPages 11',
    ]);
  });

  test.each<[PublicForm, string[]]>([
    ['firstName', ['teamPage teamPage 1']],
    ['initials', ['teamPage teamPage 1']],
    ['shielded', []],
  ])('counts leaving the team page, where one stood as %s', (form, lines) => {
    expect(linesOf({ before: forms({ teamPage: form }), hadPicture: false })).toEqual(lines);
  });

  test('is empty where there was no picture to be seen', () => {
    expect(linesOf({ before: forms({ replies: 'portrait' }), hadPicture: false })).toEqual([]);
  });
});
