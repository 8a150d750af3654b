import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { displayNameOf, initialsOf } from './identity.ts';
import { graphemeCount } from '../text/graphemes.ts';

describe('initialsOf', () => {
  test.each([
    ['Svenja Albers', 'SA'],
    ['Ronny K.', 'RK'],
    ['svenja', 'S'],
    ['Anna Maria von der Heide', 'AH'],
    ['Derya Öztürk', 'DÖ'],
    ['O\u0308zlem', 'O\u0308'],
    ['ß Meier', 'ßM'],
    ['@funkloch_opfer', 'F'],
    ['(Max) "Mustermann"', 'MM'],
    ['🦊 Robin 🌈', 'R'],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['🇩🇪 ', '🇩🇪'],
    ['山田 太郎', '山太'],
    ['محمد علي', 'مع'],
    ['\u202eגל כהן', 'גכ'],
    ['4 Pfoten', '4P'],
    ['***', '*'],
    ['  ', '?'],
    ['', '?'],
    ['\u200b\u202e', '?'],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('are one or two characters of any name, and never steer the text around them', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (name) => {
        const initials = initialsOf(name);
        expect(graphemeCount(initials)).toBeGreaterThanOrEqual(1);
        expect(graphemeCount(initials)).toBeLessThanOrEqual(2);
        expect(initials).not.toMatch(/[\u202a-\u202e\u2066-\u2069\s]/u);
      }),
    );
  });
});

describe('displayNameOf', () => {
  test.each([
    [{ name: 'Svenja Albers', handle: 'svenja' }, 'Svenja Albers'],
    [{ name: '  Svenja\n\tAlbers ', handle: 'svenja' }, 'Svenja Albers'],
    [{ name: '', handle: 'svenja@norden.example' }, '@svenja@norden.example'],
    [{ name: ' \u200b', handle: '@svenja' }, '@svenja'],
    [{ name: null, handle: undefined }, null],
    [{ handle: '@' }, null],
    [{ name: '\u202egnp.neveS\u202c' }, 'gnp.neveS'],
    [{ name: 'Robin 👩‍🚀' }, 'Robin 👩‍🚀'],
    [{ name: 'می‌خواهم' }, 'می‌خواهم'],
  ])('of %j is %j', (named, shown) => {
    expect(displayNameOf(named)).toBe(shown);
  });
});
