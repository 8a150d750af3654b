/** A page of a keyset-paged list; `nextCursor` is opaque and null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** An instant as ISO-8601 in UTC, e.g. `2026-11-20T14:17:00.000Z`. */
export type IsoInstant = string;
