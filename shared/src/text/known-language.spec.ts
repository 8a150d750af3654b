import { describe, expect, test } from '@jest/globals';
import { knownLanguage } from './known-language.ts';

describe('knownLanguage', () => {
  test.each([
    ['tr', 'tr'],
    ['pt-BR', 'pt'],
    ['DE_at', 'de'],
    ['nds', 'nds'],
    ['und', null],
    ['zxx', null],
    ['mul', null],
    ['qme', null],
    ['xx', null],
    ['', null],
    ['not a language', null],
    ['\u{1f600}', null],
  ])('reads "%s" as %p', (tag, language) => {
    expect(knownLanguage(tag)).toBe(language);
  });
});
