import type { ApiTokenItem, SessionItem } from '@visavis/shared/api/session';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { itemsOf } from '../../lib/directory.queries.ts';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<SessionItem[] | { items: SessionItem[] }>('/api/sessions', { signal })),
});

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<ApiTokenItem[] | { items: ApiTokenItem[] }>('/api/tokens', { signal })),
});
