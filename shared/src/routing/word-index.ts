import { wordTokens } from '../text/word-tokens.ts';

/** A pattern, by its first word; `rest` are the words that must follow at once. */
interface Phrase {
  readonly condition: number;
  readonly rest: readonly string[];
  /** The last word may go on: `stör*` takes `Störung`. */
  readonly isOpenEnded: boolean;
}

/**
 * Finds the word patterns of all rules in one reading of a text. The words of the text are looked up, not searched for:
 * the time follows the length of the text and, where a pattern has several words, theirs; never how hostile it is.
 */
export class WordIndex {
  readonly #whole = new Map<string, Phrase[]>();
  readonly #beginnings = new Map<string, Phrase[]>();
  /** The lengths of the beginnings, so that a long word is cut a few times and not at every letter. */
  readonly #lengths = new Set<number>();
  #conditions = 0;

  /** @returns the number under which `conditionsIn` names this list of patterns */
  add(patterns: readonly string[]): number {
    const condition = this.#conditions++;
    for (const pattern of patterns) {
      const [first, ...rest] = wordTokens(pattern);
      if (first === undefined) continue;
      const isOpenEnded = pattern.trimEnd().endsWith('*');
      const isBeginning = isOpenEnded && rest.length === 0;
      const phrases = isBeginning ? this.#beginnings : this.#whole;
      if (isBeginning) this.#lengths.add(first.length);
      phrases.set(first, [...(phrases.get(first) ?? []), { condition, rest, isOpenEnded }]);
    }
    return condition;
  }

  /** The lists of which at least one pattern is in the text. */
  conditionsIn(text: string): ReadonlySet<number> {
    const found = new Set<number>();
    if (this.#whole.size + this.#beginnings.size === 0) return found;
    const tokens = wordTokens(text);
    for (const [at, token] of tokens.entries()) {
      for (const phrase of this.#whole.get(token) ?? []) {
        if (!found.has(phrase.condition) && goesOn(phrase, tokens, at)) found.add(phrase.condition);
      }
      for (const length of this.#lengths) {
        if (length > token.length) continue;
        for (const { condition } of this.#beginnings.get(token.slice(0, length)) ?? []) found.add(condition);
      }
    }
    return found;
  }
}

/** Whether a pattern has anything that can be found. */
export function isFindable(pattern: string): boolean {
  return wordTokens(pattern).length > 0;
}

function goesOn({ rest, isOpenEnded }: Phrase, tokens: readonly string[], at: number): boolean {
  return rest.every((word, index) => {
    const token = tokens[at + 1 + index];
    if (token === undefined) return false;
    return isOpenEnded && index === rest.length - 1 ? token.startsWith(word) : token === word;
  });
}
