import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConversationItem, ConversationQuery, ConversationView } from '../api/conversations.ts';
import { conversationStatuses } from '../conversations/conversation-status.ts';
import { applyPush, compareRows, matchesQuery, type ListPush, type Viewer } from './apply-push.ts';

const me: Viewer = { id: 'me', teamIds: ['t1'] };
const instant = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();

function item(part: Partial<ConversationItem> & { id: string }): ConversationItem {
  return {
    version: 1,
    status: 'open',
    priority: 'normal',
    channel: { id: 'c1', name: 'Kanal', network: 'webhook' },
    contact: { id: 'k1', name: 'Kim', handle: null, avatarUrl: null },
    subject: '',
    excerpt: '',
    kind: 'mention',
    visibility: 'public',
    assignee: null,
    knows: null,
    team: { id: 't1', name: 'Team' },
    tags: [],
    language: null,
    unread: true,
    mentionedAgentIds: [],
    lastCustomerMessageAt: instant(0),
    snoozedUntil: null,
    isSpam: false,
    rating: null,
    due: null,
    windowClosesAt: null,
    isUnanswered: false,
    hasFailedDelivery: false,
    stuck: null,
    ...part,
  };
}

const upserted = (conversation: ConversationItem): ListPush => ({
  type: 'conversation.upserted',
  conversation,
});
const ids = (list: readonly ConversationItem[]) => list.map((each) => each.id);

describe('matchesQuery', () => {
  const assignedToMe = item({ id: 'a', assignee: { id: 'me', name: 'Ich', avatarUrl: '' } });
  const due = (state: 'running' | 'soon' | 'breached' | 'met') => ({
    metric: 'firstResponse' as const,
    at: instant(30),
    state,
    startedAt: instant(0),
  });

  it.each<[string, ConversationQuery, ConversationItem, boolean]>([
    ['mine: what is assigned to me', { view: 'mine' }, assignedToMe, true],
    ['mine: not once it is closed', { view: 'mine' }, { ...assignedToMe, status: 'closed' }, false],
    ['mine: not what nobody has', { view: 'mine' }, item({ id: 'a' }), false],
    ['new', { view: 'new' }, item({ id: 'a', status: 'new' }), true],
    ['new: not when answered', { view: 'new' }, item({ id: 'a', status: 'waiting' }), false],
    ['due: soon', { view: 'due' }, item({ id: 'a', due: due('soon') }), true],
    ['due: breached', { view: 'due' }, item({ id: 'a', due: due('breached') }), true],
    ['due: not while there is time', { view: 'due' }, item({ id: 'a', due: due('running') }), false],
    ['due: not when met', { view: 'due' }, item({ id: 'a', due: due('met') }), false],
    ['waiting: snoozed too', { view: 'waiting' }, item({ id: 'a', status: 'snoozed' }), true],
    ['mentioned', { view: 'mentioned' }, item({ id: 'a', mentionedAgentIds: ['me'] }), true],
    ['team: mine', { view: 'team' }, item({ id: 'a' }), true],
    ['team: not others', { view: 'team' }, item({ id: 'a', team: { id: 't2', name: 'B' } }), false],
    ['active is new', { status: 'active' }, item({ id: 'a', status: 'new' }), true],
    ['active is open', { status: 'active' }, item({ id: 'a', status: 'open' }), true],
    ['active is not waiting', { status: 'active' }, item({ id: 'a', status: 'waiting' }), false],
    ['one status', { status: 'closed' }, item({ id: 'a', status: 'closed' }), true],
    ['one team', { teamId: 't2' }, item({ id: 'a' }), false],
    ['one channel', { channelId: 'c2' }, item({ id: 'a' }), false],
    ['one tag', { tag: 'Umzug' }, item({ id: 'a', tags: ['Umzug'] }), true],
    ['spam stays out', {}, item({ id: 'a', isSpam: true }), false],
    ['spam on demand', { spam: true }, item({ id: 'a', isSpam: true }), true],
  ])('%s', (_name, query, row, expected) => {
    expect(matchesQuery(row, query, me)).toBe(expected);
  });
});

