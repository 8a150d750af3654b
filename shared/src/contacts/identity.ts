import { graphemesOf } from '../text/graphemes.ts';

/** What a network tells about the person behind a post. */
export interface Named {
  readonly name?: string | null | undefined;
  readonly handle?: string | null | undefined;
}

/** Marks that steer the direction of text, and what else is there but cannot be seen. */
const invisible = /[\p{Cc}\p{Cf}\p{Surrogate}\u{2028}\u{2029}]/gu;
/** Of these, what holds letters and emoji together. */
const joiners = /\u{200C}|\u{200D}|[\u{E0020}-\u{E007F}]/u;

/**
 * The name to show for a person: the name on one line and without marks that would turn the words around it, else the
 * handle, else null, and the screen says that the person gave none.
 */
export function displayNameOf({ name, handle }: Named): string | null {
  const shown = oneLine(name ?? '');
  if (shown !== '') return shown;
  const handleShown = oneLine(handle ?? '').replace(/^@+/, '');
  return handleShown === '' ? null : `@${handleShown}`;
}

/**
 * At most two characters that stand for a person without a picture: of the first and the last word that begin with a
 * letter or digit, else the first thing there is, such as an emoji; `?` for nothing at all.
 */
export function initialsOf(name: string): string {
  const words = oneLine(name).split(' ').filter(Boolean);
  const letters = words.map(firstLetter).filter((letter) => letter !== null);
  const [first, last] = [letters[0], letters.length > 1 ? letters.at(-1) : ''];
  if (first !== undefined) return upper(first) + upper(last ?? '');
  const [anything = '?'] = graphemesOf(words[0] ?? '');
  return anything;
}

function visible(text: string): string {
  return text.replace(invisible, (mark) => (joiners.test(mark) ? mark : ''));
}

function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ')).replace(/ {2,}/g, ' ').trim();
}

/** A word may begin with punctuation, `@` or an emoji; what counts is its first letter or digit. */
function firstLetter(word: string): string | null {
  for (const grapheme of graphemesOf(word.slice(0, 100))) {
    if (/^[\p{L}\p{N}]/u.test(grapheme) && !/\p{Emoji_Presentation}|\u{20E3}/u.test(grapheme))
      return grapheme;
  }
  return null;
}

/** In upper case, unless that makes two letters of one, as with ß. */
function upper(letter: string): string {
  const raised = letter.toUpperCase();
  return raised.length === letter.length ? raised : letter;
}
