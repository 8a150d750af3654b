import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import type { ConsentState, GiveConsentRequest } from '@visavis/shared/api/consent';
import type { Me } from '@visavis/shared/api/session';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../lib/api-client.ts';
import { agentsQuery, meQuery } from '../../../lib/directory.queries.ts';

/** What the signed-in person has lent of themselves, since when, and what was removed. */
export const consentsQuery = queryOptions({
  queryKey: ['me', 'consents'],
  queryFn: ({ signal }) => api.get<ConsentState>('/api/me/consents', { signal }),
});

type Decision =
  | { purpose: ConsentPurpose; form: PublicForm; request: GiveConsentRequest }
  /** Withdrawn: one purpose, or everything. */
  | { purpose: ConsentPurpose | null; form: null };

/** Gives or withdraws consent; either answers how everything stands now. */
export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) => {
      if (decision.form !== null)
        return api.put<ConsentState>(`/api/me/consents/${decision.purpose}`, decision.request);
      const path = decision.purpose === null ? '' : `/${decision.purpose}`;
      return api.delete<ConsentState>(`/api/me/consents${path}`);
    },
    onSuccess: (state) => {
      client.setQueryData(consentsQuery.queryKey, state);
      return Promise.all([
        client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true }),
        client.invalidateQueries({ queryKey: agentsQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['conversation'] }),
      ]);
    },
  });
}

/** A square of a photo, in shares of it. */
export interface PhotoCrop {
  x: number;
  y: number;
  size: number;
}

/** Uploads a face, or removes it (null): either answers the agent with the new picture. */
export function useSaveFace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (photo: { file: File; crop: PhotoCrop | null } | null) => {
      if (photo === null) return api.delete<Me>('/api/me/face');
      const form = new FormData();
      form.set('file', photo.file);
      for (const [name, share] of Object.entries(photo.crop ?? {})) form.set(name, String(share));
      return api.post<Me>('/api/me/face', form);
    },
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me);
      return Promise.all([
        client.invalidateQueries({ queryKey: consentsQuery.queryKey }),
        client.invalidateQueries({ queryKey: agentsQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['conversation'] }),
      ]);
    },
  });
}

/** Version 0 of a face is the portrait of initials. */
export function hasPhoto({ avatarUrl }: Pick<Me, 'avatarUrl'>): boolean {
  return !/\/0\/\d+\.webp$/u.test(avatarUrl);
}
