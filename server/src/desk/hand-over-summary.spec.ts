import { expect, test } from '@jest/globals';
import { handOverSummary, type SummaryFacts } from './hand-over-summary.ts';

const facts: SummaryFacts = {
  subject: 'Internet gestört',
  contactName: 'Svenja Albers',
  waitsSince: new Date('2026-11-20T12:41:00Z'),
  replyCount: 2,
  lastHelperName: 'Jana Krüger',
};
const german = { locale: 'de', timeZone: 'Europe/Berlin' } as const;
const english = { locale: 'en', timeZone: 'UTC' } as const;

test.each<[Partial<SummaryFacts>, typeof german | typeof english, string]>([
  [
    {},
    german,
    'Svenja Albers: „Internet gestört“. Wartet seit 20. November um 13:41. 2 Antworten bisher, zuletzt von Jana Krüger.',
  ],
  [
    { replyCount: 1, lastHelperName: null },
    german,
    'Svenja Albers: „Internet gestört“. Wartet seit 20. November um 13:41. Eine Antwort bisher.',
  ],
  [
    { subject: '', waitsSince: null, replyCount: 0 },
    german,
    'Svenja Albers hat geschrieben. Niemand wartet auf uns. Noch keine Antwort.',
  ],
  [
    {},
    english,
    'Svenja Albers: “Internet gestört”. Waiting since 20 November at 12:41. 2 answers so far, the last by Jana Krüger.',
  ],
  [
    { subject: '', waitsSince: null, replyCount: 0 },
    english,
    'Svenja Albers has written. Nobody is waiting for us. No answer yet.',
  ],
])(
  'a summary says what it is about, who waits since when, and who answered (%#)',
  (part, house, paragraph) => {
    expect(handOverSummary({ ...facts, ...part }, house)).toBe(paragraph);
  },
);
