import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../test/live-conversation.tsx';
import { renderApp } from '../../../test/render-app.tsx';
import { at, person } from '../../../test/sample-data.ts';
import { conversationDetail, replyItem } from '../../../test/sample-detail.ts';
import { Composer } from './components/Composer.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => sessionStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const SENTENCE = 'Mehmet hat mir dein Anliegen übergeben, ich bin Jana und habe alles gelesen.';
const handOvers: ConversationDetail['handOvers'] = [
  {
    id: 'card-1',
    conversationId: 'c-svenja',
    from: person('mehmet'),
    to: person('jana'),
    team: { id: 't-service', name: 'Serviceteam' },
    cause: 'hand',
    note: '',
    isAnnounced: true,
    at: at(-5),
    answeredAt: null,
    introduction: SENTENCE,
  },
];

async function show(part: Partial<ConversationDetail> = {}) {
  const detail = conversationDetail({ assignee: person('jana'), handOvers, ...part });
  server.use(...conversationHandlers(detail));
  const app = await renderApp(
    <LiveConversation id={detail.id}>
      {(conversation) => (
        <Composer
          conversation={conversation}
          isPhone={false}
          seenSequence={() => 0}
          onSentAndDone={() => {}}
        />
      )}
    </LiveConversation>,
  );
  return { ...app, field: await screen.findByRole('textbox', { name: 'Öffentliche Antwort' }) };
}

describe('the introduction of who takes over', () => {
  it('stands in an empty composer, and the text goes on behind it', async () => {
    const { field } = await show();
    await waitFor(() => expect(field).toHaveValue(`${SENTENCE} `));
    await userEvent.type(field, 'Der neue ist unterwegs.');
    expect(field).toHaveValue(`${SENTENCE} Der neue ist unterwegs.`);
    expect(screen.getByText('Beginnt mit deiner Vorstellung.')).toBeInTheDocument();
  });

  it('can be removed, and does not come back', async () => {
    const { field, unmount } = await show();
    await waitFor(() => expect(field).toHaveValue(`${SENTENCE} `));
    await userEvent.type(field, 'Hallo.');
    await userEvent.click(screen.getByRole('button', { name: 'Vorstellung entfernen' }));
    expect(field).toHaveValue('Hallo.');
    await userEvent.clear(field);
    unmount();
    const again = await show();
    expect(again.field).toHaveValue('');
  });

  it.each<[string, Partial<ConversationDetail>, string]>([
    [
      'a draft that was begun',
      {
        myDraft: {
          text: 'Hallo Svenja',
          visibility: 'public',
          inReplyToMessageId: null,
          mediaIds: [],
          updatedAt: at(-1),
        },
      },
      'Hallo Svenja',
    ],
    ['who does not have it', { assignee: person('lena') }, ''],
    [
      'who was given it without a word',
      { handOvers: [{ ...handOvers[0]!, isAnnounced: false, introduction: null }] },
      '',
    ],
  ])('leaves %s alone', async (_, part, text) => {
    const { field } = await show(part);
    expect(field).toHaveValue(text);
  });

  it('leaves who has answered already alone', async () => {
    const reply = replyItem({
      id: 'r-9',
      author: { kind: 'agent', ...person('jana') },
      postedAt: at(-1),
    });
    const { field } = await show({ messages: [...conversationDetail().messages, reply] });
    expect(field).toHaveValue('');
  });
});
