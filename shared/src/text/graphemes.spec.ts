import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { graphemeCount, graphemesOf, takeGraphemes } from './graphemes.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

describe('graphemeCount', () => {
  test.each([
    ['', 0],
    ['plain text\n', 11],
    ['\r\n', 1],
    ['Grüße 👨‍👩‍👧‍👦 🇩🇪', 9],
    ['👍🏽', 1],
    ['e\u0301', 1],
    ['1️⃣', 1],
    ['नमस्ते', 3],
    ['\ud83d', 1],
  ])('of %j is %i', (text, count) => {
    expect(graphemeCount(text)).toBe(count);
  });

  it('is the number of graphemes', () => {
    fc.assert(
      fc.property(anyText, (text) => expect(graphemeCount(text)).toBe([...graphemesOf(text)].length)),
    );
  });
});

describe('takeGraphemes', () => {
  it('cuts between graphemes, never within one', () => {
    expect(takeGraphemes('a👨‍👩‍👧‍👦b', 2)).toBe('a👨‍👩‍👧‍👦');
    expect(takeGraphemes('e\u0301e\u0301', 1)).toBe('e\u0301');
    expect(takeGraphemes('abc', 0)).toBe('');
    expect(takeGraphemes('abc', 3)).toBe('abc');
    expect(takeGraphemes('', 3)).toBe('');
  });

  it('takes a beginning of exactly so many, or everything', () => {
    fc.assert(
      fc.property(anyText, fc.nat(20), (text, count) => {
        const taken = takeGraphemes(text, count);
        expect(text.startsWith(taken)).toBe(true);
        expect(graphemeCount(taken)).toBe(Math.min(count, graphemeCount(text)));
      }),
    );
  });
});
