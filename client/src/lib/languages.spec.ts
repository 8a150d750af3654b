import { describe, expect, it } from '@jest/globals';
import { findLanguages, isUnnamedCode, knownLanguages, languageName, readLanguage } from './languages.ts';

const codes = (text: string, locale = 'de', without: string[] = []) =>
  findLanguages(text, locale, without).map(({ code }) => code);

describe('languages', () => {
  it('are called as the reader calls them', () => {
    expect(languageName('tr', 'de')).toBe('Türkisch');
    expect(languageName('tr', 'en')).toBe('Turkish');
    expect(languageName('no code', 'en')).toBe('no code');
  });

  it('are known once each, without codes that say there is none', () => {
    const all = knownLanguages('en').map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
    for (const code of ['de', 'en', 'tr', 'uk', 'ar']) expect(all).toContain(code);
    for (const code of ['deu', 'iw', 'und', 'zxx']) expect(all).not.toContain(code);
  });

  it('are found by the start of a name or of a code, the nearest first, accents or not', () => {
    expect(codes('de')[0]).toBe('de');
    expect(codes('tür')[0]).toBe('tr');
    expect(codes('TURK')[0]).toBe('tr');
    expect(codes('ger', 'en')[0]).toBe('de');
    expect(codes('uk')[0]).toBe('uk');
    expect(codes('qqqq')).toEqual([]);
  });

  it('offer those met most before anything is typed, and none that is chosen', () => {
    expect(codes('').slice(0, 3)).toEqual(['de', 'en', 'fr']);
    expect(codes('', 'de', ['en']).slice(0, 2)).toEqual(['de', 'fr']);
  });

  it('are read from a code, a tag, a name, or the one name that begins so', () => {
    expect(['tr', 'TR', 'pt-BR', 'deu', 'türkisch', 'Ukrai'].map((text) => readLanguage(text, 'de'))).toEqual(
      ['tr', 'tr', 'pt', 'de', 'tr', 'uk'],
    );
    expect(['', 'beamt', 'a', 'xx yy', '<b>'].map((text) => readLanguage(text, 'de'))).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  it('may have a code and no name', () => {
    const meant = ['gsg', 'GSG', 'xx', 'und', 'tr', 'deu', 'ab1', 'qqqq'].filter((text) =>
      isUnnamedCode(text, 'de'),
    );
    expect(meant).toEqual(['gsg', 'GSG', 'xx']);
  });
});
