import { createHash } from 'node:crypto';

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const LENGTH = 13;
const UUID_OF_TIME = /^([0-9a-f]{8})-([0-9a-f]{4})-7/i;

/**
 * The key of our reply's record, the same in every try: a TID (microseconds since 1970 and ten more bits, in sortable
 * base32), which is all that the network takes for posts. Time is that of the delivery's own id, so the account's posts
 * stay in order; the rest comes from the random key that was made before the first try.
 */
export function recordKeyOf({ deliveryId, recordKey }: { deliveryId: string; recordKey: string }): string {
  const random = createHash('sha256').update(recordKey).digest().readBigUInt64BE();
  const [, high, low] = UUID_OF_TIME.exec(deliveryId) ?? [];
  const milliseconds = high === undefined || low === undefined ? null : BigInt(`0x${high}${low}`);
  const microseconds =
    milliseconds === null ? random >> 11n : milliseconds * 1_000n + ((random >> 10n) % 1_000n);
  // The first of the 64 bits is always zero.
  const bits = ((microseconds & ((1n << 53n) - 1n)) << 10n) | (random & 1_023n);
  return Array.from({ length: LENGTH }, (_, at) =>
    ALPHABET.charAt(Number((bits >> BigInt(5 * (LENGTH - 1 - at))) & 31n)),
  ).join('');
}
