import { takeGraphemes } from './graphemes.ts';

/** Units that a character may have on average before an excerpt ends early: stacked accents are not to be stored. */
const UNITS_PER_GRAPHEME = 8;

/**
 * A text on one line, at most `limit` graphemes long: white space becomes single spaces, and what is left out becomes
 * an ellipsis, after a whole word if one ends near.
 */
export function excerpt(text: string, limit = 160): string {
  const units = limit * UNITS_PER_GRAPHEME;
  // Four times the units, so that text full of white space is still read far enough.
  const line = text
    .slice(0, units * 4)
    .trim()
    .replace(/\s+/g, ' ');
  const isWhole = text.length <= units * 4 && line.length <= units;
  if (isWhole && takeGraphemes(line, limit) === line) return line;
  const cut = takeGraphemes(line.slice(0, units), limit - 1);
  const wordEnd = cut.lastIndexOf(' ');
  const kept = wordEnd > cut.length * 0.8 && line.charAt(cut.length) !== ' ' ? cut.slice(0, wordEnd) : cut;
  return `${withoutHalfPair(kept).trimEnd()}…`;
}

/** Cutting by units may have left the first half of a pair at the end. */
function withoutHalfPair(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}
