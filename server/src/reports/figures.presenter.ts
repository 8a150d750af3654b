import type {
  ReportAnswer,
  ReportPoint,
  ReportQuery,
  ReportRow,
  ReportState,
} from '@visavis/shared/api/figures';
import type { TeamRef } from '@visavis/shared/api/session';
import { metric } from '@visavis/shared/reports/metrics';
import { countOf, figuresOf, reckon, type Counted } from '@visavis/shared/reports/reckon';
import { placesOf, type DayRange } from '@visavis/shared/reports/report-period';
import { countedBy, countedOf, type HiddenFigures, type TableParts } from './hidden-figures.ts';

/** A table with what must stay hidden of it. */
export interface GuardedTable extends TableParts {
  hidden: HiddenFigures;
}

interface ReportParts {
  query: ReportQuery;
  days: DayRange;
  before: DayRange | null;
  timeZone: string;
  table: GuardedTable;
  compared: GuardedTable | null;
  /** Of the whole period, by its days or months. */
  points: GuardedTable;
  pointsBy: 'day' | 'month';
  /** Among which the reader may choose. */
  teams: TeamRef[];
  /** Of teams and channels, by id. */
  names: ReadonlyMap<string, string>;
  state: ReportState;
}

export function presentReport(parts: ReportParts): ReportAnswer {
  const { query, days, before, table, compared, names } = parts;
  return {
    ...days,
    timeZone: parts.timeZone,
    groupBy: query.groupBy,
    total: totalRow(table),
    comparedFrom: before?.from ?? null,
    comparedTo: before?.to ?? null,
    compared: compared === null ? null : totalRow(compared),
    rows: rowsOf(table, names),
    comparedRows: compared === null ? [] : rowsOf(compared, names),
    points: pointsOf(parts.points, days, parts.pointsBy),
    pointsBy: parts.pointsBy,
    teams: parts.teams,
    state: parts.state,
  };
}

function totalRow({ total, hidden: { isTotalHidden } }: GuardedTable): ReportRow {
  return {
    key: '',
    name: '',
    isTooSmall: isTotalHidden,
    values: figuresOf(countedOf(total), isTotalHidden),
  };
}

/** By name or key, never by a figure. */
function rowsOf({ groups, hidden }: GuardedTable, names: ReadonlyMap<string, string>): ReportRow[] {
  return [...countedBy(groups)]
    .map(([key, counted]) => ({
      key,
      name: names.get(key) ?? '',
      isTooSmall: hidden.groups.has(key),
      values: figuresOf(counted, hidden.groups.has(key)),
    }))
    .toSorted((a, b) => (a.name || a.key).localeCompare(b.name || b.key, 'de') || (a.key < b.key ? -1 : 1));
}

/** One for each day or month of the period, also where nothing came in. */
function pointsOf({ groups, hidden }: GuardedTable, days: DayRange, by: 'day' | 'month'): ReportPoint[] {
  const counted = countedBy(groups);
  return placesOf(days, by).map((day) => {
    const sums: Counted = counted.get(day) ?? new Map();
    return {
      day,
      conversations: countOf(sums, 'conversations'),
      serviceLevel: hidden.groups.has(day) ? null : reckon(sums, metric('serviceLevel').formula),
    };
  });
}
