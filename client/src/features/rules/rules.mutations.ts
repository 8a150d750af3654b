import type { Page } from '@visavis/shared/api/page';
import type {
  RoutingRuleItem,
  SaveRoutingRuleRequest,
  TrialAnswer,
  TrialRequest,
} from '@visavis/shared/api/routing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { itemsOf } from '../../lib/directory.queries.ts';
import { rulesQuery } from './rules.queries.ts';

const PATH = '/api/routing-rules';

/** Saves a rule, or adds one without an id; afterwards the list is read again. */
export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, request }: { id: string | null; request: SaveRoutingRuleRequest }) =>
      id === null
        ? api.post<RoutingRuleItem>(PATH, request)
        : api.put<RoutingRuleItem>(`${PATH}/${id}`, request),
    onSettled: () => client.invalidateQueries({ queryKey: rulesQuery.queryKey }),
  });
}

/** Puts the rules in an order: on screen at once, and back when it is refused. */
export function useOrderRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) =>
      itemsOf(await api.put<Page<RoutingRuleItem>>(`${PATH}/order`, { ids })),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: rulesQuery.queryKey });
      client.setQueryData(rulesQuery.queryKey, (rules) =>
        rules?.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
      );
    },
    onSuccess: (rules) => client.setQueryData(rulesQuery.queryKey, rules),
    onError: () => client.invalidateQueries({ queryKey: rulesQuery.queryKey }),
  });
}

/** Deletes a rule, or brings a deleted one back to its place. */
export function useRemoveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, isBack = false }: { id: string; isBack?: boolean }) =>
      isBack ? api.post<unknown>(`${PATH}/${id}/restore`) : api.delete<unknown>(`${PATH}/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: rulesQuery.queryKey }),
  });
}

/** Tries a list of rules; nothing is changed. */
export function useTrial() {
  return useMutation({
    mutationFn: (request: TrialRequest) => api.post<TrialAnswer>(`${PATH}/trial`, request),
  });
}
