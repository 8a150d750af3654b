import { describe, expect, it } from '@jest/globals';
import { testConfig } from '../../../test/test-config.ts';
import { SecretBox, SecretBoxError } from './secret-box.ts';

const boxOf = (...secrets: string[]) => new SecretBox(testConfig({ secrets }));

describe('the secret box', () => {
  const old = boxOf('the old secret of the house');
  const rotated = boxOf('the new secret of the house', 'the old secret of the house');

  it('opens what it sealed, and seals the same text differently each time', () => {
    const sealed = old.seal('pässword ✓', 'channel:1');
    expect(sealed).not.toContain('pässword');
    expect(sealed).not.toBe(old.seal('pässword ✓', 'channel:1'));
    expect(old.open(sealed, 'channel:1')).toBe('pässword ✓');
  });

  it('opens with every secret of a rotation and seals with the first', () => {
    const sealed = old.seal('x', 'channel:1');
    expect(rotated.open(sealed, 'channel:1')).toBe('x');
    expect(rotated.needsResealing(sealed)).toBe(true);
    const resealed = rotated.seal('x', 'channel:1');
    expect(rotated.needsResealing(resealed)).toBe(false);
    expect(() => old.open(resealed, 'channel:1')).toThrow('not in VISAVIS_SECRET');
  });

  it('refuses a text that belongs to something else', () => {
    expect(() => old.open(old.seal('x', 'channel:1'), 'channel:2')).toThrow(SecretBoxError);
  });

  it('refuses a text in which any one character was changed', () => {
    const sealed = old.seal('a token', 'channel:1');
    for (let index = 0; index < sealed.length - 1; index += 1) {
      const changed = sealed.slice(0, index) + (sealed[index] === 'A' ? 'B' : 'A') + sealed.slice(index + 1);
      expect(() => old.open(changed, 'channel:1')).toThrow(SecretBoxError);
    }
  });

  it.each(['', 'v1', 'v1..', 'plain text', 'v1.00000000.AAAA'])('refuses %j', (text) => {
    expect(() => old.open(text, 'channel:1')).toThrow(SecretBoxError);
  });
});
