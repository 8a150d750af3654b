import type {
  MailSettingsItem,
  MailTest,
  OrganisationItem,
  SaveMailSettingsRequest,
  UpdateOrganisationRequest,
} from '@visavis/shared/api/organisation';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../lib/api-client.ts';
import { meQuery } from '../../../lib/directory.queries.ts';

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => api.get<OrganisationItem>('/api/organisation', { signal }),
});

export const mailQuery = queryOptions({
  queryKey: ['organisation', 'mail'],
  queryFn: ({ signal }) => api.get<MailSettingsItem>('/api/organisation/mail', { signal }),
});

/** Keeps what the server answered to a change of the organisation. */
function useKeep() {
  const client = useQueryClient();
  return (organisation: OrganisationItem) => {
    client.setQueryData(organisationQuery.queryKey, organisation);
    return client.invalidateQueries({ queryKey: meQuery.queryKey });
  };
}

/**
 * The fields of one card: what is stored with what was changed on screen. Only the changes are sent; they are dropped
 * when they are saved, and stay when they were refused.
 */
export function useOrganisationChanges(stored: OrganisationItem) {
  const keep = useKeep();
  const [changes, setChanges] = useState<UpdateOrganisationRequest>({});
  const save = useMutation({
    mutationFn: (change: UpdateOrganisationRequest) =>
      api.patch<OrganisationItem>('/api/organisation', change),
    onSuccess: async (organisation) => {
      await keep(organisation);
      setChanges({});
    },
  });
  const isChanged = Object.entries(changes).some(
    ([name, value]) => JSON.stringify(stored[name as keyof OrganisationItem]) !== JSON.stringify(value),
  );
  return {
    form: { ...stored, ...changes },
    set: (part: UpdateOrganisationRequest) => setChanges((present) => ({ ...present, ...part })),
    isChanged,
    save: { error: save.error, isPending: save.isPending },
    submit: (onSaved: () => void) => save.mutate(changes, { onSuccess: onSaved }),
  };
}

export type OrganisationChanges = ReturnType<typeof useOrganisationChanges>;

/** Uploads a logo, or takes it away (null). */
export function useSaveLogo() {
  const keep = useKeep();
  return useMutation({
    mutationFn: (picture: File | null) => {
      if (picture === null) return api.delete<OrganisationItem>('/api/organisation/logo');
      const form = new FormData();
      form.set('file', picture);
      return api.post<OrganisationItem>('/api/organisation/logo', form);
    },
    onSuccess: keep,
  });
}

/** Saves the mail server, or removes it (null). */
export function useSaveMail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: SaveMailSettingsRequest | null) =>
      settings === null
        ? api.delete<MailSettingsItem>('/api/organisation/mail')
        : api.put<MailSettingsItem>('/api/organisation/mail', settings),
    onSuccess: (stored) => client.setQueryData(mailQuery.queryKey, stored),
  });
}

/** Resolves with what became of it, also when it did not leave. */
export function useTestMail() {
  return useMutation({
    mutationFn: (to: string) => api.post<MailTest>('/api/organisation/mail/test', { to }),
  });
}
