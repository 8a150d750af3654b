import type { ConversationQuery, ConversationView } from '@visavis/shared/api/conversations';

export const INBOX_VIEWS: readonly ConversationView[] = [
  'mine',
  'new',
  'due',
  'waiting',
  'mentioned',
  'team',
  'all',
];

/** The server reads so much of a search, in characters. */
export const LONGEST_SEARCH = 200;

/** The tabs above a list; which of them there are depends on the view. */
export type InboxTab = 'active' | 'waiting' | 'snoozed' | 'closed';

/** What the address says after `/inbox/<view>`: filters, order, and the conversation in front. */
export interface InboxSearch {
  team?: string;
  channel?: string;
  status?: InboxTab;
  tag?: string;
  q?: string;
  sort?: 'newest' | 'due';
  spam?: boolean;
  /** The id of the conversation that is shown. */
  c?: string;
  /** It is only looked at: nothing is marked as read. */
  watch?: boolean;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((each) => each === value);

/** Reads the address; what it does not understand is unset, and named so: the router would hand on the raw value. */
export function parseInboxSearch(search: Record<string, unknown>): InboxSearch {
  return {
    team: text(search.team),
    channel: text(search.channel),
    status: oneOf(search.status, ['active', 'waiting', 'snoozed', 'closed']),
    tag: text(search.tag),
    q: text(search.q)?.slice(0, LONGEST_SEARCH),
    sort: oneOf(search.sort, ['newest', 'due']),
    spam: search.spam === true ? true : undefined,
    c: text(search.c),
    watch: search.watch === true ? true : undefined,
  };
}

export function viewOf(view: string): ConversationView {
  return oneOf(view, INBOX_VIEWS) ?? 'all';
}

/** The tabs of a view: none where the view itself is about a status, or where words are searched in everything. */
export function tabsOf(view: ConversationView, search: InboxSearch): readonly InboxTab[] {
  if (search.q || search.spam) return [];
  if (view === 'mine') return ['active', 'waiting', 'snoozed'];
  return view === 'all' || view === 'team' ? ['active', 'waiting', 'closed'] : [];
}

export function sortOf(view: ConversationView, search: InboxSearch): 'newest' | 'due' {
  return search.sort ?? (view === 'due' ? 'due' : 'newest');
}

/** What is asked of the server for an address. */
export function queryOf(view: ConversationView, search: InboxSearch): ConversationQuery {
  const tabs = tabsOf(view, search);
  const tab =
    tabs.length > 0 ? (search.status && tabs.includes(search.status) ? search.status : 'active') : undefined;
  // "Waiting" of all means snoozed ones as well, which is a view and not a status.
  const isWaitingView = tab === 'waiting' && view === 'all';
  return {
    view: isWaitingView ? 'waiting' : view,
    ...(search.team ? { teamId: search.team } : {}),
    ...(search.channel ? { channelId: search.channel } : {}),
    ...(tab && !isWaitingView ? { status: tab } : {}),
    ...(search.tag ? { tag: search.tag } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.spam ? { spam: true } : {}),
    sort: sortOf(view, search),
  };
}
