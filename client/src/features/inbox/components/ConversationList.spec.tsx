import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationItem } from '@visavis/shared/api/conversations';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { giveElementsSize, renderApp } from '../../../../test/render-app.tsx';
import { conversationItem, sampleConversations } from '../../../../test/sample-inbox.ts';
import { startShortcuts } from '../../../lib/shortcuts.ts';
import type { InboxSearch } from '../inbox-search.ts';
import { inboxPushes } from '../inbox.pushes.ts';
import { ConversationList } from './ConversationList.tsx';

const now = Date.now();
const server = setupServer(...apiHandlers({ now }));
let stop: () => void;
beforeAll(() => {
  giveElementsSize();
  server.listen({ onUnhandledRequest: 'error' });
  stop = startShortcuts();
});
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  stop();
});

async function show(search: InboxSearch = { sort: 'due' }, view: 'all' | 'mine' = 'all') {
  const onSelect = jest.fn();
  const onFilter = jest.fn();
  const app = await renderApp(
    <ConversationList
      view={view}
      search={search}
      onSelect={onSelect}
      onFilter={onFilter}
      onView={() => {}}
      hrefOf={(id) => `/inbox/all?c=${id}`}
    />,
  );
  return { ...app, onSelect, onFilter };
}

const answer = (...items: ConversationItem[]) =>
  http.get('*/api/conversations', () => HttpResponse.json({ items, nextCursor: null }));

