import type { AgentItem } from '@visavis/shared/api/agents';
import type { ConversationQuery } from '@visavis/shared/api/conversations';
import type { Me } from '@visavis/shared/api/session';
import { applyPush, type ListPush, type Viewer } from '@visavis/shared/inbox/apply-push';
import type { QueryClient } from '@tanstack/react-query';
import { agentsQuery, meQuery } from '../../lib/directory.queries.ts';
import type { PushHandlers } from '../../realtime/push-dispatcher.ts';
import { countsQuery, type ConversationList } from './inbox.queries.ts';

/** Patches one loaded list; the same object when nothing changes. */
export function patchList(
  list: ConversationList,
  push: ListPush,
  query: ConversationQuery,
  me: Viewer,
): ConversationList {
  const last = list.pages.at(-1);
  const flat = list.pages.flatMap((page) => page.items);
  const loadedUntil = last?.nextCursor ? last.until : null;
  const { items } = applyPush(flat, push, { ...query, loadedUntil }, me);
  if (items === flat) return list;
  // Pages keep their sizes, the last takes the rest: only its cursor matters for what comes next.
  let taken = 0;
  const pages = list.pages.map((page, at) => {
    const isLast = at === list.pages.length - 1;
    const part = isLast ? items.slice(taken) : items.slice(taken, taken + page.items.length);
    taken += part.length;
    return { ...page, items: part };
  });
  return { ...list, pages };
}

function patchLists(client: QueryClient, push: ListPush): void {
  const me = client.getQueryData<Me>(meQuery.queryKey);
  if (!me) return;
  const viewer: Viewer = { id: me.id, teamIds: me.teams.map((team) => team.id) };
  for (const [key, list] of client.getQueriesData<ConversationList>({ queryKey: ['conversations'] })) {
    if (list) client.setQueryData(key, patchList(list, push, key[1] as ConversationQuery, viewer));
  }
}

export const inboxPushes = {
  'conversation.upserted': (push, client) => patchLists(client, { type: 'conversation.upserted', ...push }),
  'conversation.removed': (push, client) => patchLists(client, { type: 'conversation.removed', ...push }),
  'counts.changed': ({ counts }, client) => client.setQueryData(countsQuery.queryKey, counts),
  'agent.changed': ({ agentId, ...change }, client) => {
    client.setQueryData(agentsQuery.queryKey, (agents?: AgentItem[]) =>
      agents?.map((agent) => (agent.id === agentId ? { ...agent, ...change } : agent)),
    );
    client.setQueryData(meQuery.queryKey, (me?: Me) =>
      me?.id === agentId ? { ...me, availability: change.availability } : me,
    );
  },
} satisfies PushHandlers;
