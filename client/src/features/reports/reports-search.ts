import {
  reportComparisons,
  reportGroups,
  reportPeriods,
  type ReportQuery,
} from '@visavis/shared/api/figures';
import { dayCount, MOST_REPORT_DAYS, type DayRange } from '@visavis/shared/reports/report-period';
import type { ReportSearch } from '@visavis/shared/reports/report-search';

const DAY = /^[12]\d{3}-\d\d-\d\d$/;

/** The question as it stands in the address; what is not understood falls back to the usual one. */
export function parseReportSearch(search: Record<string, unknown>): ReportSearch {
  const { from, to, team } = search;
  const range = typeof from === 'string' && typeof to === 'string' ? { from, to } : null;
  return {
    ...(range !== null && isPeriod(range)
      ? { period: undefined, ...range }
      : { period: oneOf(reportPeriods, search.period), from: undefined, to: undefined }),
    by: oneOf(reportGroups, search.by),
    compare: oneOf(reportComparisons, search.compare),
    team: typeof team === 'string' && team !== '' ? team : undefined,
  };
}

/** Whether both are whole days, as they are not while a year is being typed. */
export function areDays({ from, to }: DayRange): boolean {
  return [from, to].every((day) => DAY.test(day) && !Number.isNaN(Date.parse(day)));
}

/** Whether the server answers for these days. */
export function isPeriod(days: DayRange): boolean {
  return areDays(days) && days.from <= days.to && dayCount(days) <= MOST_REPORT_DAYS;
}

export function queryOf({ period, from, to, by, compare, team }: ReportSearch): ReportQuery {
  return {
    ...(from !== undefined && to !== undefined ? { from, to } : { period: period ?? '28' }),
    groupBy: by ?? 'team',
    compare: compare ?? 'previous',
    ...(team !== undefined && { teamId: team }),
  };
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === String(value));
}
