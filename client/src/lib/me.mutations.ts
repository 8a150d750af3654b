import type { Availability, Me, UpdateMeRequest } from '@visavis/shared/api/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api-client.ts';
import { meQuery } from './directory.queries.ts';

/** Changes the agent's own settings; shown at once, taken back when the server refuses. */
export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: UpdateMeRequest) => api.patch<Me>('/api/me', change),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: meQuery.queryKey });
      const before = client.getQueryData(meQuery.queryKey);
      client.setQueryData(meQuery.queryKey, (me?: Me) => (me ? { ...me, ...change } : me));
      return { before };
    },
    onError: (_error, _change, context) => client.setQueryData(meQuery.queryKey, context?.before),
    onSettled: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

export const AVAILABILITIES: readonly Availability[] = ['available', 'busy', 'away', 'off'];
