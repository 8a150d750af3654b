/**
 * For how many more usual conversations somebody has room, as placement counts: by weight, not by number. Whoever is
 * over their capacity has none.
 */
export function roomOf({ capacity, load }: { capacity: number; load: number }): number {
  return Math.max(0, Math.floor(capacity - load));
}
