import type { HandOverCause } from '../api/hand-over.ts';

export interface Introduction {
  /** Public names by consent to being shown in replies; null where somebody is not named. */
  readonly from: string | null;
  readonly to: string | null;
  readonly cause: HandOverCause;
  /** Of the customer, as a BCP 47 tag; null where nobody knows. */
  readonly language: string | null;
  /** How the organisation speaks to its customers. */
  readonly formOfAddress: 'du' | 'sie';
  /** Of the organisation: spoken where the customer's language is neither German nor English. */
  readonly locale: 'de' | 'en';
}

/**
 * The sentence with which somebody begins who takes over from a colleague: both say so, and the customer need not wonder.
 * It tells no more than both agreed to, and of somebody absent never why.
 */
export function introduce(introduction: Introduction): string {
  const from = givenName(introduction.from);
  const to = givenName(introduction.to);
  return languageOf(introduction) === 'de'
    ? german(from, to, introduction)
    : english(from, to, introduction.cause);
}

function german(from: string | null, to: string | null, { cause, formOfAddress }: Introduction): string {
  const your = formOfAddress === 'sie' ? 'Ihr' : 'dein';
  const read = 'habe alles gelesen';
  if (to === null) {
    return from === null
      ? `Ab hier kümmere ich mich um ${your} Anliegen und ${read}.`
      : `${absentGerman(from, cause, your) ?? `${from} hat mir ${your} Anliegen übergeben`}, ich ${read}.`;
  }
  if (from === null) return `Ab hier kümmere ich mich um ${your} Anliegen: Ich bin ${to} und ${read}.`;
  const absent = absentGerman(from, cause, your);
  return `${absent ?? `${from} hat mir ${your} Anliegen übergeben`}, ich bin ${to} und ${read}.`;
}

function absentGerman(from: string, cause: HandOverCause, your: string): string | null {
  if (isGone(cause)) return `${from} ist heute nicht da`;
  return cause === 'left' ? `Ich übernehme ${your} Anliegen von ${from}` : null;
}

function english(from: string | null, to: string | null, cause: HandOverCause): string {
  const read = 'have read everything';
  if (from === null) {
    return to === null
      ? `I am taking over from here and ${read}.`
      : `I am taking over from here: I am ${to} and ${read}.`;
  }
  const absent = isGone(cause)
    ? `${from} is off today`
    : cause === 'left'
      ? `I am taking over from ${from}`
      : `${from} has passed this on to me`;
  return to === null ? `${absent}, and I ${read}.` : `${absent}, I am ${to} and ${read}.`;
}

/** Not there now, and back some day. */
function isGone(cause: HandOverCause): boolean {
  return cause === 'away' || cause === 'shiftEnd' || cause === 'leave';
}

function languageOf({ language, locale }: Introduction): 'de' | 'en' {
  const spoken = language?.slice(0, 2).toLowerCase();
  return spoken === 'de' || spoken === 'en' ? spoken : locale;
}

/** As in signatures: the initial behind a first name only tells two people apart on the check page. */
function givenName(publicName: string | null): string | null {
  const name = publicName?.trim() ?? '';
  return name === '' ? null : name.replace(/\s+\p{L}\.?$/u, '') || name;
}
