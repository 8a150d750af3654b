import type { Measure } from '@visavis/shared/reports/metrics';
import { hiddenGroups, isTooSmall, type Counted } from '@visavis/shared/reports/reckon';
import type { SumRow, TeamSumRow } from './figures.repository.ts';

/** What of a table must not be shown, because it would tell how few people work. */
export interface HiddenFigures {
  isTotalHidden: boolean;
  groups: ReadonlySet<string>;
}

/** Who stands behind the figures of a team and of those beside it that the reader may see as well. */
export interface BesideTeam {
  teamId: string;
  total: readonly TeamSumRow[];
  groups: readonly TeamSumRow[];
}

/** Sums of a period by group, and of all of it. */
export interface TableParts {
  groups: readonly SumRow[];
  total: readonly SumRow[];
}

/**
 * What stays hidden of a table. Where its reader chose one of several teams, its figures could be taken off those of all
 * of them, and the rest may be a team that is too small. So what a table by team would hide of it stays hidden here too.
 *
 * @param beside null where no team was chosen
 */
export function hiddenFigures(table: TableParts, beside: BesideTeam | null): HiddenFigures {
  const groups = countedBy(table.groups);
  const all = countedOf(table.total);
  const isTotalHidden = isTooSmall(all) || (beside !== null && isHiddenBeside(beside.teamId, beside.total));
  if (isTotalHidden) return { isTotalHidden, groups: new Set(groups.keys()) };
  const hidden = hiddenGroups(groups, all);
  if (beside !== null)
    for (const [key, rows] of byKey(beside.groups)) if (isHiddenBeside(beside.teamId, rows)) hidden.add(key);
  return { isTotalHidden, groups: hidden };
}

function isHiddenBeside(teamId: string, rows: readonly TeamSumRow[]): boolean {
  return hiddenGroups(countedBy(rows.map((row) => ({ ...row, key: row.teamId }))), countedOf(rows)).has(
    teamId,
  );
}

function byKey(rows: readonly TeamSumRow[]): Map<string, TeamSumRow[]> {
  const keys = new Map<string, TeamSumRow[]>();
  for (const row of rows) {
    const known = keys.get(row.key);
    if (known === undefined) keys.set(row.key, [row]);
    else known.push(row);
  }
  return keys;
}

/** What rows come to together, whatever group they are of. */
export function countedOf(rows: readonly SumRow[]): Counted {
  return countedBy(rows.map((row) => ({ ...row, key: '' }))).get('') ?? new Map();
}

/** What rows come to, by group. */
export function countedBy(rows: readonly SumRow[]): Map<string, Counted> {
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
