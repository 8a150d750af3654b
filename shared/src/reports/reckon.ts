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

/** How much was counted of a measure, whatever its bucket. */
export function countOf(counted: Counted, measure: Measure): number {
  return [...(counted.get(measure) ?? new Map<number, number>()).values()].reduce((sum, n) => sum + n, 0);
}

/** A figure from what was counted; null where there is nothing to divide by or to sort. */
export function reckon(counted: Counted, formula: MetricFormula): number | null {
  switch (formula.kind) {
    case 'sum':
      return formula.bucket === undefined
        ? total(counted, formula.of)
        : totalIn(counted, formula.of, formula.bucket);
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
 * Whether a group is too small to show how it works: fewer people stand behind its figures, or there were fewer cases,
 * than `SMALLEST_GROUP`. Where there is nothing at all there is nothing to hide.
 */
export function isTooSmall(counted: Counted): boolean {
  if (peopleIn(counted) > 0) return isTooFew(peopleIn(counted));
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
 * Which groups of a whole stay hidden: those that are too small, those without which too few would be left of the
 * whole (its figures less theirs would tell the rest), and as many more, the smallest first, until what is hidden
 * together is enough people. Groups may overlap, as those by tag do.
 *
 * @param whole what the groups are of, as it is shown beside them
 */
export function hiddenGroups(groups: ReadonlyMap<string, Counted>, whole: Counted): Set<string> {
  if (isTooSmall(whole)) return new Set(groups.keys());
  const hidden = new Set(
    [...groups]
      .filter(([, counted]) => isTooSmall(counted) || isTooFew(peopleLeft(whole, [counted])))
      .map(([key]) => key),
  );
  const shown = [...groups]
    .filter(([key, counted]) => !hidden.has(key) && peopleIn(counted) > 0)
    .toSorted(([a, one], [b, other]) => peopleIn(one) - peopleIn(other) || (a < b ? -1 : 1));
  while (
    shown.length > 0 &&
    isTooFew(
      peopleLeft(
        whole,
        shown.map(([, counted]) => counted),
      ),
    )
  ) {
    const [smallest] = shown.splice(0, 1);
    if (smallest !== undefined) hidden.add(smallest[0]);
  }
  return hidden;
}

function peopleIn(counted: Counted): number {
  return peopleLeft(counted, []);
}

/** How many people stand behind a whole less these parts of it. */
function peopleLeft(whole: Counted, parts: readonly Counted[]): number {
  const of = (counted: Counted, person: number): number => counted.get('people')?.get(person) ?? 0;
  return [...(whole.get('people') ?? new Map<number, number>())].filter(
    ([person, n]) => n - parts.reduce((sum, part) => sum + of(part, person), 0) > 0,
  ).length;
}

/** Nobody is not too few: there is nobody to be told about. */
function isTooFew(people: number): boolean {
  return people > 0 && people < SMALLEST_GROUP;
}

function total(counted: Counted, measures: readonly Measure[]): number {
  return measures.reduce((sum, measure) => sum + countOf(counted, measure), 0);
}

function totalIn(counted: Counted, measures: readonly Measure[], bucket: number): number {
  return measures.reduce((sum, measure) => sum + (counted.get(measure)?.get(bucket) ?? 0), 0);
}
