import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { RoutingDecision } from '@visavis/shared/api/routing';
import type { Page } from '@visavis/shared/api/page';
import type { Pushes } from '@visavis/shared/events/pushes';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from './api-client.ts';
import { mergeFetched, opened, type OpenConversation } from './conversation-cache.ts';
import { itemsOf } from './directory.queries.ts';

/**
 * One conversation with all around it. Fetched when it is opened (nobody hears pushes of a conversation that is not in
 * front), patched by pushes while it is.
 */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id] as const,
    queryFn: async ({ signal, client, queryKey }): Promise<OpenConversation> => {
      const fetched = opened(await api.get<ConversationDetail>(`/api/conversations/${id}`, { signal }));
      const held = client.getQueryData<OpenConversation>(queryKey);
      return held ? mergeFetched(held, fetched) : fetched;
    },
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Changes a conversation that is cached; nothing when it is not. */
export function patchConversation(
  client: QueryClient,
  id: string,
  change: (held: OpenConversation) => OpenConversation,
): void {
  client.setQueryData(conversationQuery(id).queryKey, (held) => (held ? change(held) : held));
}

/** Who else looks at or writes in a conversation; only ever pushed. */
export const presenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['presence', id] as const,
    queryFn: (): Pushes['presence.changed']['people'] => [],
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Why placements went to whom they went. */
export const routingQuery = (id: string) =>
  queryOptions({
    queryKey: ['routing', id] as const,
    queryFn: async ({ signal }) =>
      itemsOf(
        await api.get<RoutingDecision[] | Page<RoutingDecision>>(`/api/conversations/${id}/routing`, {
          signal,
        }),
      ),
    staleTime: 60_000,
  });
