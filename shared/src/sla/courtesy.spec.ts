import { describe, expect, test } from '@jest/globals';
import { isCourtesy } from './courtesy.ts';

describe('a closing courtesy', () => {
  test.each([
    ['Danke, tschüss!', 'de'],
    ['danke 🙏', 'de'],
    ['Vielen lieben Dank und einen schönen Abend!', 'de'],
    ['Super, läuft wieder. Danke euch ❤️', 'de'],
    ['❤️', null],
    ['👍🏽👍🏽', 'de'],
    [':)', 'de'],
    ['<3', null],
    ['Thank you so much!', 'en'],
    ['thx', 'de'],
    ['@brueckenfunk_hilft Danke!', 'de'],
    ['Çok teşekkürler, iyi günler', 'tr'],
    ['Merci beaucoup', 'fr'],
    ['Muchas gracias', 'es'],
    ['Grazie mille', 'it'],
    ['Dziękuję bardzo', 'pl'],
    ['Bedankt voor de hulp', 'nl'],
    ['Danke', null],
    ['DANKE', 'de-AT'],
  ])('%s', (text, language) => expect(isCourtesy(text, language)).toBe(true));
});

describe('no courtesy', () => {
  test.each([
    ['Danke, aber es geht immer noch nicht', 'de'],
    ['Danke für nichts', 'de'],
    ['Danke. Und wann kommt der Techniker?', 'de'],
    ['Danke, Kundennummer 4711', 'de'],
    ['Danke https://example.org', 'de'],
    ['gut jetzt', 'de'],
    ['ok', 'de'],
    ['😡', null],
    ['💔', 'de'],
    ['Danke 😡', 'de'],
    ['❓', null],
    ['Tschüss, ich kündige', 'de'],
    ['Thanks but no thanks', 'en'],
    ['', null],
    ['   ', 'de'],
    ['…', 'de'],
    ['1', null],
    ['Danke '.repeat(20), 'de'],
    ['Nicht gut', 'de'],
    ['teşekkürler ama çalışmıyor', 'tr'],
  ])('%s', (text, language) => expect(isCourtesy(text, language)).toBe(false));
});
