import { describe, expect, it } from '@jest/globals';
import { recordKeyOf } from './bluesky.key.ts';

const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const deliveryId = '019a9f62-3b40-7000-8000-0000000000d1';
const recordKey = 'mzxw6ytboi4dkmrsgiztembqge';

function instantOf(tid: string): number {
  const bits = [...tid].reduce((sum, char) => (sum << 5n) | BigInt(ALPHABET.indexOf(char)), 0n);
  return Number(bits >> 10n) / 1_000;
}

describe('the key of a reply', () => {
  it('has the form that the network demands, and the time of the delivery', () => {
    const key = recordKeyOf({ deliveryId, recordKey });
    expect(key).toMatch(TID);
    expect(Math.floor(instantOf(key))).toBe(0x019a9f623b40);
  });

  it('is the same in every try, and another one for another reply of the same millisecond', () => {
    const keys = Array.from({ length: 200 }, (_, at) => recordKeyOf({ deliveryId, recordKey: `key-${at}` }));
    expect(new Set(keys).size).toBe(200);
    expect(recordKeyOf({ deliveryId, recordKey: 'key-7' })).toBe(keys[7]);
  });

  it('needs no time in the id', () => {
    const key = recordKeyOf({ deliveryId: 'b6f1', recordKey });
    expect(key).toMatch(TID);
    expect(recordKeyOf({ deliveryId: 'b6f1', recordKey })).toBe(key);
  });
});
