import type { PersonRef } from '@visavis/shared/api/conversations';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import type { OpenConversation } from '../../lib/conversation-cache.ts';
import { routingQuery } from '../../lib/conversation.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { firstName } from '../../lib/format.ts';
import { useToasts } from '../../ui/Toast.tsx';

export type ShieldedPerson = Pick<PersonRef, 'id' | 'name'>;

interface ShieldChange {
  agent: ShieldedPerson;
  /** May be empty. */
  reason: string;
}

/** Puts a shield up or takes it down; each can be taken back. */
export function useShield({ id, contact }: OpenConversation) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const toasts = useToasts();
  const sentence = useSentence();
  const path = `/api/conversations/${id}/shield`;
  const change = useMutation({
    mutationFn: ({ agent, reason, isUp }: ShieldChange & { isUp: boolean }) =>
      isUp
        ? api.put<void>(path, { agentId: agent.id, reason })
        : api.delete<void>(`${path}?agentId=${encodeURIComponent(agent.id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: routingQuery(id).queryKey }),
    onError: (error) => void toasts.show({ text: sentence(error), tone: 'error' }),
  });
  const set = (one: ShieldChange, isUp: boolean) =>
    change.mutate(
      { ...one, isUp },
      {
        onSuccess: () =>
          toasts.show({
            text: t(isUp ? 'conversation.explain.shield.isUp' : 'conversation.explain.shield.isDown', {
              customer: firstName(contact.name),
              name: firstName(one.agent.name),
            }),
            tone: 'done',
            onUndo: () => change.mutate({ ...one, isUp: !isUp }),
          }),
      },
    );
  return {
    isBusy: change.isPending,
    put: (one: ShieldChange) => set(one, true),
    lift: (one: ShieldChange) => set(one, false),
  };
}
