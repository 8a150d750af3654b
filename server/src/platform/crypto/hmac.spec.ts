import { describe, expect, it } from '@jest/globals';
import { signSha256Hex, verifySha256Header } from './hmac.ts';

describe('a signature over raw bytes', () => {
  // RFC 4231, test case 2.
  const signed = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';

  it('is the HMAC-SHA256 of the standard', () => {
    expect(signSha256Hex('Jefe', 'what do ya want for nothing?')).toBe(signed);
  });

  it.each([
    ['the right one', `sha256=${signed}`, true],
    ['capital letters', `SHA256=${signed.toUpperCase()}`, true],
    ['another text', `sha256=${signSha256Hex('Jefe', 'something else')}`, false],
    ['another secret', `sha256=${signSha256Hex('Jeff', 'what do ya want for nothing?')}`, false],
    ['no prefix', signed, false],
    ['half of it', `sha256=${signed.slice(0, 32)}`, false],
    ['letters that are no hex', `sha256=${'z'.repeat(64)}`, false],
    ['nothing', undefined, false],
  ])('with %s', (_name, header, isValid) => {
    expect(verifySha256Header('Jefe', 'what do ya want for nothing?', header)).toBe(isValid);
  });

  it('covers bytes that are no text', () => {
    const raw = Buffer.from([0xff, 0x00, 0xfe]);
    expect(verifySha256Header('s', raw, `sha256=${signSha256Hex('s', raw)}`)).toBe(true);
    expect(verifySha256Header('s', raw.toString('utf8'), `sha256=${signSha256Hex('s', raw)}`)).toBe(false);
  });
});
