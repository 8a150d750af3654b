import twitterText from 'twitter-text';

export const xLimit = 280;

/** The vendor's patterns take quadratic time on dotted words, so they never see more than this at once. */
const AT_ONCE = 1000;

/**
 * X's weighted length: normalised to NFC, most Latin text weighs 1, everything else 2, an emoji of whatever many parts
 * 2, a link 23, a bare domain included (configuration 3 of the vendor's own library, which this is). What differs from
 * the network weighs too much, never too little: emoji sequences newer than the library, and links beyond
 * `AT_ONCE` characters.
 */
export function xLength(text: string): number {
  if (text.length <= AT_ONCE) return twitterText.parseTweet(text).weightedLength;
  // Neither a link nor an emoji contains a space, so words and the spaces between them can be weighed one by one.
  let length = 0;
  for (const [word] of text.normalize('NFC').matchAll(/\s+|\S+/g)) {
    length += word.length <= AT_ONCE ? twitterText.parseTweet(word).weightedLength : weightOf(word);
  }
  return length;
}

/** Code points that weigh 2; all others weigh 1. */
const heavy = /[\u{1100}-\u{1FFF}\u{200E}\u{200F}\u{2020}-\u{2031}\u{2038}-\u{10FFFF}]/u;

function weightOf(word: string): number {
  let weight = 0;
  for (const character of word) weight += heavy.test(character) ? 2 : 1;
  return weight;
}
