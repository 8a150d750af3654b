const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** ISO 639-2 has codes for what is no language, and for several at once. */
const NO_LANGUAGE: ReadonlySet<string> = new Set(['und', 'zxx', 'mul', 'mis']);

/**
 * The primary subtag of a language that people speak, such as `pt` for `pt-BR`; null for what a network makes up
 * ("qme" on X is a post of pictures alone), cannot tell, or mistypes.
 */
export function knownLanguage(tag: string): string | null {
  const primary = (tag.split(/[-_]/u, 1)[0] ?? '').toLowerCase();
  if (!/^[a-z]{2,3}$/u.test(primary) || NO_LANGUAGE.has(primary)) return null;
  return names.of(primary) === undefined ? null : primary;
}
