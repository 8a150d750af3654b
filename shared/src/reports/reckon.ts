import { histogramPercentile } from './histogram.ts';
import {
  metric,
  reportMetricIds,
  SMALLEST_GROUP,
  type Measure,
  type MetricFormula,
  type MetricId,
} from './metrics.ts';

/** What was counted of a group: by measure, and within it by bucket. */
export type Counted = ReadonlyMap<Measure, ReadonlyMap<number, number>>;

export function countOf(counted: Counted, measure: Measure): number {
  return [...(counted.get(measure) ?? new Map<number, number>()).values()].reduce((sum, n) => sum + n, 0);
}

/** A figure from what was counted; null where there is nothing to divide by or to sort. */
export function reckon(counted: Counted, formula: MetricFormula): number | null {
  switch (formula.kind) {
    case 'sum':
      return total(counted, formula.of);
    case 'share': {
      const all = total(counted, formula.denominator);
      return all === 0 ? null : total(counted, formula.numerator) / all;
    }
    case 'percentile':
      return histogramPercentile(counted.get(formula.of) ?? new Map(), formula.percent);
    case 'moment':
      return null;
  }
}

/**
 * Whether a group is too small to show how it works: fewer people answered in it, or there were fewer cases, than
 * `SMALLEST_GROUP`. Where there is nothing at all there is nothing to hide.
 */
export function isTooSmall(counted: Counted): boolean {
  const people = [...(counted.get('people') ?? new Map<number, number>()).values()].filter(
    (n) => n > 0,
  ).length;
  if (people > 0) return people < SMALLEST_GROUP;
  const cases = reportMetricIds.some(
    (id) => metric(id).isAboutPeople && (reckon(counted, metric(id).formula) ?? 0) > 0,
  );
  return cases && countOf(counted, 'conversations') < SMALLEST_GROUP;
}

/** Every figure of a group; those about people are null where it is too small. */
export function figuresOf(counted: Counted, isHidden: boolean): Partial<Record<MetricId, number | null>> {
  return Object.fromEntries(
    reportMetricIds.map((id) => {
      const { formula, isAboutPeople } = metric(id);
      return [id, isAboutPeople && isHidden ? null : reckon(counted, formula)];
    }),
  );
}

/**
 * Which groups of a table stay hidden. One that is hidden alone could be worked out from the total and the others, so
 * the smallest of those goes with it.
 */
export function hiddenGroups(groups: ReadonlyMap<string, Counted>): Set<string> {
  const hidden = new Set([...groups].filter(([, counted]) => isTooSmall(counted)).map(([key]) => key));
  if (hidden.size !== 1) return hidden;
  const [next] = [...groups]
    .filter(([key, counted]) => !hidden.has(key) && (counted.get('people')?.size ?? 0) > 0)
    .toSorted(([a, one], [b, other]) => size(one) - size(other) || (a < b ? -1 : 1));
  if (next !== undefined) hidden.add(next[0]);
  return hidden;
}

function size(counted: Counted): number {
  return counted.get('people')?.size ?? 0;
}

function total(counted: Counted, measures: readonly Measure[]): number {
  return measures.reduce((sum, measure) => sum + countOf(counted, measure), 0);
}
