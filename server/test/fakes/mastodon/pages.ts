import type { FakeRequest } from '../fake-http.ts';
import { DOMAIN } from './store.ts';

const USUAL_LIMIT = 40;

/**
 * One page of a list that is ordered by its ids: `min_id` gives what follows immediately, `since_id` and `max_id` the
 * newest within their bounds; always newest first.
 */
export function pageOf<T extends { id: string }>(
  entries: readonly T[],
  { url }: FakeRequest,
  { pageLimit, hasLinks }: { pageLimit: number; hasLinks: boolean },
): { entries: T[]; headers: Record<string, string> } {
  const query = url.searchParams;
  const limit = Math.min(Number(query.get('limit') ?? USUAL_LIMIT), pageLimit);
  const [min, since, max] = ['min_id', 'since_id', 'max_id'].map((name) => query.get(name));
  const within = entries
    .filter(({ id }) => (!min || id > min) && (!since || id > since) && (!max || id < max))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const page = (min ? within.slice(0, limit) : within.slice(-limit)).toReversed();
  return { entries: page, headers: hasLinks ? links(url.pathname, page, page.length === limit) : {} };
}

function links(path: string, page: readonly { id: string }[], isFull: boolean): Record<string, string> {
  const [first, last] = [page[0], page.at(-1)];
  if (!first || !last) return {};
  const link = (bound: string, id: string, rel: string) =>
    `<https://${DOMAIN}${path}?limit=2&${bound}=${encodeURIComponent(id)}>; rel="${rel}"`;
  const next = isFull ? [link('max_id', last.id, 'next')] : [];
  return { Link: [...next, link('min_id', first.id, 'prev')].join(', ') };
}
