import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationDetail, MessageItem } from '@visavis/shared/api/conversations';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { at, person } from '../../../../test/sample-data.ts';
import { conversationDetail, messageItem, replyItem } from '../../../../test/sample-detail.ts';
import { conversationPushes } from '../conversation.pushes.ts';
import type { MessageFrame } from './Message.tsx';
import { Thread } from './Thread.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function show(part: Partial<ConversationDetail> = {}, locale: 'de' | 'en' = 'de') {
  const detail = conversationDetail(part);
  server.use(...conversationHandlers(detail));
  const onSeen = jest.fn<(sequence: number) => void>();
  const ways = { onReply: jest.fn(), onRetry: jest.fn(), onEdit: jest.fn(), onDiscard: jest.fn() };
  const frameOf = (messages: readonly MessageItem[]): MessageFrame => ({
    networkName: 'Mastodon',
    contactId: detail.contact.id,
    locale: 'de',
    meId: 'a-jana',
    nameOf: (id) => (id === 'a-jana' ? 'Jana Krüger' : null),
    find: (id) => messages.find((message) => message.id === id),
    busyMessageId: null,
    can: { edit: true, delete: true },
    isLead: false,
    ...ways,
  });
  const app = await renderApp(
    <LiveConversation id={detail.id}>
      {(held) => <Thread conversation={held} frame={frameOf(held.messages)} onSeen={onSeen} />}
    </LiveConversation>,
    { locale },
  );
  const log = await screen.findByRole('log');
  return { ...app, ...ways, detail, log, onSeen };
}

const upsert = (
  { queryClient, detail }: Awaited<ReturnType<typeof show>>,
  message: MessageItem,
  version: number,
) =>
  act(() =>
    conversationPushes['message.upserted'](
      { conversationId: detail.id, version, sequence: message.sequence, message },
      queryClient,
    ),
  );

describe('the thread', () => {
  it('says for each message who speaks, in the order in which it was said', async () => {
    const { log } = await show();
    expect(
      within(log)
        .getAllByRole('article')
        .map((each) => each.getAttribute('aria-label')),
    ).toEqual([
      'Svenja Albers schreibt',
      'Mehmet Aydın antwortet',
      'Svenja Albers schreibt',
      'Notiz von Sabine Vogt',
    ]);
    expect(within(log).getByText('interne Notiz, nur Team')).toBeInTheDocument();
  });

  it('shows the signature apart from the text, with the way to the check page and what became of it', async () => {
    const signature = '— Mehmet aus dem Serviceteam ^MA\nhttps://bf.example/c/7KQ2M90000000';
    const { log } = await show({
      messages: [
        replyItem({
          id: 'm-1',
          text: `Dein Router ist in Ordnung.\n\n${signature}`,
          signature,
          checkUrl: 'https://bf.example/c/7KQ2M90000000',
        }),
      ],
    });
    expect(within(log).getByText('Dein Router ist in Ordnung.')).toBeInTheDocument();
    expect(within(log).getByText('— Mehmet aus dem Serviceteam ^MA')).toBeInTheDocument();
    expect(within(log).getByRole('link', { name: /Prüfseite/ })).toHaveAttribute(
      'href',
      'https://bf.example/c/7KQ2M90000000',
    );
    expect(log).toHaveTextContent(/veröffentlicht \d\d:\d\d/);
  });

  it('tells the browser which language and direction a text has, and tags a foreign one', async () => {
    await show({
      messages: [messageItem({ id: 'm-1', text: 'مرحبا، متى يعود الإنترنت؟', language: 'ar' })],
    });
    const text = screen.getByText('مرحبا، متى يعود الإنترنت؟');
    expect(text.closest('[lang="ar"]')).not.toBeNull();
    expect(text.closest('[dir="auto"]')).not.toBeNull();
    expect(screen.getByText('ar')).toBeInTheDocument();
  });

  it('escapes what customers write', async () => {
    await show({
      messages: [messageItem({ id: 'm-1', text: '<img src=x onerror=alert(1)> & <b>fett</b>' })],
    });
    expect(screen.getByText('<img src=x onerror=alert(1)> & <b>fett</b>')).toBeInTheDocument();
  });

  it('says what the customer deleted or edited on the network', async () => {
    const thread = await show();
    upsert(thread, messageItem({ id: 'm-1', text: 'Andere Worte', editedAt: at(-5) }, -35), 2);
    expect(await screen.findByText('Andere Worte')).toBeInTheDocument();
    expect(screen.getByText(/^bearbeitet, /)).toBeInTheDocument();
    upsert(thread, messageItem({ id: 'm-3', text: '', sequence: 6, deletedAt: at(-1) }), 3);
    expect(await screen.findByText(/^im Netzwerk gelöscht, /)).toBeInTheDocument();
  });

  it('draws what was done between the messages', async () => {
    const thread = await show();
    act(() =>
      conversationPushes['activity.changed'](
        {
          conversationId: thread.detail.id,
          version: 2,
          ledger: [],
          handOvers: [],
          events: [
            {
              id: 'e-1',
              type: 'assigned',
              actor: person('mehmet'),
              data: { agentId: 'a-jana', before: 'a-mehmet' },
              at: at(-14),
            },
          ],
        },
        thread.queryClient,
      ),
    );
    expect(await screen.findByText(/Mehmet hat an Jana übergeben/)).toBeInTheDocument();
  });

  it.each([
    ['de', 'Jana hat „erledigt“ zurückgenommen', person('jana')],
    ['en', 'Jana took “done” back', person('jana')],
    ['de', 'Wieder offen: Die Antwort ging nicht raus', null],
    ['en', 'Open again: the reply could not be delivered', null],
  ] as const)('tells that a closing was taken back (%s: %s)', async (locale, words, actor) => {
    const data = { before: 'closed', after: 'open' };
    await show({ events: [{ id: 'e-1', type: 'closingTakenBack', actor, data, at: at(-1) }] }, locale);
    expect(screen.getByText(new RegExp(`${words}$`))).toBeInTheDocument();
  });

  it('drops a push that is older than what it shows', async () => {
    const thread = await show();
    upsert(thread, messageItem({ id: 'm-3', text: 'Neuer Stand', sequence: 6 }), 5);
    await screen.findByText('Neuer Stand');
    upsert(thread, messageItem({ id: 'm-3', text: 'Alter Stand', sequence: 5 }), 4);
    expect(screen.getByText('Neuer Stand')).toBeInTheDocument();
    expect(screen.queryByText('Alter Stand')).not.toBeInTheDocument();
  });
});

