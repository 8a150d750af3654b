import { describe, expect, it } from '@jest/globals';
import type { ConversationItem } from '@visavis/shared/api/conversations';
import { QueryClient } from '@tanstack/react-query';
import { waitFor } from '@testing-library/react';
import { me, NOW } from '../../../test/sample-data.ts';
import { conversationItem } from '../../../test/sample-inbox.ts';
import { meQuery } from '../../lib/directory.queries.ts';
import { inboxPushes, keepListsTrue, patchList } from './inbox.pushes.ts';
import { conversationsQuery, type ConversationList } from './inbox.queries.ts';

const viewer = { id: me.id, teamIds: me.teams.map((team) => team.id) };
const row = (id: string, minutesAgo: number, part: Partial<ConversationItem> = {}) =>
  conversationItem({ id, lastCustomerMessageAt: new Date(NOW - minutesAgo * 60_000).toISOString(), ...part });

function loaded(...pages: ConversationItem[][]): ConversationList {
  return {
    pages: pages.map((items, at) => ({
      items,
      nextCursor: `page-${at + 1}`,
      until: items.at(-1) ?? null,
    })),
    pageParams: pages.map((_, at) => (at === 0 ? null : `page-${at}`)),
  };
}
const idsOf = (list: ConversationList | undefined) =>
  list?.pages.map((page) => page.items.map((item) => item.id));

describe('a list of several pages', () => {
  it('takes a row in on its page and lets the rest move on', () => {
    const list = loaded([row('d', 1), row('c', 2)], [row('b', 3), row('a', 4)]);
    const patched = patchList(
      list,
      [{ type: 'conversation.upserted', conversation: row('e', 0) }],
      {},
      viewer,
    );
    expect(idsOf(patched)).toEqual([
      ['e', 'd'],
      ['c', 'b', 'a'],
    ]);
  });

  it('leaves what belongs to a page that is not loaded yet to its fetch', () => {
    const list = loaded([row('d', 1), row('c', 2)]);
    expect(patchList(list, [{ type: 'conversation.upserted', conversation: row('a', 9) }], {}, viewer)).toBe(
      list,
    );
  });

  it('keeps the place of the next page although the last row moved away', () => {
    const list = loaded([row('d', 1), row('c', 5)]);
    const moved = row('c', 0, { version: 2 });
    const patched = patchList(list, [{ type: 'conversation.upserted', conversation: moved }], {}, viewer);
    const between = { type: 'conversation.upserted' as const, conversation: row('x', 3) };
    expect(idsOf(patchList(patched, [between], {}, viewer))).toEqual([['c', 'd', 'x']]);
  });
});

describe('a push that comes while a list is fetched', () => {
  it('is not undone by the answer, which is older', async () => {
    const client = new QueryClient();
    client.setQueryData(meQuery.queryKey, me);
    const stop = keepListsTrue(client);
    const query = conversationsQuery({ status: 'active' });
    let answer: (items: ConversationItem[]) => void = () => {};
    const fetching = client.fetchInfiniteQuery({
      ...query,
      queryFn: () =>
        new Promise<ConversationList['pages'][number]>((resolve) => {
          answer = (items) => resolve({ items, nextCursor: null, until: null });
        }),
    });
    inboxPushes['conversation.upserted'](
      { conversation: row('a', 0, { version: 2, status: 'closed' }) },
      client,
    );
    inboxPushes['conversation.upserted']({ conversation: row('b', 0) }, client);
    answer([row('a', 5)]);
    await fetching;
    await waitFor(() => expect(idsOf(client.getQueryData(query.queryKey))).toEqual([['b']]));
    stop();
    client.clear();
  });
});
