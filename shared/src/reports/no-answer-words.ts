import type { NoAnswerReason } from '../sla/sla-clock.ts';

/** What of "no answer needed" had which reason; the names of metrics in `metrics.ts`. */
export type NoAnswerMetricId = `noAnswer${Capitalize<NoAnswerReason>}`;

/** How a metric is told, as `metric-words.ts` has it. */
type Words = Readonly<Record<NoAnswerMetricId, { name: string; what: string; formula: string }>>;

const partDe = 'Der Teil von „Keine Antwort nötig“, der diesen Grund hat.';
const partEn = 'The part of “No answer needed” that has this reason.';

const de: Words = {
  noAnswerCourtesy: {
    name: 'Ohne Antwort: Dank',
    what: 'Was ohne Antwort blieb, weil es nur ein Dank oder Gruß war.',
    formula: `${partDe} Erkannte Dankesworte zählen dazu.`,
  },
  noAnswerInformationOnly: {
    name: 'Ohne Antwort: zur Kenntnis',
    what: 'Was ohne Antwort blieb, weil es nur zur Kenntnis war.',
    formula: partDe,
  },
  noAnswerDuplicate: {
    name: 'Ohne Antwort: anderswo',
    what: 'Was ohne Antwort blieb, weil es anderswo beantwortet wurde.',
    formula: partDe,
  },
  noAnswerOther: {
    name: 'Ohne Antwort: sonst',
    what: 'Was aus einem anderen Grund ohne Antwort blieb.',
    formula: partDe,
  },
};

const en: Words = {
  noAnswerCourtesy: {
    name: 'No answer: thanks',
    what: 'What was left without an answer because it was only a thank-you or goodbye.',
    formula: `${partEn} Recognised thank-yous are among it.`,
  },
  noAnswerInformationOnly: {
    name: 'No answer: information',
    what: 'What was left without an answer because it was for information only.',
    formula: partEn,
  },
  noAnswerDuplicate: {
    name: 'No answer: elsewhere',
    what: 'What was left without an answer because it was answered elsewhere.',
    formula: partEn,
  },
  noAnswerOther: {
    name: 'No answer: other',
    what: 'What was left without an answer for another reason.',
    formula: partEn,
  },
};

export const noAnswerWords = { de, en };