describe('applyPush', () => {
  it('brings a new row in at its place in the order of the server', () => {
    const list = [
      item({ id: 'c', lastCustomerMessageAt: instant(30) }),
      item({ id: 'a', lastCustomerMessageAt: instant(10) }),
    ];
    const applied = applyPush(list, upserted(item({ id: 'b', lastCustomerMessageAt: instant(20) })), {}, me);
    expect(ids(applied.items)).toEqual(['c', 'b', 'a']);
    expect(applied.pending).toEqual(['b']);
  });

  it('moves a row up when its customer writes, and says so', () => {
    const list = [
      item({ id: 'b', lastCustomerMessageAt: instant(20) }),
      item({ id: 'a', lastCustomerMessageAt: instant(10) }),
    ];
    const applied = applyPush(
      list,
      upserted(item({ id: 'a', version: 2, lastCustomerMessageAt: instant(25) })),
      {},
      me,
    );
    expect(ids(applied.items)).toEqual(['a', 'b']);
    expect(applied.pending).toEqual(['a']);
  });

  it('changes a row in its place without announcing it', () => {
    const list = [item({ id: 'a' })];
    const applied = applyPush(list, upserted(item({ id: 'a', version: 2, unread: false })), {}, me);
    expect(applied.items[0]?.unread).toBe(false);
    expect(applied.pending).toEqual([]);
  });

  it('keeps the newer state when an older push comes late', () => {
    const list = [item({ id: 'a', version: 5, unread: false })];
    const applied = applyPush(list, upserted(item({ id: 'a', version: 4 })), {}, me);
    expect(applied.items).toBe(list);
  });

  it('lets a row go that no longer belongs here', () => {
    const list = [item({ id: 'a' }), item({ id: 'b' })];
    const applied = applyPush(
      list,
      upserted(item({ id: 'a', version: 2, status: 'closed' })),
      { status: 'active' },
      me,
    );
    expect(ids(applied.items)).toEqual(['b']);
  });

  it('lets a row go that was erased', () => {
    const applied = applyPush([item({ id: 'a' })], { type: 'conversation.removed', id: 'a' }, {}, me);
    expect(applied.items).toEqual([]);
  });

  it('leaves rows beyond the loaded part to the next page', () => {
    const list = [item({ id: 'b', lastCustomerMessageAt: instant(20) })];
    const query = { loadedUntil: item({ id: 'b', lastCustomerMessageAt: instant(20) }) };
    expect(
      applyPush(list, upserted(item({ id: 'a', lastCustomerMessageAt: instant(5) })), query, me).items,
    ).toBe(list);
  });

  it('keeps what a search found and adds nothing to it', () => {
    const list = [item({ id: 'a' })];
    const query = { q: 'Router' };
    expect(ids(applyPush(list, upserted(item({ id: 'b' })), query, me).items)).toEqual(['a']);
    expect(
      applyPush(list, upserted(item({ id: 'a', version: 2, unread: false })), query, me).items[0]?.unread,
    ).toBe(false);
  });

  it('sorts by deadline, what has none last', () => {
    const due = (minute: number) => ({
      metric: 'firstResponse' as const,
      at: instant(minute),
      state: 'running' as const,
      startedAt: instant(0),
    });
    const list = [item({ id: 'b', due: due(10) }), item({ id: 'c' })];
    const applied = applyPush(list, upserted(item({ id: 'a', due: due(20) })), { sort: 'due' }, me);
    expect(ids(applied.items)).toEqual(['b', 'a', 'c']);
  });
});

