import type { Me, SetupRequest, SetupState, SignInRequest } from '@visavis/shared/api/session';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OrganisationItem, SetUpStep } from '@visavis/shared/api/organisation';
import { api } from '../../lib/api-client.ts';
import { meQuery } from '../../lib/directory.queries.ts';

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
    mutationFn: (request: SetupRequest) => api.post<Me>('/api/setup', request),
    onSuccess: (me) => {
      queryClient.setQueryData(meQuery.queryKey, me);
      return queryClient.invalidateQueries({ queryKey: setupQuery.queryKey });
    },
  });
}

/** Where the first run goes on; null ends it. */
export function useSetUpStep() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (setUpStep: SetUpStep | null) =>
      api.patch<OrganisationItem>('/api/organisation', { setUpStep }),
    onSuccess: ({ setUpStep }) => {
      queryClient.setQueryData(
        meQuery.queryKey,
        (me) => me && { ...me, organisation: { ...me.organisation, setUpStep } },
      );
    },
  });
}

/** Whose installation this is, for the pages before the login; one that nobody set up leads to its first visit. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.get<SetupState>('/api/setup', { signal }),
  retry: false,
});
