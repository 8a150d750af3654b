import type { Page } from '@visavis/shared/api/page';

/** A list of what is few: everything on one page, in the form of every list. */
export function onePage<T>(items: T[]): Page<T> {
  return { items, nextCursor: null };
}
