import {
  reportComparisons,
  reportGroups,
  reportPeriods,
  type ReportQuery,
} from '@visavis/shared/api/figures';

/** The question as it stands in the address; what is not understood falls back to the usual one. */
export interface ReportSearch {
  period?: ReportQuery['period'];
  from?: string;
  to?: string;
  by?: ReportQuery['groupBy'];
  compare?: ReportQuery['compare'];
  team?: string;
}

const DAY = /^[12]\d{3}-\d\d-\d\d$/;

export function parseReportSearch(search: Record<string, unknown>): ReportSearch {
  const { from, to, team } = search;
  const isRange = typeof from === 'string' && typeof to === 'string' && DAY.test(from) && DAY.test(to);
  return {
    period: isRange ? undefined : oneOf(reportPeriods, search.period),
    from: isRange ? from : undefined,
    to: isRange ? to : undefined,
    by: oneOf(reportGroups, search.by),
    compare: oneOf(reportComparisons, search.compare),
    team: typeof team === 'string' && team !== '' ? team : undefined,
  };
}

export function queryOf({ period, from, to, by, compare, team }: ReportSearch): ReportQuery {
  return {
    ...(from !== undefined && to !== undefined ? { from, to } : { period: period ?? '28' }),
    groupBy: by ?? 'team',
    compare: compare ?? 'previous',
    ...(team !== undefined && { teamId: team }),
  };
}

export function searchOf({ from, to, period, groupBy, compare, teamId }: ReportQuery): ReportSearch {
  return { from, to, period, by: groupBy, compare, team: teamId };
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === String(value));
}
