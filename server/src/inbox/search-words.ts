const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const MOST_WORDS = 8;
/** Shorter beginnings match too much to be of use. */
const SHORTEST_BEGINNING = 3;
/** Shorter than this, a trigram index only knows beginnings of words. */
const SHORTEST_INSIDE = 3;

/** The words of what somebody typed into the search field, in lower case; none when it holds no letter and no digit. */
export function searchWords(text: string): string[] {
  return (lowered(text.normalize('NFC')).match(WORD) ?? []).slice(0, MOST_WORDS);
}

/** Sign by sign, as the database does it: as a whole a word's last Σ would become ς, and İ two signs. */
function lowered(text: string): string {
  return [...text].map((sign) => (sign === 'İ' ? 'i' : sign.toLowerCase())).join('');
}

/**
 * What to ask of the text of messages: all words, by their German stems or as they are written. Of the last one the
 * beginning is enough, since people see results while they type. Words hold letters and digits only, so nothing in
 * them means anything to the query parser.
 */
export function wordQuery(words: readonly string[]): { german: string; simple: string } {
  const last = words.length - 1;
  const simple = words.map((word, at) =>
    at === last && word.length >= SHORTEST_BEGINNING ? `${word}:*` : word,
  );
  return { german: words.join(' '), simple: simple.join(' & ') };
}

/** Patterns for `lower(name || ' ' || handle)`: the words in their order, anywhere, or at the beginning of a word when short. */
export function contactPattern(words: readonly string[]): string[] {
  const pattern = words.join('%');
  return pattern.length >= SHORTEST_INSIDE ? [`%${pattern}%`] : [`${pattern}%`, `% ${pattern}%`];
}
