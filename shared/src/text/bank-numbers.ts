import type { PersonalDataFinding } from './personal-data.ts';

/** How long an IBAN of each country is, as the registry of IBANs lists them. */
const ibanLengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 ' +
    'LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 ' +
    'SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

const ibanStart = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}/giu;
const ibanRest = /(?:[ \u00a0\u2009\u202f-]?[A-Z0-9]){11,30}/iy;

/** IBANs, in groups or not, whose check digits are right. */
export function findBankAccounts(text: string): PersonalDataFinding[] {
  const findings: PersonalDataFinding[] = [];
  for (const { 0: head, index } of text.matchAll(ibanStart)) {
    const length = ibanLengths.get(head.slice(0, 2).toUpperCase());
    ibanRest.lastIndex = index + 4;
    const rest = length === undefined ? undefined : ibanRest.exec(text)?.[0];
    if (length === undefined || rest === undefined) continue;
    const end = endAfter(rest, length - 4);
    if (end === null || /^[\p{L}\p{N}]/u.test(text.slice(index + 4 + end))) continue;
    if (isIban(head + rest.slice(0, end)))
      findings.push({ kind: 'iban', start: index, end: index + 4 + end });
  }
  return findings;
}

/** Where the given number of letters and digits ends, spaces not counted. */
function endAfter(written: string, characters: number): number | null {
  let left = characters;
  for (let index = 0; index < written.length; index++) {
    if (/[A-Z0-9]/i.test(written.charAt(index))) left -= 1;
    if (left === 0) return index + 1;
  }
  return null;
}

/** ISO 7064, modulo 97: country and check digits moved to the end, letters counted from 10. */
function isIban(written: string): boolean {
  const compact = written.replace(/[^A-Z0-9]/gi, '').toUpperCase();
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** First digits and lengths of the cards that people carry: Visa, Mastercard, American Express, Diners, Discover, JCB. */
const cardForms =
  /^(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|4[4-9]\d|5\d{2})\d{12}|35(?:2[89]|[3-8]\d)\d{12})$/;

/** Whether digits are a card's: one of the known forms, and Luhn's check digit right. */
export function isCardNumber(digits: string): boolean {
  if (!cardForms.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
