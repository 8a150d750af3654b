import type { OrganisationItem } from '@visavis/shared/api/organisation';
import type { ApiTokenItem, Me, SessionItem } from '@visavis/shared/api/session';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, itemsOf, meQuery } from '../../lib/directory.queries.ts';

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

export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: async ({ signal }) =>
    itemsOf(await api.get<SlaPolicyItem[] | { items: SlaPolicyItem[] }>('/api/sla-policies', { signal })),
});

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => api.get<OrganisationItem>('/api/organisation', { signal }),
});

/** Uploads a face, or withdraws it (null): either answers the agent with the new picture. */
export function useSaveFace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (picture: File | null) => {
      if (picture === null) return api.delete<Me>('/api/me/face');
      const form = new FormData();
      form.set('file', picture);
      return api.post<Me>('/api/me/face', form);
    },
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me);
      return client.invalidateQueries({ queryKey: agentsQuery.queryKey });
    },
  });
}
