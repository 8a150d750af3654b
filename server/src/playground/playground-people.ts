/** The handle by which the brand is addressed. */
export const BRAND_HANDLE = 'brueckenfunk_hilft';

/** Everybody here is invented. `portrait` names a face of the gallery or, with `thing:`, a picture of a thing. */
export const playgroundPeople = [
  { handle: BRAND_HANDLE, name: 'Brückenfunk hilft', portrait: 'brand', isBrand: true },
  { handle: 'ines_am_fjord', name: 'Ines Okonjo', portrait: 'ines', isBrand: false },
  { handle: 'oliver_w', name: 'Oliver Wendt', portrait: 'oliver', isBrand: false },
  { handle: 'leyla_liest', name: 'Leyla Demirkan', portrait: 'leyla', isBrand: false },
  { handle: 'finn_faehrt_rad', name: 'Finn Jessen', portrait: 'finn', isBrand: false },
  { handle: 'gudrun.h', name: 'Gudrun Harms', portrait: 'gudrun', isBrand: false },
  { handle: 'samuel_bd', name: 'Samuel Bediako', portrait: 'samuel', isBrand: false },
  { handle: 'mai_backt', name: 'Mai Pham', portrait: 'mai', isBrand: false },
  { handle: 'nordlicht77', name: 'Nordlicht', portrait: 'thing:boat', isBrand: false },
] as const;

/** What the network holds before anybody wrote a word. Nobody in it asks for help, so nobody has to answer. */
export const firstPosts = [
  {
    handle: BRAND_HANDLE,
    text: 'In der Nacht zu Donnerstag tauschen wir zwischen 1 und 4 Uhr Technik in Kiel-Gaarden aus. Das Internet kann dabei kurz weg sein. Fragen? Schreib sie einfach hier darunter.',
    hoursAgo: 20,
  },
  {
    handle: 'mai_backt',
    text: 'Franzbrötchen nach Omas Rezept, dritter Versuch. Diesmal sind sie nicht davongelaufen.',
    hoursAgo: 9,
  },
  {
    handle: 'finn_faehrt_rad',
    text: 'Gegenwind auf dem Hinweg, Gegenwind auf dem Rückweg. Der Norden bleibt sich treu.',
    hoursAgo: 3,
  },
] as const;

const MENTION = new RegExp(`(^|[^\\p{L}\\p{N}_@.-])@${BRAND_HANDLE}(?![\\p{L}\\p{N}_])`, 'iu');

/** Whether a text addresses the brand by its handle. */
export function mentionsBrand(text: string): boolean {
  return MENTION.test(text);
}
