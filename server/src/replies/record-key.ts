import { randomBytes } from 'node:crypto';

/** RFC 4648, in lower case. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 26;

/** A random key that a connector may use as the name of what it makes: 26 characters of base32, 130 bits. */
export function newRecordKey(): string {
  return [...randomBytes(LENGTH)].map((byte) => BASE32.charAt(byte & 31)).join('');
}
