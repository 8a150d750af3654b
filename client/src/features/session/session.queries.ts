import type { PublicTeam } from '@visavis/shared/api/trust';
import type { SetupRequest, SignInRequest } from '@visavis/shared/api/session';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api-client.ts';

/** Whose service this is, and whether it is the demonstration; public, so the sign-in page can say it. */
export const publicTeamQuery = queryOptions({
  queryKey: ['public-team'],
  queryFn: ({ signal }) => api.get<PublicTeam>('/team.json', { signal }),
  retry: false,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Signs in with a password; the session is a cookie that scripts cannot read. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: SignInRequest) => api.post<void>('/api/session', request),
    onSuccess: () => queryClient.removeQueries({ queryKey: ['me'] }),
  });
}

/** Sets a password with a link that an administrator made. */
export function useResetPassword() {
  return useMutation({
    mutationFn: (request: { token: string; newPassword: string }) =>
      api.post<void>('/api/password-reset', request),
  });
}

/** Creates the organisation and its first administrator; works once. */
export function useSetup() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: SetupRequest) => api.post<void>('/api/setup', request),
    onSuccess: () => queryClient.removeQueries({ queryKey: ['me'] }),
  });
}

/** Whether nobody has set Visavis up yet; then the sign-in page leads there. */
export const setupNeededQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.get<{ needed: boolean }>('/api/setup', { signal }),
  retry: false,
});
