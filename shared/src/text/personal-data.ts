import { customerNumberExpression, isCustomerNumberPattern } from './customer-number-pattern.ts';
import { findAddresses } from './personal-addresses.ts';
import { findNumbers } from './personal-numbers.ts';

export type PersonalDataKind =
  | 'phone'
  | 'email'
  | 'iban'
  | 'card'
  | 'customerNumber'
  | 'contractNumber'
  | 'address';

/** Something in a text that belongs to one person; `start` and `end` are UTF-16 offsets, the end exclusive. */
export interface PersonalDataFinding {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

export interface ScanOptions {
  /** The organisation's picture of a customer number, see `isCustomerNumberPattern`; anything else is ignored. */
  readonly customerNumberPattern?: string | null | undefined;
}

/** What is surest about its kind wins where findings overlap; a picture of a number is a guess beside a phone number. */
const precedence: readonly PersonalDataKind[] = [
  'iban',
  'card',
  'email',
  'contractNumber',
  'customerNumber',
  'phone',
  'address',
];

/** Addresses of pages, which are public; what looks like a number within one is none. */
const link = /(?:https?:\/\/|www\.)[^\s<>]+/giu;
/** With a letter in it: networks take `#4471903821` for a number as well. */
const hashtag = /(?<![\p{L}\p{N}&])[#＃][\p{N}_]{0,50}\p{L}[\p{L}\p{N}_]*/gu;
/** Our own check codes, which are made to be public. */
const checkCode = /(?<![\p{L}\p{N}])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}(?![\p{L}\p{N}])/giu;

/**
 * Personal data that should not become public, in German and English text, for a warning before it is sent: better one
 * warning too few than people who click warnings away. Numbers need a form or a word that says what they are; prices,
 * dates, times, quantities, links, hashtags and check codes are left alone. In order and without overlaps; takes time
 * in proportion to the text, whatever it is.
 */
export function findPersonalData(text: string, options: ScanOptions = {}): PersonalDataFinding[] {
  // Blanked at the same length, so that offsets stay and nothing is found across what was there.
  const readable = blank(blank(blankCheckCodes(text), link), hashtag);
  const sure = resolve([...findNumbers(readable), ...findEmails(readable), ...findAddresses(readable)]);
  return resolve([...sure, ...outside(sure, findPictured(readable, options))]);
}

function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => '\0'.repeat(found.length));
}

function blankCheckCodes(text: string): string {
  return text.replace(checkCode, (found) => (/[a-z]/i.test(found) ? '\0'.repeat(found.length) : found));
}

/** `name@host`, and `name (at) host` of those who hope that nobody reads along. */
const at = /@|[ \t]?[([{][ \t]?(?:at|ät)[ \t]?[)\]}][ \t]?/giu;
const nameBefore = /(?<![\p{L}\p{N}@/])[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}$/u;
const hostAfter = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/uy;

/** A handle such as `@svenja@norden.example` is none, since another `@` stands before it. */
function findEmails(text: string): PersonalDataFinding[] {
  const findings: PersonalDataFinding[] = [];
  for (const { 0: sign, index } of text.matchAll(at)) {
    const name = nameBefore.exec(text.slice(Math.max(0, index - 65), index))?.[0];
    if (name === undefined) continue;
    hostAfter.lastIndex = index + sign.length;
    const host = hostAfter.exec(text)?.[0];
    if (host !== undefined) {
      findings.push({ kind: 'email', start: index - name.length, end: index + sign.length + host.length });
    }
  }
  return findings;
}

function findPictured(text: string, { customerNumberPattern }: ScanOptions): PersonalDataFinding[] {
  if (!customerNumberPattern || !isCustomerNumberPattern(customerNumberPattern)) return [];
  return [...text.matchAll(customerNumberExpression(customerNumberPattern))].map(({ 0: found, index }) => ({
    kind: 'customerNumber',
    start: index,
    end: index + found.length,
  }));
}

/** Of both lists in order, those of the second that touch none of the first. */
function outside(
  taken: readonly PersonalDataFinding[],
  findings: readonly PersonalDataFinding[],
): PersonalDataFinding[] {
  let next = 0;
  return findings.filter((finding) => {
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= finding.start) next += 1;
    return (taken[next]?.start ?? Number.POSITIVE_INFINITY) >= finding.end;
  });
}

/** Keeps, kind by kind in the order of precedence, what overlaps nothing that is kept already. */
function resolve(findings: readonly PersonalDataFinding[]): PersonalDataFinding[] {
  const inOrder = findings.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let kept: PersonalDataFinding[] = [];
  for (const kind of precedence) {
    const ofKind = withoutOverlaps(inOrder.filter((finding) => finding.kind === kind));
    kept = [...kept, ...outside(kept, ofKind)].toSorted((a, b) => a.start - b.start);
  }
  return kept;
}

function withoutOverlaps(inOrder: readonly PersonalDataFinding[]): PersonalDataFinding[] {
  let reached = 0;
  return inOrder.filter(({ start, end }) => {
    const isApart = start >= reached;
    if (isApart) reached = end;
    return isApart;
  });
}