describe('a reply that was not published', () => {
  const failed = (kind: string, detail: string) =>
    replyItem({
      id: 'm-5',
      text: 'Abo ist beendet.',
      author: { kind: 'agent', ...person('jana') },
      delivery: { state: 'failed', nextAt: null, attempts: 3, error: { kind, detail } },
    });

  it('explains itself in a sentence and offers to try again, to edit and to discard', async () => {
    const { onRetry, onEdit, onDiscard } = await show({ messages: [failed('gone', 'Record not found')] });
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('Nicht veröffentlicht.');
    expect(alert).toHaveTextContent('auf Mastodon nicht mehr da');
    expect(alert).toHaveTextContent('Mastodon sagt: Record not found');
    await userEvent.click(screen.getByRole('button', { name: 'Jetzt versuchen' }));
    await userEvent.click(screen.getByRole('button', { name: 'Bearbeiten' }));
    await userEvent.click(screen.getByRole('button', { name: 'Verwerfen' }));
    for (const way of [onRetry, onEdit, onDiscard])
      expect(way).toHaveBeenCalledWith(expect.objectContaining({ id: 'm-5' }));
  });

  it.each([
    'auth',
    'permission',
    'rateLimited',
    'transient',
    'unknown',
    'duplicate',
    'windowClosed',
    'tooLong',
  ])('has words of its own for the fault %s', async (kind) => {
    await show({ messages: [failed(kind, '')] });
    expect(screen.getByRole('alert')).toHaveTextContent('Mastodon');
    expect(screen.getByRole('alert')).not.toHaveTextContent('hat die Antwort abgelehnt');
  });

  it('says when it is tried again', async () => {
    const nextAt = new Date(Date.now() + 40_500).toISOString();
    await show({
      messages: [
        replyItem({
          id: 'm-5',
          delivery: { state: 'queued', nextAt, attempts: 1, error: { kind: 'transient', detail: '' } },
        }),
      ],
    });
    expect(screen.getByText(/Nächster Versuch in (39|40) s\./)).toBeInTheDocument();
  });
});

describe('what is older', () => {
  it('is loaded on top, in order, until there is no more', async () => {
    await show({ messagesCursor: 'older-1' });
    const asked: (string | null)[] = [];
    server.use(
      http.get('*/api/conversations/:id/messages', ({ request }) => {
        asked.push(new URL(request.url).searchParams.get('cursor'));
        return HttpResponse.json({
          items: [messageItem({ id: 'm-0', text: 'Ganz am Anfang' }, -600)],
          nextCursor: null,
        });
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Ältere Nachrichten' }));
    expect(await screen.findByText('Ganz am Anfang')).toBeInTheDocument();
    expect(asked).toEqual(['older-1']);
    const [first] = screen.getAllByRole('article');
    expect(first).toHaveTextContent('Ganz am Anfang');
    expect(screen.queryByRole('button', { name: 'Ältere Nachrichten' })).not.toBeInTheDocument();
  });

  it('can be asked for again when it could not be loaded', async () => {
    await show({ messagesCursor: 'older-1' });
    server.use(http.get('*/api/conversations/:id/messages', () => HttpResponse.error()));
    await userEvent.click(screen.getByRole('button', { name: 'Ältere Nachrichten' }));
    expect(await screen.findByRole('button', { name: 'Ältere Nachrichten noch einmal laden' })).toBeEnabled();
  });
});

describe('what comes while one reads further up', () => {
  /** A thread that is higher than its window, scrolled to the top. */
  const scrollUp = (log: HTMLElement) => {
    Object.defineProperty(log, 'scrollHeight', { configurable: true, value: 2000 });
    Object.defineProperty(log, 'clientHeight', { configurable: true, value: 500 });
    act(() => {
      log.scrollTop = 300;
      log.dispatchEvent(new Event('scroll', { bubbles: true }));
    });
  };

  it('moves nothing: a pill says that it is there and leads down', async () => {
    const thread = await show();
    const { log, onSeen } = thread;
    scrollUp(log);
    onSeen.mockClear();
    upsert(thread, messageItem({ id: 'm-5', text: 'Hallo?', sequence: 5 }, 0), 2);
    const pill = await screen.findByRole('button', { name: 'Neue Nachricht' });
    expect(log.scrollTop).toBe(300);
    expect(onSeen).not.toHaveBeenCalled();
    await userEvent.click(pill);
    expect(onSeen).toHaveBeenLastCalledWith(5);
    expect(log.scrollTop).toBeGreaterThan(1400);
    expect(screen.queryByRole('button', { name: 'Neue Nachricht' })).not.toBeInTheDocument();
  });
});
