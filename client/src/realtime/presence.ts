import type { ConversationPresence, PresentPeople, Pushes } from '@visavis/shared/events/pushes';
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { PushHandlers } from './push-dispatcher.ts';
import { askPresence, useConnection } from './socket.ts';

export type People = PresentPeople['people'];
/** By conversation; where nobody is, nothing is. */
export type Presence = Readonly<Record<string, People>>;

const KEY = ['presence'] as const;
const NOBODY: People = [];

/** What was pushed while the list was asked for: it is newer than the answer. */
const heardWhile = new WeakMap<QueryClient, Map<string, People>>();

export function withPeople(presence: Presence, { conversationId, people }: PresentPeople): Presence {
  const { [conversationId]: _before, ...others } = presence;
  return people.length === 0 ? others : { ...others, [conversationId]: people };
}

/**
 * Who is in which conversation: asked for when the connection comes (or comes back), patched by pushes. It tells nothing
 * of instants, so the clocks of browsers do not matter.
 */
export const presenceQuery = queryOptions({
  queryKey: KEY,
  queryFn: async ({ client }): Promise<Presence> => {
    const heard = new Map<string, People>();
    heardWhile.set(client, heard);
    const answer = await askPresence();
    if (heardWhile.get(client) === heard) heardWhile.delete(client);
    const known =
      answer === null
        ? (client.getQueryData<Presence>(KEY) ?? {})
        : answer.people.reduce<Presence>(withPeople, {});
    return [...heard].reduce<Presence>(
      (presence, [conversationId, people]) => withPeople(presence, { conversationId, people }),
      known,
    );
  },
  staleTime: Number.POSITIVE_INFINITY,
  // Patched as long as the tab lives, so it must not be dropped and begun anew with half of it.
  gcTime: Number.POSITIVE_INFINITY,
});

function hear(client: QueryClient, pushed: PresentPeople): void {
  heardWhile.get(client)?.set(pushed.conversationId, pushed.people);
  client.setQueryData(KEY, (held?: Presence) => (held ? withPeople(held, pushed) : held));
}

export const presencePushes = {
  'presence.changed': ({ conversationId, people }: Pushes['presence.changed'], client) =>
    hear(client, { conversationId, people }),
  // Erased, or out of sight: nobody tells any more who is there.
  'conversation.removed': ({ id }, client) => hear(client, { conversationId: id, people: [] }),
} satisfies PushHandlers;

export interface OthersThere {
  readers: People;
  /** Whoever began first is first. */
  writers: People;
  /** The agent's own screens write, and began before all others. */
  isFirstWriter: boolean;
}

/** Who else is in a conversation. Without a connection nobody: what was known may no longer be so. */
export function useOthersThere(conversationId: string, meId: string): OthersThere {
  const { state } = useConnection();
  const isKnown = state !== 'offline' && state !== 'reconnecting';
  const select = useCallback((presence: Presence) => presence[conversationId] ?? NOBODY, [conversationId]);
  const people = useQuery({ ...presenceQuery, select }).data ?? NOBODY;
  return useMemo(() => {
    const there = isKnown ? people : NOBODY;
    const others = (state: ConversationPresence) =>
      there.filter((person) => person.agent.id !== meId && person.state === state);
    const [first] = there;
    return {
      readers: others('reading'),
      writers: others('writing'),
      isFirstWriter: first?.state === 'writing' && first.agent.id === meId,
    };
  }, [people, meId, isKnown]);
}
