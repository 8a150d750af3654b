import { diffArrays } from 'diff';

/** A piece of a text; `isOwn` where the other text does not have it. */
export interface Piece {
  text: string;
  isOwn: boolean;
}

export interface Differences {
  theirs: Piece[];
  mine: Piece[];
  /** Hardly a word is the same: marking nearly everything would say nothing. */
  isUnlike: boolean;
}

/** Texts that differ in more places than this are not compared to the end: nobody reads so many marks. */
const MOST_EDITS = 2_000;
/** Of the words of both texts, less than this in common is nothing in common. */
const LEAST_SHARED = 0.2;

const BLANK = /^\s*$/u;

/** Words and what stands between them, in any script; together they are the text again. */
function wordsOf(text: string): string[] {
  return Array.from(
    new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text),
    ({ segment }) => segment,
  );
}

/** Where two answers to the same customer differ, word by word. The pieces of each side together are its text. */
export function differences(theirs: string, mine: string): Differences {
  const changes = diffArrays(wordsOf(theirs), wordsOf(mine), { maxEditLength: MOST_EDITS });
  const all = { theirs: whole(theirs), mine: whole(mine), isUnlike: true };
  if (changes === undefined) return all;
  const pieces = changes.map(({ value, added, removed }) => ({ text: value.join(''), added, removed }));
  const shared = pieces.filter(({ added, removed }) => !added && !removed);
  const length = (parts: readonly { text: string }[]) =>
    parts.reduce((sum, { text }) => sum + text.replaceAll(/\P{L}/gu, '').length, 0);
  if (length(shared) * 2 < LEAST_SHARED * (length(whole(theirs)) + length(whole(mine)))) return all;
  return {
    theirs: joined(
      pieces.filter(({ added }) => !added).map(({ text, removed }) => ({ text, isOwn: removed })),
    ),
    mine: joined(pieces.filter(({ removed }) => !removed).map(({ text, added }) => ({ text, isOwn: added }))),
    isUnlike: false,
  };
}

const whole = (text: string): Piece[] => (text === '' ? [] : [{ text, isOwn: false }]);

/** A blank between two marked words is marked with them, so that a changed half sentence is one mark. */
function joined(pieces: readonly Piece[]): Piece[] {
  const smooth = pieces.map((piece, at) => ({
    ...piece,
    isOwn:
      piece.isOwn ||
      (BLANK.test(piece.text) && (pieces[at - 1]?.isOwn ?? false) && (pieces[at + 1]?.isOwn ?? false)),
  }));
  return smooth.reduce<Piece[]>((merged, piece) => {
    const last = merged.at(-1);
    if (last?.isOwn !== piece.isOwn) return [...merged, piece];
    return [...merged.slice(0, -1), { ...last, text: last.text + piece.text }];
  }, []);
}
