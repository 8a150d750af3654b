import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { RoutingExplanation } from '@visavis/shared/api/routing';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from './api-client.ts';
import { mergeFetched, opened, type OpenConversation } from './conversation-cache.ts';

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

/** How a conversation came to where it is, why it waits, and who is not given this customer. */
export const routingQuery = (id: string) =>
  queryOptions({
    queryKey: ['routing', id] as const,
    queryFn: ({ signal }) => api.get<RoutingExplanation>(`/api/conversations/${id}/routing`, { signal }),
    staleTime: 60_000,
  });
