/** The handle by which the brand is addressed. */
export const BRAND_HANDLE = 'brueckenfunk_hilft';

/**
 * Everybody here is invented. `portrait` names a face of the gallery, with `thing:` a picture of a thing, or with
 * `initials:` the letters that stand in.
 */
export const playgroundPeople = [
  { handle: BRAND_HANDLE, name: 'Brückenfunk hilft', portrait: 'brand', isBrand: true },
  { handle: 'svenja_albers', name: 'Svenja Albers', portrait: 'svenja', isBrand: false },
  { handle: 'ronny_k', name: 'Ronny K.', portrait: 'initials:RK', isBrand: false },
  { handle: 'h_diekmann', name: 'Hannelore Diekmann', portrait: 'hannelore', isBrand: false },
  { handle: 'derya.oe', name: 'Derya Öztürk', portrait: 'derya', isBrand: false },
  { handle: 'miguel_f', name: 'Miguel Ferreira', portrait: 'miguel', isBrand: false },
  { handle: 'anneke', name: 'Anneke Sanders', portrait: 'initials:AS', isBrand: false },
  { handle: 'bergfex_77', name: 'bergfex_77', portrait: 'thing:mountain', isBrand: false },
  { handle: 'wiebke.b', name: 'Wiebke Busch', portrait: 'initials:WB', isBrand: false },
  { handle: 'ines_r', name: 'Inés Robledo', portrait: 'ines', isBrand: false },
  { handle: 'lastenrad', name: 'lastenrad.example', portrait: 'thing:bike', isBrand: false },
  { handle: 'o_thiele', name: 'Oliver Thiele', portrait: 'oliver', isBrand: false },
  { handle: 'kasselnetz', name: 'kasselnetz', portrait: 'initials:KN', isBrand: false },
  { handle: 'gudrun_maas', name: 'Gudrun Maas', portrait: 'gudrun', isBrand: false },
  { handle: 'finn_j', name: 'Finn Jansen', portrait: 'finn', isBrand: false },
  { handle: 'leyla_k', name: 'Leyla Kaya', portrait: 'leyla', isBrand: false },
  { handle: 'samosei', name: 'Samuel Osei', portrait: 'samuel', isBrand: false },
  { handle: 'mai.ng', name: 'Mai Nguyen', portrait: 'mai', isBrand: false },
  { handle: 'pavel_d', name: 'Pavel Dvořák', portrait: 'pavel', isBrand: false },
  { handle: 'schnurrbert', name: 'Schnurrbert', portrait: 'thing:cat', isBrand: false },
  { handle: 'tobi_rehm', name: 'Tobias Rehm', portrait: 'thing:guitar', isBrand: false },
  { handle: 'ullabernd', name: 'Ulla & Bernd', portrait: 'thing:boat', isBrand: false },
  { handle: 'kim_engel', name: 'Kim Engel', portrait: 'thing:plant', isBrand: false },
] as const;

/** What the network holds before anybody wrote a word. Nobody in it asks for help, so nobody has to answer. */
export const firstPosts = [
  {
    handle: BRAND_HANDLE,
    text: 'In der Nacht zu Donnerstag tauschen wir zwischen 1 und 4 Uhr Technik in Kiel-Gaarden aus. Das Internet kann dabei kurz weg sein. Fragen? Schreib sie einfach hier darunter.',
    hoursAgo: 20,
  },
  {
    handle: 'mai.ng',
    text: 'Franzbrötchen nach Omas Rezept, dritter Versuch. Diesmal sind sie nicht davongelaufen.',
    hoursAgo: 9,
  },
  {
    handle: 'finn_j',
    text: 'Gegenwind auf dem Hinweg, Gegenwind auf dem Rückweg. Der Norden bleibt sich treu.',
    hoursAgo: 3,
  },
] as const;

const MENTION = new RegExp(`(^|[^\\p{L}\\p{N}_@.-])@${BRAND_HANDLE}(?![\\p{L}\\p{N}_])`, 'iu');

/** Whether a text addresses the brand by its handle. */
export function mentionsBrand(text: string): boolean {
  return MENTION.test(text);
}
