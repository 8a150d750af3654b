import type { PersonalDataFinding } from './personal-data.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A German street's last word with a house number; what stands before it is looked at afterwards. */
const germanStreet =
  /(straße|strasse|str\.?|allee|gasse|chaussee|damm|promenade|weg|platz|ring|ufer|steig|stieg|pfad|kamp|markt|graben|hof)[ \u00a0]{1,2}\d{1,4}(?: ?[a-z](?![\p{L}\p{N}]))?(?: ?[-–/+] ?\d{1,4}[a-z]?)?(?![\p{L}\p{N}])/giu;
/** The rest of a street's name, up to its last word: `Muster`, `Kurt-Schumacher-`, `Lange `. */
const streetName = /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}.'’-]{1,30} )?(?:\p{L}[\p{L}.'’-]{0,40})?$/u;
/** Words that end like a street and are followed by a number, or by a quantity, in other talk. */
const noStreet =
  /(?:speicher|arbeits|park|stell|sitz|steck|studien|ausbildungs|listen|tabellen|markt|bahn|fried|bauern|um|aus|hin|rück|heim|schul|leitungs|kabel|übertragungs|mittel|liefer|vertriebs|super|bau|floh|wochen|weihnachts|arbeits|heft|schlüssel|finger|ehe|boxen|burg|schutz)$/iu;
const strongEnding = /^(?:straße|strasse|str\.?|allee|gasse|chaussee|promenade)/iu;
const year = /(?:19|20)\d\d$/;

/** Streets without such a word: only where somebody says that it is an address, or a town follows. */
const prepositionStreet =
  /(?<![\p{L}\p{N}])(?:Am|An de[rn]|Im|In de[rn]|Auf de[rmn]|Zu[mr]|Unter den|Hinter de[rmn]|Vor de[rmn]) \p{Lu}\p{L}{1,30} \d{1,4}(?: ?[a-z](?![\p{L}\p{N}]))?(?![\p{L}\p{N}])/gu;
const livesAt = /(?:wohn|adress|anschrift|zuhause|zu hause|umzug|umgezogen|zieh|liefer|\blive\b|address)/iu;

