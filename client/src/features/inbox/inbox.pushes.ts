import type { AgentItem } from '@visavis/shared/api/agents';
import type { ConversationQuery } from '@visavis/shared/api/conversations';
import type { Me } from '@visavis/shared/api/session';
import { applyPush, type ListPush, type Viewer } from '@visavis/shared/inbox/apply-push';
import type { QueryClient } from '@tanstack/react-query';
import { agentsQuery, meQuery } from '../../lib/directory.queries.ts';
import type { PushHandlers } from '../../realtime/push-dispatcher.ts';
import { countsQuery, type ConversationList } from './inbox.queries.ts';

const LISTS = ['conversations'] as const;
/** A storm brings dozens of pushes a second; the lists are drawn again at most this often. */
const GATHER_MS = 40;
/** Longer than any fetch of a list takes. */
const REMEMBER_MS = 30_000;

/** Patches one loaded list; the same object when nothing changes. */
export function patchList(
  list: ConversationList,
  pushes: Iterable<ListPush>,
  query: ConversationQuery,
  me: Viewer,
): ConversationList {
  const last = list.pages.at(-1);
  const before = list.pages.flatMap((page) => page.items);
  const listed = { ...query, loadedUntil: last?.nextCursor ? last.until : null };
  let items = before;
  for (const push of pushes) ({ items } = applyPush(items, push, listed, me));
  if (items === before) return list;
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

/** The pushes of one client: those to apply next, and the newest of each conversation of the last half minute. */
interface Gathered {
  waiting: ListPush[];
  recent: Map<string, { push: ListPush; at: number }>;
}

const gatheredOf = new WeakMap<QueryClient, Gathered>();

function gathered(client: QueryClient): Gathered {
  const known = gatheredOf.get(client) ?? { waiting: [], recent: new Map() };
  gatheredOf.set(client, known);
  return known;
}

function viewerOf(client: QueryClient): Viewer | null {
  const me = client.getQueryData<Me>(meQuery.queryKey);
  return me ? { id: me.id, teamIds: me.teams.map((team) => team.id) } : null;
}

function applyWaiting(client: QueryClient): void {
  const known = gathered(client);
  const pushes = known.waiting;
  known.waiting = [];
  const me = viewerOf(client);
  if (!me) return;
  for (const [key, list] of client.getQueriesData<ConversationList>({ queryKey: LISTS })) {
    if (list) client.setQueryData(key, patchList(list, pushes, key[1] as ConversationQuery, me));
  }
}

function gather(client: QueryClient, push: ListPush): void {
  const known = gathered(client);
  const id = push.type === 'conversation.removed' ? push.id : push.conversation.id;
  const now = performance.now();
  for (const [each, { at }] of known.recent) if (now - at > REMEMBER_MS) known.recent.delete(each);
  known.recent.set(id, { push, at: now });
  known.waiting.push(push);
  if (known.waiting.length === 1) setTimeout(() => applyWaiting(client), GATHER_MS);
}

/**
 * Keeps lists true while they are fetched: an answer shows the state of when it was made, so what was pushed since is
 * applied again. Without it a page that loads would undo what happened meanwhile. Answers how to stop.
 */
export function keepListsTrue(client: QueryClient): () => void {
  return client.getQueryCache().subscribe((event) => {
    const isFetched =
      event.type === 'updated' && event.action.type === 'success' && event.action.manual !== true;
    if (!isFetched || event.query.queryKey[0] !== LISTS[0]) return;
    const me = viewerOf(client);
    const list = event.query.state.data as ConversationList | undefined;
    const recent = [...gathered(client).recent.values()].map(({ push }) => push);
    if (!me || !list || recent.length === 0) return;
    const patched = patchList(list, recent, event.query.queryKey[1] as ConversationQuery, me);
    if (patched !== list) client.setQueryData(event.query.queryKey, patched);
  });
}

export const inboxPushes = {
  'conversation.upserted': (push, client) => gather(client, { type: 'conversation.upserted', ...push }),
  'conversation.removed': (push, client) => gather(client, { type: 'conversation.removed', ...push }),
  'counts.changed': ({ counts }, client) => void client.setQueryData(countsQuery.queryKey, counts),
  'agent.changed': ({ agentId, ...change }, client) => {
    const known = client.getQueryData(agentsQuery.queryKey)?.find(({ id }) => id === agentId)?.avatarUrl;
    // A face that was taken back must not stay on screens that are open.
    if (known !== undefined && known !== change.avatarUrl)
      for (const queryKey of [['conversation'], ['conversations']])
        void client.invalidateQueries({ queryKey });
    client.setQueryData(agentsQuery.queryKey, (agents?: AgentItem[]) =>
      agents?.map((agent) => (agent.id === agentId ? { ...agent, ...change } : agent)),
    );
    client.setQueryData(meQuery.queryKey, (me?: Me) =>
      me?.id === agentId
        ? {
            ...me,
            availability: change.availability,
            availabilityState: change.availabilityState,
            avatarUrl: change.avatarUrl,
          }
        : me,
    );
  },
} satisfies PushHandlers;
