import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { excerpt } from './excerpt.ts';
import { graphemeCount } from './graphemes.ts';

describe('excerpt', () => {
  test.each([
    ['', 10, ''],
    ['kurz', 10, 'kurz'],
    ['  zwei\n\nZeilen\t hier ', 20, 'zwei Zeilen hier'],
    ['genau zehn', 10, 'genau zehn'],
    ['genau zehn!', 10, 'genau zeh…'],
    ['Seit drei Stunden kein Netz', 20, 'Seit drei Stunden…'],
    ['Donaudampfschifffahrtsgesellschaft', 10, 'Donaudamp…'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, '👨‍👩‍👧‍👦…'],
    [`${' '.repeat(40)}spät`, 10, 'spät'],
  ])('of %j within %i is %j', (text, limit, expected) => {
    expect(excerpt(text, limit)).toBe(expected);
  });

  it('is one line, not too long, whole graphemes, and the beginning of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 2, max: 30 }),
        (text, limit) => {
          const line = excerpt(text, limit);
          expect(graphemeCount(line)).toBeLessThanOrEqual(limit);
          expect(line).not.toMatch(/[\n\r\t]| {2}|^ | $/);
          const start = line.replace(/…$/, '').trimEnd();
          expect(text.trim().replace(/\s+/g, ' ').startsWith(start)).toBe(true);
        },
      ),
    );
  });

  it('stays small when accents are stacked without end', () => {
    const line = excerpt(`Z${'\u0335'.repeat(50_000)}algo`, 160);
    expect(line.length).toBeLessThanOrEqual(160 * 8 + 1);
    expect(excerpt('😀'.repeat(100_000), 160)).toBe(`${'😀'.repeat(159)}…`);
  });
});
