import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { HandOverItem } from '@visavis/shared/api/hand-over';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { at, person } from '../../../../test/sample-data.ts';
import { conversationDetail, messageItem } from '../../../../test/sample-detail.ts';
import { AskCards } from './AskCards.tsx';
import { HandOverCard } from './HandOverCard.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const handOver = (part: Partial<HandOverItem> = {}): HandOverItem => ({
  id: 'card-1',
  conversationId: 'c-svenja',
  from: person('mehmet'),
  to: person('jana'),
  team: { id: 't-service', name: 'Serviceteam' },
  cause: 'hand',
  note: 'Router schon getauscht.',
  isAnnounced: true,
  at: at(-5),
  answeredAt: null,
  introduction: 'Mehmet hat mir dein Anliegen übergeben, ich bin Jana und habe alles gelesen.',
  ...part,
});

async function show(part: Partial<ConversationDetail> = {}) {
  const detail = conversationDetail({ assignee: person('jana'), ...part });
  const notes: { text: string }[] = [];
  server.use(
    ...conversationHandlers(detail),
    http.post('*/api/conversations/:id/notes', async ({ request }) => {
      notes.push((await request.json()) as { text: string });
      const author = { kind: 'agent' as const, ...person('jana') };
      const { text } = notes.at(-1)!;
      return HttpResponse.json(
        messageItem({ id: 'n-2', type: 'note', visibility: 'internal', author, text }, 0),
      );
    }),
  );
  const onIntroduce = jest.fn();
  await renderApp(
    <LiveConversation id={detail.id}>
      {(conversation) => (
        <>
          <HandOverCard conversation={conversation} onIntroduce={onIntroduce} />
          <AskCards conversation={conversation} />
          <p>da</p>
        </>
      )}
    </LiveConversation>,
  );
  await screen.findByText('da');
  return { onIntroduce, notes };
}

describe('the card of a hand-over', () => {
  it('says who, with which note, whom the customer knows, and offers the introduction', async () => {
    const { onIntroduce } = await show({ handOvers: [handOver()], knows: person('mehmet') });
    expect(await screen.findByText('Mehmet hat dir dieses Gespräch übergeben')).toBeInTheDocument();
    expect(screen.getByText('Router schon getauscht.')).toBeInTheDocument();
    expect(screen.getByText('Svenja kennt Mehmet')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Vorstellung einsetzen' }));
    expect(onIntroduce).toHaveBeenCalledWith(expect.stringContaining('ich bin Jana'));
  });

  it('says why it came where nobody decided so', async () => {
    await show({ handOvers: [handOver({ cause: 'leave', isAnnounced: false, introduction: null })] });
    expect(
      await screen.findByText('Mehmet ist abwesend, das Gespräch ist jetzt bei dir'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Vorstellung einsetzen' })).not.toBeInTheDocument();
  });

  it.each<[string, Partial<ConversationDetail>]>([
    ['for somebody else', { handOvers: [handOver({ to: person('lena') })] }],
    ['that was answered', { handOvers: [handOver({ answeredAt: at(-1) })] }],
    ['that somebody else took', { handOvers: [handOver()], assignee: person('lena') }],
  ])('is not shown %s', async (_, part) => {
    await show(part);
    expect(screen.queryByRole('region', { name: 'Übergabe' })).not.toBeInTheDocument();
  });
});

describe('a question to me', () => {
  const question = messageItem(
    {
      id: 'n-1',
      type: 'note',
      visibility: 'internal',
      author: { kind: 'agent', ...person('mehmet') },
      text: '@Jana Kennst du den Router?',
      mentions: ['a-jana'],
      asks: ['a-jana'],
    },
    -3,
  );

  it('has a field; the answer is a note, and the question is gone', async () => {
    const { notes } = await show({ messages: [question] });
    expect(await screen.findByText('Mehmet fragt dich')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('textbox', { name: 'Deine Antwort' }), 'Ja, neu starten.');
    await userEvent.click(screen.getByRole('button', { name: 'Antworten' }));
    await waitFor(() => expect(notes).toEqual([{ text: 'Ja, neu starten.' }]));
    await waitFor(() => expect(screen.queryByText('Mehmet fragt dich')).not.toBeInTheDocument());
  });

  it('keeps the answer when it could not be added', async () => {
    await show({ messages: [question] });
    server.use(http.post('*/api/conversations/:id/notes', () => refusal(503, 'unavailable')));
    const field = await screen.findByRole('textbox', { name: 'Deine Antwort' });
    await userEvent.type(field, 'Ja.');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByRole('alert')).toHaveTextContent('noch nicht abgelegt');
    expect(field).toHaveValue('Ja.');
  });
});
