import { findBankAccounts, isCardNumber } from './bank-numbers.ts';
import type { PersonalDataFinding, PersonalDataKind } from './personal-data.ts';

interface Candidate {
  readonly start: number;
  readonly end: number;
  /** As it stands in the text. */
  readonly written: string;
  readonly digits: string;
}

/** Digits in groups, however people write them, but not across the end of a sentence. */
const groups =
  /(?:\+|\()?\d(?:(?:[ \u00a0\u2009\u202f]{0,2}[()/\u2013-]{1,2}[ \u00a0]?|[ \u00a0\u2009\u202f]{1,2}|\.)?\d)*/g;

/** Phone, bank, card, customer and contract numbers. */
export function findNumbers(text: string): PersonalDataFinding[] {
  const candidates = candidatesIn(text);
  return [
    ...findBankAccounts(text),
    ...candidates.flatMap(cardsIn),
    ...findNamed(text, contractWord).map((found) => finding('contractNumber', found)),
    ...findNamed(text, customerWord).map((found) => finding('customerNumber', found)),
    ...candidates.filter((found) => isPhone(text, found)).map((found) => finding('phone', found)),
    ...findNamed(text, phoneWord)
      .filter((found) => found.digits.length >= 6 && found.digits.length <= 15 && !isPublished(found))
      .map((found) => finding('phone', found)),
  ];
}

function finding(kind: PersonalDataKind, { start, end }: Candidate): PersonalDataFinding {
  return { kind, start, end };
}

function candidatesIn(text: string): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { 0: found, index } of text.matchAll(groups)) {
    const end = index + found.length;
    const written = found.includes(')') ? found : found.replace('(', '');
    if (found.length < 7 || touchesWord(text, end - written.length, end)) continue;
    candidates.push(...severalIn(candidate(written, end - written.length)));
  }
  return candidates;
}

function candidate(written: string, start: number): Candidate {
  return { start, end: start + written.length, written, digits: written.replace(/\D/g, '') };
}

/** Longest that a number with a trunk zero gets; what is longer may be two in a row. */
const LONGEST_NATIONAL = 13;

/** "0170 1234567 / 0561 123456": another number begins where the one before is long enough and a trunk zero follows. */
function severalIn(all: Candidate): Candidate[] {
  if (all.digits.length <= LONGEST_NATIONAL) return [all];
  const parts: Candidate[] = [];
  let from = 0;
  let reached = 0;
  let digits = 0;
  for (const { 0: group, index } of all.written.matchAll(/\d+/g)) {
    if (digits >= 7 && /^0[1-9]\d/.test(group)) {
      parts.push(candidate(all.written.slice(from, reached), all.start + from));
      from = index;
      digits = 0;
    }
    digits += group.length;
    reached = index + group.length;
  }
  return [...parts, candidate(all.written.slice(from), all.start + from)];
}

/** Cards among groups of digits: an expiry date or a security code may follow. */
function cardsIn({ start, written }: Candidate): PersonalDataFinding[] {
  const found = [...written.matchAll(/\d+/g)];
  const cards: PersonalDataFinding[] = [];
  for (let first = 0; first < found.length; first++) {
    let digits = '';
    for (let last = first; last < found.length && digits.length < 19; last++) {
      const group = found[last];
      digits += group?.[0] ?? '';
      if (!isCardNumber(digits)) continue;
      const end = start + (group?.index ?? 0) + (group?.[0].length ?? 0);
      cards.push({ kind: 'card', start: start + (found[first]?.index ?? 0), end });
    }
  }
  return cards;
}

