import { expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { utf8Length } from './utf8.ts';

test.each([
  ['', 0],
  ['a', 1],
  ['ü', 2],
  ['€', 3],
  ['👍', 4],
  ['\ud83d', 3],
  ['\ude00\ud83d', 6],
])('%j takes %i bytes', (text, bytes) => {
  expect(utf8Length(text)).toBe(bytes);
});

it('is what an encoder makes of any text, half surrogate pairs included', () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(unit).map((units) => units.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)),
  );
});
