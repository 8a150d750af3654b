import { randomFillSync } from 'node:crypto';

const random = new Uint8Array(10);
let lastMilliseconds = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562, section 5.7, method 1): 48 bits of Unix milliseconds, a 12-bit counter, 62 random bits.
 * Ids made by one process rise strictly, so rows made together keep their order and land side by side in the index.
 *
 * @param now the instant to carry; an instant before the last one used counts as the last one
 */
export function newId(now: Date = new Date()): string {
  const milliseconds = now.getTime();
  randomFillSync(random);
  if (milliseconds > lastMilliseconds) {
    lastMilliseconds = milliseconds;
    // Half of the counter stays free, so that ids of one millisecond have room to rise.
    counter = (byte(0) << 3) | (byte(1) >> 5);
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMilliseconds += 1;
      counter = 0;
    }
  }
  return format(lastMilliseconds, counter);
}

function format(milliseconds: number, count: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const third = (0x7000 | count).toString(16);
  const fourth = (((byte(2) & 0x3f) | 0x80) << 8) | byte(3);
  let node = '';
  for (let index = 4; index < 10; index += 1) node += byte(index).toString(16).padStart(2, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${third}-${fourth.toString(16)}-${node}`;
}

function byte(index: number): number {
  return random[index] ?? 0;
}
