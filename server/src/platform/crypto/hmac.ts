import { createHmac, timingSafeEqual } from 'node:crypto';

const HEADER = /^sha256=([0-9a-f]{64})$/i;

/** Hex HMAC-SHA256 of the raw bytes, without any prefix. */
export function signSha256Hex(secret: string, raw: string | Uint8Array): string {
  return createHmac('sha256', secret).update(raw).digest('hex');
}

/**
 * Whether a header of the form `sha256=<hex>` signs exactly these bytes. Compares in constant time; a missing or
 * malformed header is simply not a signature.
 */
export function verifySha256Header(
  secret: string,
  raw: string | Uint8Array,
  header: string | undefined,
): boolean {
  const given = HEADER.exec(header?.trim() ?? '')?.[1];
  if (given === undefined) return false;
  const expected = createHmac('sha256', secret).update(raw).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}
