/** Digits and letters without I, L, O, which look like digits, and without U, which looks like V. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 13;
const NEEDED_BYTES = 9;

/** Whatever people and their keyboards put between the groups. */
const separators = /[\s\p{Pd}\p{Cf}._·]/gu;
const code = /^[0-9A-HJKMNP-TV-Z]{13}$/;
/** The code of a check link, which may stand anywhere in a text. */
const linked = /\/c\/([0-9a-z-]{13,15})(?![0-9a-z])/gi;
/** A code in groups within a text; a word of 13 letters is not one. */
const grouped = /(?<![0-9a-z-])[0-9a-z]{4}\p{Pd}[0-9a-z]{4}\p{Pd}[0-9a-z]{5}(?![0-9a-z-])/giu;

/** A check code from at least 9 random bytes, of which it takes the first 65 bits. */
export function checkCodeFromBytes(bytes: Uint8Array): string {
  if (bytes.length < NEEDED_BYTES) throw new RangeError(`a check code needs ${NEEDED_BYTES} random bytes`);
  let characters = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes.subarray(0, NEEDED_BYTES)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && characters.length < LENGTH) {
      bits -= 5;
      characters += alphabet.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return characters;
}

/** In groups for people: `7KQ2-M9XW-4TPBD`. */
export function formatCheckCode(checkCode: string): string {
  return `${checkCode.slice(0, 4)}-${checkCode.slice(4, 8)}-${checkCode.slice(8)}`;
}

/**
 * The code in what somebody typed or pasted: a code in any case, with any separators, with O for 0 and I or L for 1; a
 * check link; or a whole text with either in it, then the last one, since replies end with theirs. Null when there is
 * none. It says nothing about where a link leads: whoever shows the answer shows whose reply the code belongs to.
 */
export function parseCheckCode(input: string): string | null {
  // What is longer is no reply of any network; the end is where the code stands.
  const text = input.slice(-100_000).normalize('NFKC');
  const candidates = [
    text.length <= 100 ? text : '',
    ...[...text.matchAll(linked)].reverse().map((found) => found[1] ?? ''),
    ...[...text.matchAll(grouped)].reverse().map(([found]) => found),
  ];
  return candidates.map(normalise).find((candidate) => code.test(candidate)) ?? null;
}

function normalise(candidate: string): string {
  return candidate.replace(separators, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
