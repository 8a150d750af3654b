import { noAnswerReasons, type NoAnswerReason, type SlaMetric } from '../sla/sla-clock.ts';
import type { MetricWords } from './metric-words.ts';
import { metricWords } from './metric-words.ts';

/** What a figure counts; shares lie between 0 and 1, durations are minutes. */
export type MetricUnit = 'count' | 'share' | 'minutes';

/** How long clocks took, in open time of their calendar and in all the time that passed. */
export type DurationMeasure = `${SlaMetric}${'Working' | 'Calendar'}`;
/**
 * What the rollups count, each on the day to which it belongs: `…Due` and `…Kept` to that of the deadline, durations to
 * that of the answer, everything else to that on which it happened.
 *
 * - `people`: whose work the figures of that day tell of; only to know whether they are enough to be shown
 * - `turns`: what the capacity planner plans for: a customer's messages up to our next reply, without what was recognised
 *   as a thank-you
 */
export type CountMeasure =
  | 'conversations'
  | 'answered'
  | 'messages'
  | 'reopenings'
  | 'pauses'
  | 'pausedMinutes'
  | 'followUps'
  | 'sameFace'
  | 'noAnswerNeeded'
  | 'people'
  | 'turns'
  | `${SlaMetric}${'Due' | 'Kept'}`;
export type Measure = DurationMeasure | CountMeasure;

/** How a figure comes out of what was counted. */
export type MetricFormula =
  | {
      readonly kind: 'sum';
      readonly of: readonly CountMeasure[];
      /** Only what was counted in this one. */
      readonly bucket?: number;
    }
  | {
      readonly kind: 'share';
      readonly numerator: readonly CountMeasure[];
      readonly denominator: readonly CountMeasure[];
    }
  | { readonly kind: 'percentile'; readonly of: DurationMeasure; readonly percent: 50 | 90 }
  /** Read off the conversations of the moment; only the live page and the wallboard have it. */
  | { readonly kind: 'moment' };

interface Definition {
  readonly unit: MetricUnit;
  readonly formula: MetricFormula;
  /** How people work, not what customers send: shown for groups of enough people only. */
  readonly isAboutPeople: boolean;
}

const sum = (...of: CountMeasure[]): MetricFormula => ({ kind: 'sum', of });
const share = (numerator: CountMeasure[], denominator: CountMeasure[]): MetricFormula => ({
  kind: 'share',
  numerator,
  denominator,
});
const volume = (formula: MetricFormula): Definition => ({ unit: 'count', formula, isAboutPeople: false });
const work = (unit: MetricUnit, formula: MetricFormula): Definition => ({
  unit,
  formula,
  isAboutPeople: true,
});
const level = (...metrics: SlaMetric[]): Definition =>
  work(
    'share',
    share(
      metrics.map((metric): CountMeasure => `${metric}Kept`),
      metrics.map((metric): CountMeasure => `${metric}Due`),
    ),
  );
const duration = (of: DurationMeasure, percent: 50 | 90): Definition =>
  work('minutes', { kind: 'percentile', of, percent });
/** Its reason is the bucket in which each decision is counted. */
const without = (reason: NoAnswerReason): Definition =>
  work('count', { kind: 'sum', of: ['noAnswerNeeded'], bucket: noAnswerReasons.indexOf(reason) });
const moment = (unit: MetricUnit): Definition => ({
  unit,
  formula: { kind: 'moment' },
  isAboutPeople: false,
});

const definitions = {
  conversations: volume(sum('conversations')),
  messages: volume(sum('messages')),
  answeredShare: work('share', share(['answered'], ['conversations'])),
  serviceLevel: level('firstResponse', 'nextResponse'),
  answersKept: work('count', sum('firstResponseKept', 'nextResponseKept')),
  answersDue: work('count', sum('firstResponseDue', 'nextResponseDue')),
  firstResponseLevel: level('firstResponse'),
  nextResponseLevel: level('nextResponse'),
  pickUpLevel: level('pickUp'),
  resolutionLevel: level('resolution'),
  firstResponseMedianWorking: duration('firstResponseWorking', 50),
  firstResponseP90Working: duration('firstResponseWorking', 90),
  firstResponseMedianCalendar: duration('firstResponseCalendar', 50),
  firstResponseP90Calendar: duration('firstResponseCalendar', 90),
  nextResponseMedianWorking: duration('nextResponseWorking', 50),
  nextResponseP90Working: duration('nextResponseWorking', 90),
  nextResponseMedianCalendar: duration('nextResponseCalendar', 50),
  nextResponseP90Calendar: duration('nextResponseCalendar', 90),
  resolutionMedianWorking: duration('resolutionWorking', 50),
  resolutionP90Working: duration('resolutionWorking', 90),
  resolutionMedianCalendar: duration('resolutionCalendar', 50),
  resolutionP90Calendar: duration('resolutionCalendar', 90),
  pauses: work('count', sum('pauses')),
  pausedMinutes: work('minutes', sum('pausedMinutes')),
  reopenings: work('count', sum('reopenings')),
  sameFaceShare: work('share', share(['sameFace'], ['followUps'])),
  noAnswerNeeded: work('count', sum('noAnswerNeeded')),
  noAnswerCourtesy: without('courtesy'),
  noAnswerInformationOnly: without('informationOnly'),
  noAnswerDuplicate: without('duplicate'),
  noAnswerOther: without('other'),
  waiting: moment('count'),
  longestWait: moment('minutes'),
  overTarget: moment('count'),
  dueSoon: moment('count'),
  unassigned: moment('count'),
  available: moment('count'),
  backlog: moment('count'),
  load: moment('count'),
  arrivals: moment('count'),
} as const satisfies Record<string, Definition>;

export type MetricId = keyof typeof definitions;
/** The metric that counts each reason for which no answer was needed. */
export const noAnswerMetrics = {
  courtesy: 'noAnswerCourtesy',
  informationOnly: 'noAnswerInformationOnly',
  duplicate: 'noAnswerDuplicate',
  other: 'noAnswerOther',
} as const satisfies Record<NoAnswerReason, MetricId>;

export const metricIds = Object.keys(definitions) as readonly MetricId[];

/** One figure of the product: what it is, how it comes about, and how it is told. */
export interface Metric extends Definition {
  readonly id: MetricId;
  readonly words: { readonly de: MetricWords; readonly en: MetricWords };
}

/** The one definition of a metric, for card, table, chart, export and glossary alike. */
export function metric(id: MetricId): Metric {
  const { de, en } = metricWords;
  return { id, ...definitions[id], words: { de: de[id], en: en[id] } };
}

/** Figures of a period, in the order in which a report shows them. */
export const reportMetricIds: readonly MetricId[] = metricIds.filter(
  (id) => definitions[id].formula.kind !== 'moment',
);

/** A group of fewer people (or, where nobody took part, of fewer cases) is too small to show how it works. */
export const SMALLEST_GROUP = 5;
