import type { LatestReapply, ReapplyPreview, ReapplyRun } from '@visavis/shared/api/sla';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../lib/api-client.ts';

const PATH = '/api/sla-policies/reapply';
const LOOK_AGAIN_MS = 1_000;

/** What would change now; read anew whenever somebody asks, and only then: it looks at every clock that runs. */
export const reapplyPreviewQuery = queryOptions({
  queryKey: ['policies', 'reapply', 'preview'],
  queryFn: () => api.post<ReapplyPreview>(`${PATH}/preview`),
  gcTime: 0,
  staleTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
});

/** How the one that runs, else the last one, stands; followed while it runs. */
export const latestReapplyQuery = queryOptions({
  queryKey: ['policies', 'reapply', 'latest'],
  queryFn: ({ signal }) => api.get<LatestReapply>(PATH, { signal }),
  refetchInterval: (query) => {
    const run = query.state.data?.run;
    return run && run.finishedAt === null ? LOOK_AGAIN_MS : false;
  },
});

export function useBeginReapply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<ReapplyRun>(PATH),
    onSuccess: (run) => client.setQueryData(latestReapplyQuery.queryKey, { run }),
  });
}