describe('the list of conversations', () => {
  it('reads each row out as who, where, how urgent and with whom', async () => {
    await show();
    expect(
      await screen.findByRole('link', {
        name: /^Ronny K\., Mastodon, ungelesen, überfällig seit 6 Min, noch bei niemandem\. .*Seit 3 Stunden/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /^Svenja Albers, .*noch 10 Min, bei Jana\./ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /^Karla Voss, .*privat, ungelesen, Zustellung fehlgeschlagen/ }),
    ).toBeInTheDocument();
  });

  it('counts down beside the clock where the network takes answers for so long only, while it is our turn', async () => {
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000 + 30_000).toISOString();
    const row = (id: string, part: Partial<ConversationItem>) =>
      conversationItem({ id, contact: { id, name: `Kundin ${id}`, handle: null, avatarUrl: null }, ...part });
    server.use(
      answer(
        row('a', { windowClosesAt: inMinutes(125) }),
        row('b', { windowClosesAt: inMinutes(-5) }),
        row('c', { windowClosesAt: inMinutes(125), status: 'waiting' }),
        row('d', {}),
      ),
    );
    await show();
    const link = (id: string) => screen.findByRole('link', { name: new RegExp(`^Kundin ${id},`) });
    expect(await link('a')).toHaveTextContent('Fenster 2:05 Std');
    expect(await link('a')).toHaveAccessibleName(/nimmt Antworten noch 2:05 Std an, bis /);
    expect(await link('b')).toHaveTextContent('Fenster zu');
    expect(await link('b')).toHaveAccessibleName(/nimmt seit .* keine Antwort mehr an/);
    expect(await link('c')).not.toHaveTextContent('Fenster');
    expect(await link('d')).not.toHaveTextContent('Fenster');
  });

  it('shows the tabs with how many there are', async () => {
    await show({ team: 't-fest' });
    const tabs = await screen.findByRole('group', { name: 'Status' });
    expect(await within(tabs).findByRole('button', { name: 'Offen 38' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(within(tabs).getByRole('button', { name: 'Wartet 16' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Festnetz & Internet 54' })).toBeInTheDocument();
  });

  it('moves with J and K and opens with Enter, with one tab stop for the whole list', async () => {
    const { onSelect } = await show();
    const first = await screen.findByRole('link', { name: /^Ronny K/ });
    await userEvent.keyboard('j');
    await waitFor(() => expect(first).toHaveFocus());
    await userEvent.keyboard('jj');
    await waitFor(() => expect(screen.getByRole('link', { name: /^Svenja/ })).toHaveFocus());
    await userEvent.keyboard('k');
    await waitFor(() => expect(screen.getByRole('link', { name: /^Hannelore/ })).toHaveFocus());
    expect(
      screen.getAllByRole('link').filter((row) => row.dataset.conversation && row.tabIndex === 0),
    ).toHaveLength(1);
    expect(onSelect).not.toHaveBeenCalled();
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledWith('02', false);
  });

  it('turns the page with J when a conversation is in front, and Escape goes back', async () => {
    const { onSelect } = await show({ sort: 'due', c: '02' });
    await screen.findByRole('link', { name: /^Hannelore/ });
    await userEvent.keyboard('j');
    expect(onSelect).toHaveBeenLastCalledWith('03');
    await userEvent.keyboard('{Escape}');
    expect(onSelect).toHaveBeenLastCalledWith(null);
  });

  it('lets a new conversation in at the top when nobody reads', async () => {
    server.use(answer(...sampleConversations(now)));
    const { queryClient } = await show({});
    await screen.findByRole('link', { name: /^Ronny/ });
    const fresh = conversationItem({ id: 'ff', lastCustomerMessageAt: new Date(now).toISOString() }, now);
    act(() => inboxPushes['conversation.upserted']({ conversation: fresh }, queryClient));
    expect(await screen.findByRole('link', { name: /^Kontakt ff/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /neue$/ })).not.toBeInTheDocument();
  });

  it('holds new conversations back while somebody reads, and brings them in on demand', async () => {
    const { queryClient } = await show({});
    const row = await screen.findByRole('link', { name: /^Hannelore/ });
    act(() => row.focus());
    const fresh = conversationItem({ id: 'ff', lastCustomerMessageAt: new Date(now).toISOString() }, now);
    act(() => inboxPushes['conversation.upserted']({ conversation: fresh }, queryClient));
    const pill = await screen.findByRole('button', { name: '1 neue' });
    expect(screen.queryByRole('link', { name: /^Kontakt ff/ })).not.toBeInTheDocument();
    await userEvent.click(pill);
    expect(await screen.findByRole('link', { name: /^Kontakt ff/ })).toBeInTheDocument();
  });

  it('changes a row in place when a colleague takes the conversation', async () => {
    const { queryClient } = await show();
    await screen.findByRole('link', { name: /^Ronny K.*noch bei niemandem\./ });
    const [ronny] = sampleConversations(now);
    const taken = { ...ronny!, version: 2, assignee: { id: 'a-lena', name: 'Lena Hofmann', avatarUrl: '' } };
    act(() => inboxPushes['conversation.upserted']({ conversation: taken }, queryClient));
    expect(await screen.findByRole('link', { name: /^Ronny K.*bei Lena\./ })).toBeInTheDocument();
  });

  it('fetches the next page only when the end comes into sight', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.get('*/api/conversations', ({ request }) => {
        const cursor = new URL(request.url).searchParams.get('cursor');
        asked.push(cursor);
        const id = cursor ?? 'first';
        return HttpResponse.json({
          items: [conversationItem({ id }, now)],
          nextCursor: cursor ? null : 'second',
        });
      }),
    );
    await show({});
    expect(await screen.findByRole('link', { name: /^Kontakt second/ })).toBeInTheDocument();
    expect(asked).toEqual([null, 'second']);
  });

  it('says that everything is answered, and that others could use a hand', async () => {
    server.use(answer());
    await show({}, 'mine');
    expect(await screen.findByRole('heading', { name: 'Alles beantwortet' })).toBeInTheDocument();
    expect(await screen.findByText('37 neue Gespräche warten auf jemanden')).toBeInTheDocument();
  });

  it('says what happened when the list cannot be loaded, and tries again', async () => {
    server.use(http.get('*/api/conversations', () => refusal(503, 'unavailable'), { once: true }));
    await show();
    const fault = await screen.findByRole('alert');
    expect(fault).toHaveTextContent('Der Dienst ist gerade nicht erreichbar');
    expect(fault).toHaveTextContent('Vorgang req-1');
    await userEvent.click(within(fault).getByRole('button', { name: 'Erneut versuchen' }));
    expect(await screen.findByRole('link', { name: /^Ronny/ })).toBeInTheDocument();
  });

  it('shows text in other languages as such', async () => {
    await show();
    const excerpt = await screen.findByText(/Werkt jullie glasvezel/);
    expect(excerpt).toHaveAttribute('lang', 'nl');
    expect(excerpt).toHaveAttribute('dir', 'auto');
  });
});
