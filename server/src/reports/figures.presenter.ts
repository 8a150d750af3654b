import type {
  ReportAnswer,
  ReportPoint,
  ReportQuery,
  ReportRow,
  ReportState,
} from '@visavis/shared/api/figures';
import type { TeamRef } from '@visavis/shared/api/session';
import { metric, type Measure } from '@visavis/shared/reports/metrics';
import { noAnswerReasons, type NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import {
  countOf,
  figuresOf,
  hiddenGroups,
  isTooSmall,
  reckon,
  type Counted,
} from '@visavis/shared/reports/reckon';
import { placesOf, type DayRange } from '@visavis/shared/reports/report-period';
import type { SumRow } from './figures.repository.ts';

/** Sums of a period by group, and of all of it. */
export interface TableParts {
  groups: readonly SumRow[];
  total: readonly SumRow[];
}

interface ReportParts {
  query: ReportQuery;
  days: DayRange;
  before: DayRange | null;
  timeZone: string;
  table: TableParts;
  compared: TableParts | null;
  points: readonly SumRow[];
  pointsBy: 'day' | 'month';
  teams: TeamRef[];
  /** Of teams and channels, by id. */
  names: ReadonlyMap<string, string>;
  state: ReportState;
}

export function presentReport(parts: ReportParts): ReportAnswer {
  const { query, days, before, table, compared, names } = parts;
  const all = countedBy(table.total.map((row) => ({ ...row, key: '' }))).get('') ?? new Map();
  const total = totalRow(all);
  return {
    ...days,
    timeZone: parts.timeZone,
    groupBy: query.groupBy,
    total,
    comparedFrom: before?.from ?? null,
    comparedTo: before?.to ?? null,
    compared: compared === null ? null : totalRow(allOf(compared)),
    rows: rowsOf(table, names),
    comparedRows: compared === null ? [] : rowsOf(compared, names),
    points: pointsOf(parts.points, days, parts.pointsBy),
    pointsBy: parts.pointsBy,
    noAnswerReasons: total.isTooSmall ? null : reasonsOf(all),
    teams: parts.teams.toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
    state: parts.state,
  };
}

function allOf(table: TableParts): Counted {
  return countedBy(table.total.map((row) => ({ ...row, key: '' }))).get('') ?? new Map();
}

function totalRow(counted: Counted): ReportRow {
  const isHidden = isTooSmall(counted);
  return { key: '', name: '', isTooSmall: isHidden, values: figuresOf(counted, isHidden) };
}

/** By name or key, never by a figure. */
function rowsOf(table: TableParts, names: ReadonlyMap<string, string>): ReportRow[] {
  const groups = countedBy(table.groups);
  const hidden = hiddenGroups(groups);
  return [...groups]
    .map(([key, counted]) => ({
      key,
      name: names.get(key) ?? '',
      isTooSmall: hidden.has(key),
      values: figuresOf(counted, hidden.has(key)),
    }))
    .toSorted((a, b) => (a.name || a.key).localeCompare(b.name || b.key, 'de') || (a.key < b.key ? -1 : 1));
}

/** One for each day or month of the period, also where nothing came in. */
function pointsOf(rows: readonly SumRow[], days: DayRange, by: 'day' | 'month'): ReportPoint[] {
  const counted = countedBy(rows);
  return placesOf(days, by).map((day) => {
    const sums: Counted = counted.get(day) ?? new Map();
    return {
      day,
      conversations: countOf(sums, 'conversations'),
      serviceLevel: isTooSmall(sums) ? null : reckon(sums, metric('serviceLevel').formula),
    };
  });
}

function reasonsOf(counted: Counted): Record<NoAnswerReason, number> {
  const buckets = counted.get('noAnswerNeeded');
  return Object.fromEntries(
    noAnswerReasons.map((reason, index) => [reason, buckets?.get(index) ?? 0]),
  ) as Record<NoAnswerReason, number>;
}

function countedBy(rows: readonly SumRow[]): Map<string, Counted> {
  const groups = new Map<string, Map<Measure, Map<number, number>>>();
  for (const { key, measure, bucket, n } of rows) {
    const counted = groups.get(key) ?? new Map<Measure, Map<number, number>>();
    groups.set(key, counted);
    const buckets = counted.get(measure) ?? new Map<number, number>();
    counted.set(measure, buckets);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + n);
  }
  return groups;
}
