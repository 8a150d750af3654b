/** Sign languages, which the tables of languages that are spoken leave out. */
const SIGNED: Readonly<Record<string, string>> = {
  gsg: 'Deutsche Gebärdensprache',
  sgg: 'Deutschschweizer Gebärdensprache',
  asq: 'Österreichische Gebärdensprache',
  ase: 'American Sign Language',
  bfi: 'British Sign Language',
};

/** The part of a tag that says which language, without region and script. */
export function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag;
}

/** A language by its own name, for whoever speaks it: `Türkçe`. An unknown one stays its tag. */
export function ownName(tag: string): string {
  const language = languageOf(tag);
  const signed = SIGNED[language];
  if (signed !== undefined) return signed;
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
