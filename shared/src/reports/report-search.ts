import type { ReportQuery } from '../api/figures.ts';

/** A question as it stands in the address of the report page. */
export interface ReportSearch {
  period?: ReportQuery['period'];
  from?: string;
  to?: string;
  by?: ReportQuery['groupBy'];
  compare?: ReportQuery['compare'];
  team?: string;
}

/** Only what is said: what is not there keeps its usual value. */
export function searchOf({ from, to, period, groupBy, compare, teamId }: ReportQuery): ReportSearch {
  return {
    ...(period !== undefined && { period }),
    ...(from !== undefined && to !== undefined && { from, to }),
    by: groupBy,
    compare,
    ...(teamId !== undefined && { team: teamId }),
  };
}