/** Part of a word, a price or a fraction, and not a number of its own. */
function touchesWord(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  return /[\p{L}\p{N}_@#$€£]$|\d[.,:]$/u.test(before) || /^[\p{L}\p{N}_]|^[,:]\d/u.test(after);
}

/** With the trunk zero or a country code, and then no second zero. */
const trunk = /^\(?0[1-9]/;
const international = /^(?:\+|\(?00)[ ]?[1-9]/;
const american = /^(?:\+?1[ .-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d([.-]))[2-9]\d\d[ .-]\d{4}$/;
/** Numbers of companies that are published everywhere: free, shared cost, premium. */
const published =
  /^00800|^(?:(?:\+|00)49|0)(?:800|180|900|137|700)|^(?:(?:\+|00)44|0)(?:80[08]|84[345]|87[0123])|^(?:\+1|1)?8(?:00|88|77|66|55)/;

const date =
  /(?<![\d.])(?:0?[1-9]|[12]\d|3[01])([./-]) ?(?:0?[1-9]|[12]\d|3[01])\1 ?(?:\d{4}|\d{2})?(?![./-]?\d)/;
/** What a number is of when it is nobody's phone. */
const otherNumber =
  /(?<!\p{L})(?:ticket|auftrags?|bestell(?:ung|nummer)?|vorgangs?|sendungs?|paket|tracking|rechnungs?|artikel|modell|serien|fehler|version|firmware|imei|order|invoice|error|serial|part|case|ref(?:erence|erenz)?)[\p{L}]{0,8}[\s.:#-]{0,3}(?:(?:nr|no|nummer|number|code|id)\b[\s.:#]{0,3})?$/iu;
const unitAfter =
  /^ ?(?:€|\$|£|%|eur\b|euro|cent|dollar|[kmgt]?bit|[kmgt]b\b|uhr|h\b|std|mal\b|x\b|km\b|m\b)/i;

function isPhone(text: string, found: Candidate): boolean {
  const { start, end, written, digits } = found;
  if (digits.length < 7 || digits.length > 15 || date.test(written) || isPublished(found)) return false;
  if (unitAfter.test(text.slice(end, end + 8))) return false;
  if (american.test(written)) return true;
  if (!international.test(written) && !(trunk.test(written) && digits.length <= 13)) return false;
  return written.startsWith('+') || !otherNumber.test(text.slice(Math.max(0, start - 40), start));
}

function isPublished({ written, digits }: Candidate): boolean {
  return published.test(written.startsWith('+') ? `+${digits}` : digits);
}

const phoneWord =
  /(?<![\p{L}\p{N}])(?:(?:tele?fon|tel|handy|mobil(?:funk|telefon)?|ruf|rückruf|festnetz|durchwahl|fax|whatsapp)[ .-]?(?:nummer|nr)?|(?:phone|mobile|cell(?:phone)?|landline)(?: ?(?:number|no))?|(?:ruf|rufen sie) mich(?: bitte)? an|(?:call|reach|text|ring) me|meine nummer|my number)(?!\p{L})/giu;
const customerWord =
  /(?<![\p{L}\p{N}])(?:kunden[ -]?(?:konto[ -]?)?(?:nummer|nr|konto|kennung|id)|kd[. -]{0,2}nr|konto(?:nummer|[ -]?nr)|customer[ -]?(?:account )?(?:number|no|nr|id|ref(?:erence)?)|client[ -]?(?:number|no|id)|(?:account|acct\.?)[ -]?(?:number|no|id))(?!\p{L})/giu;
const contractWord =
  /(?<![\p{L}\p{N}])(?:vertrags?[ -]?(?:konto[ -]?)?(?:nummer|nr|konto|kennung|id)|contract[ -]?(?:number|no|nr|id|ref(?:erence)?)|agreement[ -]?(?:number|no|id))(?!\p{L})/giu;

/** What may stand between the word and its number. */
const between =
  /(?:[\s.:=#*"'„“”([\u2013-]|(?:ist|lautet|wäre|war|is|was|die|der|meine|mein|my|the|unter|auf|am|on|at|under|hier|here|also|folgende|nr|no|nummer|number|hab(?:e)? ich)(?!\p{L})){0,12}/iuy;
const namedNumber =
  /(?:[A-Z]{1,4}[ /-]?|[a-z]{1,4}[/-]?)?\d(?:[ \u00a0./-]?[A-Z]?\d)*[A-Z]?(?![\p{L}\p{N}])/uy;
/** The number before its word: "4471 9038 21 ist meine Kundennummer". */
const numberBefore =
  /(?<![\p{L}\p{N}.,-])([A-Z]{0,4}-?\d(?:[ \u00a0./-]?\d)*)[\s,:=(\u2013-]{1,4}(?:(?:ist|lautet|is|war|als)\s)?(?:(?:meine|unsere|die|my|our|the)\s)?$/u;

const LEAST_NAMED_DIGITS = 4;
const MOST_NAMED_DIGITS = 30;

function findNamed(text: string, word: RegExp): Candidate[] {
  const found: Candidate[] = [];
  for (const { 0: name, index } of text.matchAll(word)) {
    const named = numberAfter(text, index + name.length) ?? numberUpTo(text, index);
    if (named !== null) found.push(named);
  }
  return found;
}

function numberAfter(text: string, from: number): Candidate | null {
  between.lastIndex = from;
  const start = from + (between.exec(text)?.[0].length ?? 0);
  namedNumber.lastIndex = start;
  const written = namedNumber.exec(text)?.[0] ?? '';
  return namedCandidate(text, start, written);
}

function numberUpTo(text: string, end: number): Candidate | null {
  const from = Math.max(0, end - 60);
  const match = numberBefore.exec(text.slice(from, end));
  return match?.[1] === undefined ? null : namedCandidate(text, from + match.index, match[1]);
}

function namedCandidate(text: string, start: number, written: string): Candidate | null {
  const named = candidate(written, start);
  if (named.digits.length < LEAST_NAMED_DIGITS || named.digits.length > MOST_NAMED_DIGITS) return null;
  const after = text.slice(named.end, named.end + 8);
  return date.test(written) || unitAfter.test(after) || /^[,:]\d/.test(after) ? null : named;
}
