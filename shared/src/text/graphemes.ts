const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Printable ASCII and single line feeds: what most text is made of, one grapheme for each unit. */
const plain = /^[\n\x20-\x7e]*$/;

/** The number of characters as people see them: an emoji with skin tone, a letter with its accents, a flag are one. */
export function graphemeCount(text: string): number {
  if (plain.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** The characters of a text as people see them, one after the other and only as far as somebody reads on. */
export function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** The beginning of a text, at most `count` graphemes; the text itself when it is no longer. */
export function takeGraphemes(text: string, count: number): string {
  // A grapheme has at least one unit.
  if (text.length <= count) return text;
  let taken = 0;
  for (const { index } of segmenter.segment(text)) {
    if (taken === count) return text.slice(0, index);
    taken += 1;
  }
  return text;
}
