import { expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { storableText } from './storable-text.ts';

test.each([
  ['plain\r\n\ttext', 'plain\r\n\ttext'],
  ['a\0b\0', 'ab'],
  ['\ud83d', '\ufffd'],
  ['\ude00\ud83d', '\ufffd\ufffd'],
  ['👍🏽', '👍🏽'],
  ['\u001b[31mred\u0007', '\u001b[31mred\u0007'],
  ['\u202egnp.exe\u200f', '\u202egnp.exe\u200f'],
])('%j is stored as %j', (text, stored) => {
  expect(storableText(text)).toBe(stored);
});

it('leaves nothing behind that UTF-8 or PostgreSQL refuses, and changes nothing else', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(
      fc.array(unit).map((units) => units.join('')),
      (text) => {
        const stored = storableText(text);
        expect(stored).not.toContain('\0');
        expect(new TextDecoder().decode(new TextEncoder().encode(`-${stored}`))).toBe(`-${stored}`);
        expect(storableText(stored)).toBe(stored);
      },
    ),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\0'));
      expect(storableText(text)).toBe(text);
    }),
  );
});
