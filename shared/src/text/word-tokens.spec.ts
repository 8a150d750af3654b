import { describe, expect, test } from '@jest/globals';
import { foldText, wordTokens } from './word-tokens.ts';

describe('foldText', () => {
  test.each([
    ['Störung', 'storung'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['ısınma', 'isinma'],
    ['IŞIK', 'isik'],
    ['café', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['Łódź', 'lodz'],
    ['ΌΔΟΣ', 'οδοσ'],
    ['οδός', 'οδοσ'],
    ['مَرْحَبًا', 'مرحبا'],
    ['שָׁלוֹם', 'שלום'],
    ['Ｎｅｔｚ', 'netz'],
    ['𝗡𝗲𝘁𝘇', 'netz'],
    ['Ro\u00aduter', 'router'],
    ['किताब', 'किताब'],
  ])('reads %p as %p', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('wordTokens', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['   …!?', []],
    ['Kein Netz, seit 3 Tagen!', ['kein', 'netz', 'seit', '3', 'tagen']],
    ['#Netzausfall @brueckenfunk', ['netzausfall', 'brueckenfunk']],
    ["Don't", ['don', 't']],
    ['Magenta™ geht', ['magenta', 'geht']],
    ['😡😡 so 👍🏽', ['😡', '😡', 'so', '👍']],
    ['❤️', ['❤']],
    ['🇩🇪🇹🇷', ['🇩🇪', '🇹🇷']],
    ['👩‍🚀', ['👩', '🚀']],
    ['ネット障害です', [...'ネット障害です']],
    ['网络故障', [...'网络故障']],
    ['iPhone坏了', ['iphone', '坏', '了']],
    ['\u202eקו\u202c נפל', ['קו', 'נפל']],
  ])('finds in %p the words %p', (text, words) => {
    expect(wordTokens(text).map((word) => word.normalize('NFC'))).toEqual(words);
  });
});
