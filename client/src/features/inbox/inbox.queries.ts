import type {
  ConversationCounts,
  ConversationItem,
  ConversationQuery,
} from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import type { RowKey } from '@visavis/shared/inbox/apply-push';
import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';

const PAGE_SIZE = 50;

/** A fetched page, with the place of its last row as it was fetched: pushes may move the row, the cursor stays. */
export interface ConversationPage extends Page<ConversationItem> {
  until: RowKey | null;
}

export type ConversationList = InfiniteData<ConversationPage, string | null>;

/** A list page by page; patched by pushes, so it is never fetched again while the connection lives. */
export const conversationsQuery = (query: ConversationQuery) =>
  infiniteQueryOptions({
    queryKey: ['conversations', query] as const,
    queryFn: async ({ pageParam, signal }): Promise<ConversationPage> => {
      const page = await api.get<Page<ConversationItem>>('/api/conversations', {
        query: { ...query, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      });
      return { ...page, until: page.items.at(-1) ?? null };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 60_000,
  });

/** The numbers beside views, teams and channels; pushed as a whole. */
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => api.get<ConversationCounts>('/api/conversations/counts', { signal }),
  staleTime: 60_000,
});