const views: ConversationView[] = ['mine', 'new', 'due', 'waiting', 'mentioned', 'team', 'all'];
const tagged: string[][] = [[], ['Umzug']];
const mentioned: string[][] = [[], ['me']];
const changes: fc.Arbitrary<Partial<ConversationItem>> = fc.record({
  status: fc.constantFrom(...conversationStatuses),
  assignee: fc.constantFrom(
    null,
    { id: 'me', name: 'Ich', avatarUrl: '' },
    { id: 'you', name: 'Du', avatarUrl: '' },
  ),
  team: fc.constantFrom({ id: 't1', name: 'A' }, { id: 't2', name: 'B' }),
  channel: fc.constantFrom(
    { id: 'c1', name: 'A', network: 'webhook' },
    { id: 'c2', name: 'B', network: 'webhook' },
  ),
  tags: fc.constantFrom(...tagged),
  isSpam: fc.boolean(),
  mentionedAgentIds: fc.constantFrom(...mentioned),
  lastCustomerMessageAt: fc.integer({ min: 0, max: 8 }).map(instant),
  due: fc.option(
    fc.record({
      metric: fc.constant('firstResponse' as const),
      at: fc.integer({ min: 0, max: 8 }).map(instant),
      state: fc.constantFrom('running' as const, 'soon' as const, 'breached' as const, 'met' as const),
      startedAt: fc.constant(instant(0)),
    }),
  ),
});
const steps = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    change: changes,
    isErased: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { maxLength: 40 },
);
const queries = fc.record(
  {
    view: fc.constantFrom(...views),
    status: fc.constantFrom('active' as const, ...conversationStatuses),
    teamId: fc.constantFrom('t1', 't2'),
    channelId: fc.constantFrom('c1', 'c2'),
    tag: fc.constant('Umzug'),
    spam: fc.boolean(),
    sort: fc.constantFrom('newest' as const, 'due' as const),
  },
  { requiredKeys: [] },
);

/** What the server would answer: all that match, in order, at most `limit`. */
function fetched(
  world: Map<string, ConversationItem>,
  query: ConversationQuery,
  limit: number,
): ConversationItem[] {
  const found = [...world.values()].filter((each) => matchesQuery(each, query, me));
  return found.toSorted((a, b) => compareRows(a, b, query.sort)).slice(0, limit);
}

describe('a list and the pushes after it', () => {
  it('are what fetching the list again answers, however the conversations change', () => {
    fc.assert(
      fc.property(steps, steps, queries, (before, after, query) => {
        const world = new Map<string, ConversationItem>();
        const apply = (list: typeof before, on: (push: ListPush) => void) => {
          for (const { id, change, isErased } of list) {
            const version = (world.get(id)?.version ?? 0) + 1;
            if (isErased) world.delete(id);
            else world.set(id, item({ id, ...change, version }));
            const state = world.get(id);
            on(state ? upserted(state) : { type: 'conversation.removed', id });
          }
        };
        apply(before, () => {});
        let list = fetched(world, query, Number.POSITIVE_INFINITY);
        // Networks repeat themselves: each push comes twice.
        apply(after, (push) => {
          for (const each of [push, push]) list = applyPush(list, each, query, me).items;
        });
        expect(list).toEqual(fetched(world, query, Number.POSITIVE_INFINITY));
      }),
      { numRuns: 400 },
    );
  });

  it('are the loaded part of it when there is more behind', () => {
    fc.assert(
      fc.property(steps, steps, queries, fc.integer({ min: 1, max: 4 }), (before, after, query, limit) => {
        const world = new Map<string, ConversationItem>();
        for (const { id, change } of before)
          world.set(id, item({ id, ...change, version: (world.get(id)?.version ?? 0) + 1 }));
        let list = fetched(world, query, limit);
        const last = list.at(-1);
        fc.pre(last !== undefined);
        for (const { id, change } of after) {
          const state = item({ id, ...change, version: (world.get(id)?.version ?? 0) + 1 });
          world.set(id, state);
          list = applyPush(list, upserted(state), { ...query, loadedUntil: last }, me).items;
        }
        const isLoaded = (each: ConversationItem) => compareRows(each, last!, query.sort) <= 0;
        expect(list).toEqual(fetched(world, query, Number.POSITIVE_INFINITY).filter(isLoaded));
      }),
      { numRuns: 400 },
    );
  });
});
