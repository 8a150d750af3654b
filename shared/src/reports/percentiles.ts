/**
 * The nearest-rank percentile: the smallest of the values that at least `p` percent of them do not exceed, so always
 * one that occurred. `values` in any order; `p` from 0 to 100. Null without values.
 */
export function percentile(values: readonly number[], p: number): number | null {
  if (!(p >= 0 && p <= 100)) throw new RangeError('a percentile lies between 0 and 100');
  const sorted = isSorted(values) ? values : values.toSorted((a, b) => a - b);
  // Multiplied before it is divided: 0.07 * 100 is more than 7, 7 * 100 / 100 is not.
  const rank = Math.max(1, Math.ceil((p * sorted.length) / 100));
  return sorted[rank - 1] ?? null;
}

function isSorted(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || (values[index - 1] ?? 0) <= value);
}
