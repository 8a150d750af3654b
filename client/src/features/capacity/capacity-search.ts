import { planSpans, type CapacityQuery, type CapacityTerms } from '@visavis/shared/api/capacity';

/** What is planned, as it stands in the address; what is not understood falls back to the usual. */
export type CapacitySearch = CapacityQuery;

interface Range {
  least: number;
  most: number;
  step: number;
}

/** What the server takes. */
export const termRanges: Readonly<Record<keyof CapacityTerms, Range>> = {
  handlingMinutes: { least: 0.5, most: 120, step: 0.5 },
  targetMinutes: { least: 1, most: 10_080, step: 1 },
  goalPercent: { least: 50, most: 99, step: 1 },
  breakPercent: { least: 0, most: 60, step: 1 },
};
const termNames = Object.keys(termRanges) as (keyof CapacityTerms)[];

const DAY = /^[12]\d{3}-\d\d-\d\d$/;

export function parseCapacitySearch(search: Record<string, unknown>): CapacitySearch {
  const { teamId, week } = search;
  return {
    teamId: typeof teamId === 'string' && teamId !== '' ? teamId : undefined,
    week: typeof week === 'string' && DAY.test(week) ? week : undefined,
    weeks: planSpans.find((one) => one === Number(search.weeks)),
    ...Object.fromEntries(termNames.map((name) => [name, termOf(name, search[name])])),
  };
}

/** A value that the server takes, or none. */
export function termOf(name: keyof CapacityTerms, given: unknown): number | undefined {
  const { least, most, step } = termRanges[name];
  const value = typeof given === 'string' && given.trim() === '' ? Number.NaN : Number(given);
  return value >= least && value <= most && Number.isInteger(value / step) ? value : undefined;
}
