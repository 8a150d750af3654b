import type { ConversationItem, ConversationQuery } from '../api/conversations.ts';
import type { Pushes } from '../events/pushes.ts';

/** Whoever looks at the list. */
export interface Viewer {
  id: string;
  teamIds: readonly string[];
}

/** The place of a row in its order: what a keyset cursor stands for. */
export type RowKey = Pick<ConversationItem, 'id' | 'lastCustomerMessageAt' | 'due'>;

export interface ListedQuery extends ConversationQuery {
  /** Where the loaded part ends when the server has more behind it; rows beyond it come with the next page. */
  loadedUntil?: RowKey | null;
}

/** The pushes that change a list of conversations. */
export type ListPush =
  | ({ type: 'conversation.upserted' } & Pushes['conversation.upserted'])
  | ({ type: 'conversation.removed' } & Pushes['conversation.removed']);

export interface AppliedPush {
  /** The list as a fetch would answer it now. The same array when the push changes nothing. */
  items: ConversationItem[];
  /** Ids of rows that came in or moved up: what a screen holds back while somebody reads. */
  pending: string[];
}

function matchesView(item: ConversationItem, query: ConversationQuery, me: Viewer): boolean {
  switch (query.view ?? 'all') {
    case 'mine':
      return item.assignee?.id === me.id && item.status !== 'closed';
    case 'new':
      return item.status === 'new';
    case 'due':
      return item.status !== 'closed' && (item.due?.state === 'soon' || item.due?.state === 'breached');
    case 'waiting':
      return item.status === 'waiting' || item.status === 'snoozed';
    case 'mentioned':
      return item.mentionedAgentIds.includes(me.id);
    case 'team':
      return me.teamIds.includes(item.team.id);
    case 'all':
      return true;
  }
}

function matchesStatus(item: ConversationItem, status: ConversationQuery['status']): boolean {
  if (status === undefined) return true;
  if (status === 'active') return item.status === 'new' || item.status === 'open';
  return item.status === status;
}

/**
 * Whether a list of this query shows the conversation. The words of a search (`q`) are not looked at: only the server
 * knows the text behind a row, so a search keeps the rows that it found.
 */
export function matchesQuery(item: ConversationItem, query: ConversationQuery, me: Viewer): boolean {
  return (
    matchesView(item, query, me) &&
    matchesStatus(item, query.status) &&
    (query.teamId === undefined || item.team.id === query.teamId) &&
    (query.channelId === undefined || item.channel.id === query.channelId) &&
    (query.tag === undefined || item.tags.includes(query.tag)) &&
    item.isSpam === (query.spam ?? false)
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The server's order. `newest`: the customer's last message first, then the higher id. `due`: the earliest deadline
 * first, what has none last, then the lower id.
 */
export function compareRows(a: RowKey, b: RowKey, sort: ConversationQuery['sort'] = 'newest'): number {
  if (sort === 'newest') {
    return Date.parse(b.lastCustomerMessageAt) - Date.parse(a.lastCustomerMessageAt) || byText(b.id, a.id);
  }
  if (a.due === null || b.due === null)
    return Number(a.due === null) - Number(b.due === null) || byText(a.id, b.id);
  return Date.parse(a.due.at) - Date.parse(b.due.at) || byText(a.id, b.id);
}

function isBeyondLoaded(item: ConversationItem, query: ListedQuery): boolean {
  return query.loadedUntil != null && compareRows(item, query.loadedUntil, query.sort) > 0;
}

function without(list: ConversationItem[], id: string): ConversationItem[] {
  return list.some((item) => item.id === id) ? list.filter((item) => item.id !== id) : list;
}

function upsert(
  list: ConversationItem[],
  item: ConversationItem,
  query: ListedQuery,
  me: Viewer,
): AppliedPush {
  const before = list.findIndex((each) => each.id === item.id);
  const known = list[before];
  // A push carries the present state; one that comes late carries less than we hold.
  if (known && item.version < known.version) return { items: list, pending: [] };
  const isFound = query.q === undefined || query.q === '' || known !== undefined;
  if (!isFound || !matchesQuery(item, query, me) || isBeyondLoaded(item, query)) {
    return { items: without(list, item.id), pending: [] };
  }
  const items = without(list, item.id).slice();
  const after = items.findIndex((each) => compareRows(item, each, query.sort) < 0);
  const place = after === -1 ? items.length : after;
  items.splice(place, 0, item);
  return { items, pending: before === -1 || place < before ? [item.id] : [] };
}

/**
 * Patches a loaded list with a push, so that it is what fetching it again would answer. Pure: the list is not changed.
 * Rows that no longer match leave, rows that match now come in at their place in the server's order.
 */
export function applyPush(
  list: ConversationItem[],
  push: ListPush,
  query: ListedQuery,
  me: Viewer,
): AppliedPush {
  if (push.type === 'conversation.removed') return { items: without(list, push.id), pending: [] };
  return upsert(list, push.conversation, query, me);
}
