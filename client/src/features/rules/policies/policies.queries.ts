import type { Page } from '@visavis/shared/api/page';
import type { SaveSlaPolicyRequest, SlaPolicyItem } from '@visavis/shared/api/sla';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../lib/api-client.ts';
import { itemsOf } from '../../../lib/directory.queries.ts';
import { rulePoliciesQuery } from '../rules.queries.ts';

const PATH = '/api/sla-policies';

/** Saves a policy, or adds one without an id; afterwards the list is read again. */
export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, request }: { id: string | null; request: SaveSlaPolicyRequest }) =>
      id === null ? api.post<SlaPolicyItem>(PATH, request) : api.put<SlaPolicyItem>(`${PATH}/${id}`, request),
    onSettled: () => client.invalidateQueries({ queryKey: rulePoliciesQuery.queryKey }),
  });
}

/** Puts all but the last in an order: on screen at once, and back when it is refused. */
export function useOrderPolicies() {
  const client = useQueryClient();
  const { queryKey } = rulePoliciesQuery;
  return useMutation({
    mutationFn: async (ids: readonly string[]) =>
      itemsOf(await api.put<Page<SlaPolicyItem>>(`${PATH}/order`, { ids })),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey });
      const place = ({ id, isFallback }: SlaPolicyItem) => (isFallback ? ids.length : ids.indexOf(id));
      client.setQueryData(queryKey, (items) => items?.toSorted((a, b) => place(a) - place(b)));
    },
    onSuccess: (items) => client.setQueryData(queryKey, items),
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

export function useRemovePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete<unknown>(`${PATH}/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: rulePoliciesQuery.queryKey }),
  });
}