const englishStreet =
  /(?<![\p{L}\p{N}.,])\d{1,5}[A-Za-z]? (?:\p{Lu}[\p{L}.'’-]{0,30} ){1,4}(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Close|Court|Terrace|Boulevard|Blvd\.?|Crescent|Gardens|Square|Mews)(?!\p{L})/gu;
const noEnglishStreet = /(?:Google|Hard|Flash|USB|Test|One) Drive$|(?:First|High) Court$/;

const town =
  /(?<![\p{L}\p{N}.,-])(?:D-)?\d{5} (?:(?:Bad|St\.|Sankt) )?\p{Lu}\p{L}{1,40}(?:-\p{L}{1,30}){0,4}(?: (?:am|an der|im|bei|ob der) \p{Lu}\p{L}{1,30})?(?!\p{L})/gu;
/** Before a town in an address; a quantity stands after a verb or another word. */
const beforeTown =
  /(?:^|[\n,;:(|\u2013-] ?|(?:^|[^\p{L}])(?:in|aus|nach|bei|plz|postleitzahl|wohne|wohnort|ort|to|from|near) )$/iu;
/** What is counted in tens of thousands. */
const quantity =
  /^(?:D-)?\d{5} (?:Euro|Cent|Dollar|Franken|Kunden?|Kundinnen|Haushalten?|Menschen|Personen|Nutzer|Leuten?|Mitglieder|Anschlüssen?|Fällen?|Anfragen|Beiträgen?|Follower|Punkten?|Kilometern?|Metern?|Stück|Mal|Stunden|Minuten|Sekunden|Tagen?|Jahren?|Schritten?|Likes|Geräten?|Router|Störungen|Teilnehmer|Besucher|Einwohner|Mitarbeiter|Arbeitsplätzen?|Städten?|Orten?|Masten|Antennen|Views|Users|People|Customers|Households|Steps|[KMGT]?[Bb]it|[KMGT]B)/u;

const britishPostcode =
  /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]? \d(?!GB|TB)[ABD-HJLNP-UW-Z]{2}(?![\p{L}\p{N}])/gu;
const americanTown = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}.'-]{1,30}, [A-Z]{2} \d{5}(?:-\d{4})?(?![\p{L}\p{N}])/gu;

const unitAfter =
  /^ ?(?:€|\$|£|%|euro|eur\b|cent|uhr|[kmgt]bit|[kmgt]b\b|std|stunden?|min\b|minuten?|sek|tagen?\b|wochen?|monaten?|jahren?|mal\b|x\b|km\b|m\b|meter|prozent|grad|personen|leuten?\b|kunden|nachbarn|häuser|hours?\b|minutes?\b|days?\b|times\b)/iu;

/** From a street to its town, or a line further. */
const gaps = [1, 2, 3];

/** Streets with house numbers, towns with their codes, and both together as one. */
export function findAddresses(text: string): PersonalDataFinding[] {
  const streets = [...germanStreets(text), ...englishStreets(text)];
  const streetEnds = new Set(streets.map((street) => street.end));
  const towns = [
    ...germanTowns(text, streetEnds),
    ...placesOf(text, britishPostcode),
    ...placesOf(text, americanTown),
  ];
  const townStarts = new Set(towns.map((place) => place.start));
  const places = [...streets, ...prepositionStreets(text, townStarts), ...towns];
  return join(text, places).map(({ start, end }) => ({ kind: 'address', start, end }));
}

function placesOf(text: string, pattern: RegExp): Place[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

function germanStreets(text: string): Place[] {
  return [...text.matchAll(germanStreet)].flatMap(({ 0: found, 1: ending = '', index }) => {
    const end = index + found.length;
    const before = streetName.exec(text.slice(Math.max(0, index - 75), index))?.[0] ?? '';
    const name = withoutLeadingWord(before);
    if (!isStreetName(name, ending) || unitAfter.test(text.slice(end, end + 10))) return [];
    if (year.test(found) && !/^,? ?\d{5} /.test(text.slice(end, end + 8))) return [];
    return [{ start: index - name.length, end }];
  });
}

/** A capital word before a joined name is the sentence, not the street: "Meine Musterstraße". */
function withoutLeadingWord(name: string): string {
  const space = name.indexOf(' ');
  return space >= 0 && space < name.length - 1 ? name.slice(space + 1) : name;
}

function isStreetName(name: string, ending: string): boolean {
  const isJoined = name !== '' && !name.endsWith(' ');
  if (isJoined)
    return strongEnding.test(ending) || (/^\p{Lu}/u.test(name) && name.length > 2 && !noStreet.test(name));
  const isAdjective =
    /(?:er|e|es|en) $/u.test(name) &&
    !/^(?:Die|Der|Diese|Dieser|Eine|Einer|Meine|Meiner|Unsere|Unserer|Welche|Jede) $/u.test(name);
  return isAdjective && /^\p{Lu}/u.test(ending);
}

function prepositionStreets(text: string, townStarts: ReadonlySet<number>): Place[] {
  return placesOf(text, prepositionStreet).filter(({ start, end }) => {
    if (unitAfter.test(text.slice(end, end + 10))) return false;
    if (gaps.some((gap) => townStarts.has(end + gap))) return true;
    return livesAt.test(text.slice(Math.max(0, start - 40), start));
  });
}

function englishStreets(text: string): Place[] {
  return placesOf(text, englishStreet).filter(
    ({ start, end }) => !noEnglishStreet.test(text.slice(start, end)),
  );
}

function germanTowns(text: string, streetEnds: ReadonlySet<number>): Place[] {
  return placesOf(text, town).filter(({ start, end }) => {
    if (quantity.test(text.slice(start, end))) return false;
    if (gaps.some((gap) => streetEnds.has(start - gap))) return true;
    return beforeTown.test(text.slice(Math.max(0, start - 15), start));
  });
}

/** Places with nothing but a comma or white space between them are one address. */
function join(text: string, places: readonly Place[]): Place[] {
  const joined: Place[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    const isOne =
      last !== undefined && place.start - last.end <= 3 && /^[\s,]*$/.test(text.slice(last.end, place.start));
    if (isOne) joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, place.end) };
    else joined.push(place);
  }
  return joined;
}
