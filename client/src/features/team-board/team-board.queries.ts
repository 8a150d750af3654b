import type { HandOverAnswer, HandOverRequest } from '@visavis/shared/api/hand-over';
import type { SetAvailabilityRequest } from '@visavis/shared/api/schedule';
import type { TeamBoard } from '@visavis/shared/api/team-board';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';
import { undoHandOvers } from '../../lib/hand-over.queries.ts';

/** Who is here and what each has open; the push `report.stale` has it fetched again. */
export const teamBoardQuery = (teamId: string) =>
  queryOptions({
    queryKey: ['report', 'teamBoard', teamId],
    queryFn: ({ signal }) => api.get<TeamBoard>(`/api/team-board?teamId=${teamId}`, { signal }),
    staleTime: 10_000,
  });

/** Gives one conversation to somebody of the team. */
export function useGive(teamId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...request }: HandOverRequest & { id: string }) =>
      api.post<HandOverAnswer>(`/api/conversations/${id}/hand-over`, request),
    onSettled: () => client.invalidateQueries(teamBoardQuery(teamId)),
  });
}

/** Takes a hand-over back where nothing has happened since; answers whether it could. */
export function useTakeBack(teamId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (handOverId: string) => (await undoHandOvers([handOverId])).restored.length > 0,
    onSettled: () => client.invalidateQueries(teamBoardQuery(teamId)),
  });
}

/** Leads set people of their teams: somebody went home without closing the day. */
export function useSetAvailability(teamId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ agentId, ...request }: SetAvailabilityRequest & { agentId: string }) =>
      api.put<unknown>(`/api/agents/${agentId}/availability`, request),
    onSettled: () => client.invalidateQueries(teamBoardQuery(teamId)),
  });
}
