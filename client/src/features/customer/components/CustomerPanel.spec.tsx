import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { person } from '../../../../test/sample-data.ts';
import { conversationDetail, historyItem, ledgerEntry } from '../../../../test/sample-detail.ts';
import { withActivity, withItem } from '../../../lib/conversation-cache.ts';
import { patchConversation } from '../../../lib/conversation.queries.ts';
import { CustomerPanel } from './CustomerPanel.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function show(part: Partial<ConversationDetail> = {}, locale: 'de' | 'en' = 'de') {
  const detail = conversationDetail(part);
  server.use(...conversationHandlers(detail));
  const onTags = jest.fn();
  const onMute = jest.fn();
  const app = await renderApp(
    <LiveConversation id={detail.id}>
      {(held) => <CustomerPanel conversation={held} onTags={onTags} onMute={onMute} />}
    </LiveConversation>,
    { locale },
  );
  await screen.findByRole('heading', { name: 'Svenja Albers' });
  return { ...app, detail, onTags, onMute };
}

describe('the customer beside the conversation', () => {
  it('says who of us knows them, and since when', async () => {
    await show({
      knows: person('jana'),
      history: [
        historyItem('h-1', '@brueckenfunk Umzug mit Anschluss', 30),
        historyItem('h-2', 'Termin', 40),
      ],
    });
    expect(screen.getByText('kennt Jana')).toBeInTheDocument();
    expect(screen.getByText(/^2 Gespräche, zuletzt am \d/)).toBeInTheDocument();
    const past = screen.getByRole('link', { name: /^\d.*, Umzug mit Anschluss, geholfen hat Jana Krüger$/ });
    expect(past).toHaveAttribute('href', expect.stringContaining('h-1'));
  });

  it('says so when somebody is here for the first time', async () => {
    await show();
    expect(screen.getByText('Zum ersten Mal hier.')).toBeInTheDocument();
    expect(screen.queryByText(/^kennt/)).not.toBeInTheDocument();
  });

  it('shows the first of a long history and all of it when asked', async () => {
    const history = Array.from({ length: 6 }, (_, at) => historyItem(`h-${at}`, `Anliegen ${at}`, at + 1));
    await show({ history });
    expect(screen.queryByText('Anliegen 5')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Alle 6' }));
    expect(screen.getByText('Anliegen 5')).toBeInTheDocument();
  });

  it('puts the clock into words and follows it', async () => {
    const answered = ledgerEntry({
      startedAt: minutesAgo(35),
      deadlineAt: minutesAgo(20),
      metAt: minutesAgo(28),
      workedMinutes: 7,
    });
    const { queryClient, detail } = await show({ ledger: [answered] });
    expect(screen.getByText('Vorgabe „Störung“')).toBeInTheDocument();
    expect(screen.getByText('7 von 15 Min')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'rechtzeitig beantwortet' })).toBeInTheDocument();

    const running = ledgerEntry({
      metric: 'nextResponse',
      startedAt: minutesAgo(19),
      deadlineAt: new Date(Date.now() + 11.5 * 60_000).toISOString(),
    });
    act(() =>
      patchConversation(queryClient, detail.id, (held) =>
        withActivity(held, { version: 2, events: [], ledger: [answered, running], handOvers: [] }),
      ),
    );
    expect(await screen.findByText('Svenja fragt nach')).toBeInTheDocument();
    expect(screen.getByText('9 Min pausiert')).toBeInTheDocument();
    expect(screen.getByText('noch 11 Min')).toBeInTheDocument();
  });

  it.each([
    ['de', 'Jana hat „erledigt“ zurückgenommen', 'Erste Antwort fällig', person('jana')],
    ['en', 'Jana took “done” back', 'First answer due', person('jana')],
    ['de', 'Wieder offen: Die Antwort ging nicht raus', 'Erste Antwort fällig', null],
  ] as const)(
    'says in the ledger that a closing was taken back (%s: %s)',
    async (locale, words, due, actor) => {
      await show(
        {
          ledger: [ledgerEntry({ startedAt: minutesAgo(5), deadlineAt: minutesAgo(-10) })],
          events: [
            {
              id: 'e-1',
              type: 'statusChanged',
              actor: person('jana'),
              data: { after: 'closed' },
              at: minutesAgo(3),
            },
            {
              id: 'e-2',
              type: 'closingTakenBack',
              actor,
              data: { after: 'open' },
              at: minutesAgo(2),
            },
          ],
        },
        locale,
      );
      const lines = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
      const at = lines.findIndex((line) => line?.includes(words));
      expect(at).toBeGreaterThan(0);
      expect(lines[at + 1]).toContain(due);
    },
  );

  it('names who has a part in it, of us and outside', async () => {
    const { onMute } = await show({
      participants: [
        { contact: conversationDetail().contact, isContact: true, isMuted: false },
        {
          contact: { id: 'p-kn', name: 'kasselnetz', handle: '@kasselnetz', avatarUrl: null },
          isContact: false,
          isMuted: false,
        },
      ],
    });
    const people = screen.getByRole('region', { name: 'An diesem Gespräch' });
    expect(within(people).getByText('Mehmet, Sabine, du')).toBeInTheDocument();
    await userEvent.click(within(people).getByRole('button', { name: 'kasselnetz stummschalten' }));
    expect(onMute).toHaveBeenCalledWith('p-kn', true);
  });

  it('says that somebody is muted, and lets them be heard again', async () => {
    const { onMute } = await show({
      participants: [{ contact: conversationDetail().contact, isContact: true, isMuted: true }],
    });
    expect(screen.getByText('stumm')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Svenja wieder zulassen' }));
    expect(onMute).toHaveBeenCalledWith('p-svenja', false);
  });

  it('adds a tag by name and takes one off, with focus back on the plus', async () => {
    const { onTags } = await show({ tags: ['Störung'] });
    await userEvent.click(screen.getByRole('button', { name: 'Tag hinzufügen' }));
    await userEvent.keyboard(' Tagesflat {Enter}');
    expect(onTags).toHaveBeenLastCalledWith(['Störung', 'Tagesflat']);
    expect(screen.getByRole('button', { name: 'Tag hinzufügen' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Tag entfernen: Störung' }));
    expect(onTags).toHaveBeenLastCalledWith([]);
  });

  it('adds nothing for an empty name, a known one, or after Escape', async () => {
    const { onTags } = await show({ tags: ['Störung'] });
    for (const typed of ['{Enter}', 'störung{Enter}', 'Tagesflat{Escape}']) {
      await userEvent.click(screen.getByRole('button', { name: 'Tag hinzufügen' }));
      await userEvent.keyboard(typed);
    }
    expect(onTags).not.toHaveBeenCalled();
  });

  it('shows tags that a colleague changed', async () => {
    const { queryClient, detail } = await show({ tags: ['Störung'] });
    act(() =>
      patchConversation(queryClient, detail.id, (held) =>
        withItem(held, { ...held, version: 2, tags: ['Umzug'] }),
      ),
    );
    expect(await screen.findByRole('button', { name: 'Tag entfernen: Umzug' })).toBeInTheDocument();
    expect(screen.queryByText('Störung')).not.toBeInTheDocument();
  });
});
