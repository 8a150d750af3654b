/** A language by its primary subtag (`tr`), as the reader calls it. */
export interface Language {
  code: string;
  name: string;
}

/** Offered before anything is typed. */
const FREQUENT = ['de', 'en', 'fr', 'es', 'it', 'tr', 'pl', 'ru', 'uk', 'ar', 'nl', 'pt'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
/** Tags that say that there is no language, or not which. */
const NONE = new Set(['und', 'mul', 'mis', 'zxx']);
const CODE = /^[a-z]{2,3}$/u;
const MOST_OFFERED = 40;
const known = new Map<string, readonly Language[]>();

/** What a language is called in `locale`; a code nobody has a name for, or no code at all, stays as it is. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What a country is called in `locale`, by its code; `otherwise` where this browser has no name for it. */
export function countryName(code: string, locale: string, otherwise: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' }).of(code) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Every language that this browser has a name for, by name in `locale`. */
export function knownLanguages(locale: string): readonly Language[] {
  const found = known.get(locale) ?? namedIn(locale);
  known.set(locale, found);
  return found;
}

/**
 * Languages whose name or code begins as `text` does, the nearest first: the very code or name, then names, then codes,
 * then later words of a name ("Gebärdensprache"). Accents and capitals do not count. Nothing typed: those met most.
 */
export function findLanguages(text: string, locale: string, without: readonly string[] = []): Language[] {
  const term = plain(text);
  const all = knownLanguages(locale).filter(({ code }) => !without.includes(code));
  if (term === '') {
    return FREQUENT.flatMap((code) => all.filter((language) => language.code === code));
  }
  return all
    .map((language) => ({ language, rank: rankOf(language, term) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_OFFERED)
    .map(({ language }) => language);
}

/**
 * The code that `text` can only mean: a known code (also `pt-BR`, `deu`), a whole name, or the one name that begins so.
 */
export function readLanguage(text: string, locale: string): string | null {
  const term = plain(text);
  if (term === '') return null;
  const all = knownLanguages(locale);
  const code = primaryCode(term);
  const exact =
    all.find((language) => plain(language.name) === term) ?? all.find((language) => language.code === code);
  if (exact) return exact.code;
  const begun = all.filter(({ name }) => plain(name).startsWith(term));
  return begun.length === 1 ? (begun[0]?.code ?? null) : null;
}

/** What looks like a code and has no name here may still be a language (`gsg`, German sign language). */
export function isUnnamedCode(text: string, locale: string): boolean {
  const code = text.trim().toLowerCase();
  return (
    CODE.test(code) &&
    !NONE.has(code) &&
    knownLanguages(locale).every((each) => each.code !== primaryCode(code))
  );
}

const NO_MATCH = 4;

function rankOf({ code, name }: Language, term: string): number {
  const words = plain(name);
  if (code === term || words === term) return 0;
  if (words.startsWith(term)) return 1;
  if (code.startsWith(term)) return 2;
  return words.split(/[\s()-]+/u).some((word) => word.startsWith(term)) ? 3 : NO_MATCH;
}

function namedIn(locale: string): Language[] {
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' });
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const codes = [...pairs, ...pairs.flatMap((pair) => LETTERS.map((third) => pair + third))];
  return codes
    .flatMap((code) => {
      const name = NONE.has(code) ? undefined : names.of(code);
      // What has a newer or shorter code (`iw`, `deu`) is there under that one.
      return name !== undefined && primaryCode(code) === code ? [{ code, name }] : [];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
}

/** `pt-BR` → `pt`, `deu` → `de`; null for what is no tag. */
function primaryCode(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0]?.split('-')[0]?.toLowerCase() ?? null;
  } catch {
    return null;
  }
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
