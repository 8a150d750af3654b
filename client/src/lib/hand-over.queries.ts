import type {
  BulkHandOverRequest,
  BulkHandOverSummary,
  ColleagueSuggestion,
  GivenHandOver,
  UndoHandOversAnswer,
} from '@visavis/shared/api/hand-over';
import type { Page } from '@visavis/shared/api/page';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './api-client.ts';

/** Who could take a conversation, the likeliest first; asked anew whenever somebody wants to know. */
export const colleaguesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['colleagues', conversationId] as const,
    queryFn: async ({ signal }) =>
      (
        await api.get<Page<ColleagueSuggestion>>(`/api/conversations/${conversationId}/colleagues`, {
          signal,
        })
      ).items,
    staleTime: 0,
    gcTime: 0,
  });

/** What was handed over to me, the newest first. */
export const givenHandOversQuery = infiniteQueryOptions({
  queryKey: ['hand-overs'] as const,
  queryFn: ({ pageParam, signal }) =>
    api.get<Page<GivenHandOver>>('/api/hand-overs', {
      query: pageParam === null ? {} : { cursor: pageParam },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

/** Everything somebody has, to one person or back to the teams. */
export function handOverMany(request: BulkHandOverRequest): Promise<BulkHandOverSummary> {
  return api.post<BulkHandOverSummary>('/api/hand-overs', request);
}

/** Takes hand-overs back where nothing has happened since. */
export function undoHandOvers(ids: readonly string[]): Promise<UndoHandOversAnswer> {
  return api.post<UndoHandOversAnswer>('/api/hand-overs/undo', { ids });
}
