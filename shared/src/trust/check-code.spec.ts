import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCodeFromBytes, formatCheckCode, parseCheckCode } from './check-code.ts';

const anyCode = fc.uint8Array({ minLength: 9, maxLength: 12 }).map(checkCodeFromBytes);

describe('checkCodeFromBytes', () => {
  it('makes 13 characters without look-alikes', () => {
    fc.assert(fc.property(anyCode, (code) => expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/)));
  });

  it('uses 65 bits, each of them', () => {
    const base = checkCodeFromBytes(new Uint8Array(9));
    expect(base).toBe('0000000000000');
    expect(checkCodeFromBytes(new Uint8Array(9).fill(255))).toBe('ZZZZZZZZZZZZZ');
    const codes = new Set([base]);
    for (let bit = 0; bit < 65; bit++) {
      const bytes = new Uint8Array(9);
      bytes[bit >> 3] = 128 >> (bit & 7);
      codes.add(checkCodeFromBytes(bytes));
    }
    expect(codes.size).toBe(66);
  });

  it('refuses less than 65 bits', () => {
    expect(() => checkCodeFromBytes(new Uint8Array(8))).toThrow(RangeError);
  });
});

describe('parseCheckCode', () => {
  const code = '7KQ2M9XW4TPBD';

  it('reads what formatCheckCode shows', () => {
    expect(formatCheckCode(code)).toBe('7KQ2-M9XW-4TPBD');
    fc.assert(fc.property(anyCode, (any) => expect(parseCheckCode(formatCheckCode(any))).toBe(any)));
  });

  test.each([
    '7KQ2M9XW4TPBD',
    '7kq2m9xw4tpbd',
    ' 7kq2 m9xw 4tpbd\n',
    '7KQ2–M9XW—4TPBD',
    '7KQ2-M9XW-4TPB-D',
    '7.K.Q.2_M9XW·4TPBD',
    '\u200b7KQ2M9XW4TPBD\u200b',
    '７ＫＱ２Ｍ９ＸＷ４ＴＰＢＤ',
    'https://brueckenfunk.example/c/7KQ2M9XW4TPBD',
    'http://127.0.0.1:3000/c/7kq2-m9xw-4tpbd?from=mail#top',
    'brueckenfunk.example/c/7KQ2M9XW4TPBD.json',
    '/c/7KQ2M9XW4TPBD/',
    'Hallo Svenja, die Tagesflat ist gebucht.\n\n— Jana aus dem Serviceteam ^JK\nhttps://brueckenfunk.example/c/7KQ2M9XW4TPBD',
    'Ist das von euch? Da steht https://bf.example/c/7KQ2M9XW4TPBD, komisch.',
    'Der Code lautet 7kq2-m9xw-4tpbd.',
  ])('finds it in %j', (input) => {
    expect(parseCheckCode(input)).toBe(code);
  });

  it('takes look-alikes for what they look like', () => {
    expect(parseCheckCode('OoIiLl0000000')).toBe('0011110000000');
  });

  it('takes the last of several, since a reply ends with its own', () => {
    const text = 'Antwort auf https://bf.example/c/AAAAAAAAAAAAA\n^JK https://bf.example/c/BBBBBBBBBBBBB';
    expect(parseCheckCode(text)).toBe('BBBBBBBBBBBBB');
  });

  test.each([
    '',
    '7KQ2-M9XW',
    '7KQ2M9XW4TPBDX',
    '7KQ2M9XW4TPBU',
    'Hallo, ist diese Antwort von euch?',
    'https://brueckenfunk.example/c/',
    'https://brueckenfunk.example/c/7KQ2M9XW4TPBDEXTRA',
    'Das Wort Verbrauchswer ist keiner, auch wenn es dreizehn Buchstaben hat.',
    '🙂'.repeat(13),
    '\ud83d',
  ])('finds none in %j', (input) => {
    expect(parseCheckCode(input)).toBeNull();
  });

  it('answers for anything, and soon', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = parseCheckCode(text);
        expect(found === null || found.length === LENGTH).toBe(true);
      }),
    );
    const startedAt = performance.now();
    for (const hostile of ['/c/', '/c/a-', 'aaaa-', '-', 'a', 'ﷺ'])
      parseCheckCode(hostile.repeat(500_000 / hostile.length));
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});

const LENGTH = 13;
