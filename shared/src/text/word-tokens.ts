/** Accents, Hebrew points and Arabic vowel signs: writers leave them out. Marks of other scripts are part of the word. */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;

/** What is not seen: joiners, soft hyphens, marks of direction, variation selectors, skin tones, the key of a keycap. */
const UNSEEN =
  /\u00ad|\u034f|\u061c|\u20e3|\ufeff|[\u200b-\u200f\u202a-\u202e\u2060-\u2069]|[\u{fe00}-\u{fe0f}]|[\u{1f3fb}-\u{1f3ff}]/gu;

/** Letters that are one of ours with something added, but have no decomposition. */
const KIN: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };
const KIN_LETTERS = /[ßıæœøłđ]/gu;

/** They stand at the end of a word, and would be decomposed into letters of it. */
const SIGNS = /[©®™℠]/gu;

/** Text of Latin letters without any accent, which is most text: nothing to decompose. */
const PLAIN = /^[\t-\r -~]*$/u;

/**
 * A word is a run of letters, digits and their marks. Scripts that put no space between words are taken letter by
 * letter, so that a word in them is a phrase; so are pictures and flags. No alternative can begin where another does,
 * so that reading takes one step per character whatever the text.
 */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const TOKEN = new RegExp(
  `[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+|\\p{Regional_Indicator}{1,2}|\\p{Extended_Pictographic}`,
  'gu',
);

/** A text as words are compared: whatever its case, its accents and what is not seen. "Straße" and "STRASSE" are one. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .replace(UNSEEN, '')
    .replace(SIGNS, ' ')
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(KIN_LETTERS, (letter) => KIN[letter] ?? letter)
    .replaceAll('ς', 'σ');
}

/** The words of a text in their order, folded; flags, emoji and letters of unspaced scripts one by one. */
export function wordTokens(text: string): string[] {
  return foldText(text).match(TOKEN) ?? [];
}
