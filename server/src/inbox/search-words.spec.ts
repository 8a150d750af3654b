import { describe, expect, it } from '@jest/globals';
import { contactPattern, searchWords, wordQuery } from './search-words.ts';

describe('words of a search', () => {
  it.each([
    ['Kein Netz', ['kein', 'netz']],
    ['  @jana_k  ', ['jana', 'k']],
    ['5G-Router!', ['5g', 'router']],
    ['Straße ÄÖÜ', ['straße', 'äöü']],
    ['e\u0301te\u0301', ['été']],
    ['हिन्दी', ['हिन्दी']],
    ['İREM ΓΙΩΡΓΟΣ', ['irem', 'γιωργοσ']],
    ["'; DROP TABLE", ['drop', 'table']],
    ['& | ! :* <->', []],
    ['', []],
  ])('in %j are %j', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('are at most eight', () => {
    expect(searchWords('a b c d e f g h i j')).toHaveLength(8);
  });
});

describe('the question to the text index', () => {
  it.each([
    [['netz'], { german: 'netz', simple: 'netz:*' }],
    [['kein', 'netz'], { german: 'kein netz', simple: 'kein & netz:*' }],
    [['5g'], { german: '5g', simple: '5g' }],
    [['netz', 'netz'], { german: 'netz netz', simple: 'netz & netz:*' }],
  ])('for %j takes the beginning of the last word only', (words, query) => {
    expect(wordQuery(words)).toEqual(query);
  });
});

describe('the pattern for names and handles', () => {
  it.each([
    [['jana'], ['%jana%']],
    [['jana', 'k'], ['%jana%k%']],
    [['öz'], ['öz%', '% öz%']],
    [['j', 'k'], ['%j%k%']],
  ])('of %j is %j', (words, patterns) => {
    expect(contactPattern(words)).toEqual(patterns);
  });
});
