import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { SendReplyRequest } from '@visavis/shared/api/replies';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { me, person } from '../../../../test/sample-data.ts';
import { conversationDetail, messageItem, replyItem } from '../../../../test/sample-detail.ts';
import { withUpserted } from '../../../lib/conversation-cache.ts';
import { conversationQuery, patchConversation } from '../../../lib/conversation.queries.ts';
import { startShortcuts } from '../../../lib/shortcuts.ts';
import { Composer } from './Composer.tsx';

const server = setupServer(...apiHandlers());
let stop: () => void;
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  stop = startShortcuts();
});
beforeEach(() => sessionStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => {
  server.close();
  stop();
});

async function show(part: Partial<ConversationDetail> = {}) {
  const detail = conversationDetail(part);
  server.use(...conversationHandlers(detail));
  const onSentAndDone = jest.fn();
  const app = await renderApp(
    <LiveConversation id={detail.id}>
      {(held) => (
        <Composer
          conversation={held}
          isPhone={false}
          seenSequence={() => held.sequence}
          onSentAndDone={onSentAndDone}
        />
      )}
    </LiveConversation>,
    { as: { ...me, organisation: { ...me.organisation, customerNumberPattern: '9999 9999 99' } } },
  );
  await screen.findByRole('form');
  const held = () => app.queryClient.getQueryData(conversationQuery(detail.id).queryKey);
  return { ...app, detail, held, onSentAndDone };
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Öffentliche Antwort' });
const sendButton = () => screen.getByRole('button', { name: /^(Öffentlich|Privat) senden/ });

/** Answers replies as the server does and remembers what came. */
function takeReplies(sent: SendReplyRequest[], holdMs = 8000) {
  return http.post('*/api/conversations/:id/replies', async ({ request }) => {
    const body = (await request.json()) as SendReplyRequest;
    sent.push(body);
    return HttpResponse.json(
      {
        messageId: `r-${sent.length}`,
        deliveryState: 'held',
        text: `${body.text}\n\n— Jana aus dem Serviceteam ^JK\nhttps://bf.example/c/7KQ2M90000000`,
        checkUrl: 'https://bf.example/c/7KQ2M90000000',
        sendsAt: new Date(Date.now() + holdMs).toISOString(),
      },
      { status: 202 },
    );
  });
}

describe('sending a reply', () => {
  it('answers the latest of the customer with Ctrl and Enter, and empties the field', async () => {
    const sent: SendReplyRequest[] = [];
    const { held } = await show();
    server.use(takeReplies(sent));
    await userEvent.type(field(), 'Die Tagesflat ist gebucht.');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      text: 'Die Tagesflat ist gebucht.',
      visibility: 'public',
      inReplyToMessageId: 'm-3',
      seenSequence: 4,
    });
    expect(field()).toHaveValue('');
    expect(await screen.findByText(/geht in \d s raus/)).toBeInTheDocument();
    const shown = held()?.messages.at(-1);
    expect(shown).toMatchObject({ id: 'r-1', delivery: { state: 'held' } });
  });

  it('takes it back with Z: the text stands in the field again', async () => {
    const { held } = await show();
    server.use(
      takeReplies([]),
      http.delete('*/api/replies/r-1', () =>
        HttpResponse.json({ messageId: 'r-1', deliveryState: 'cancelled' }),
      ),
    );
    await userEvent.type(field(), 'Voreilig');
    await userEvent.click(sendButton());
    await screen.findByText(/geht in \d s raus/);
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('z');
    await waitFor(() => expect(field()).toHaveValue('Voreilig'));
    expect(held()?.messages.some((message) => message.id === 'r-1')).toBe(false);
  });

  it('asks again with the same key when the connection breaks, so that it goes out once', async () => {
    const keys: string[] = [];
    await show();
    server.use(
      http.post('*/api/conversations/:id/replies', async ({ request }) => {
        const { idempotencyKey } = (await request.json()) as SendReplyRequest;
        keys.push(idempotencyKey);
        if (keys.length === 1) return HttpResponse.error();
        return HttpResponse.json(
          {
            messageId: 'r-1',
            deliveryState: 'queued',
            text: 'Kommt an.',
            checkUrl: 'https://bf.example/c/7KQ2M90000000',
            sendsAt: new Date().toISOString(),
          },
          { status: 202 },
        );
      }),
    );
    await userEvent.type(field(), 'Kommt an.');
    await userEvent.click(sendButton());
    await waitFor(() => expect(keys).toHaveLength(2));
    expect(keys[0]).toBe(keys[1]);
    expect(field()).toHaveValue('');
  });

  it('keeps the text and says why when it is refused', async () => {
    await show();
    server.use(
      http.post('*/api/conversations/:id/replies', () =>
        refusal(422, 'too-long', { length: 530, limit: 500 }),
      ),
    );
    await userEvent.type(field(), 'Zu lang für den Server.');
    await userEvent.click(sendButton());
    expect(await screen.findByText(/zu lang: 530 von 500/)).toBeInTheDocument();
    expect(field()).toHaveValue('Zu lang für den Server.');
  });

  it('is not offered where the channel has to be connected again', async () => {
    await show({ reply: { ...conversationDetail().reply, isChannelHealthy: false } });
    expect(screen.getByText(/neu verbunden werden. Der Entwurf bleibt/)).toBeInTheDocument();
    await userEvent.type(field(), 'Trotzdem geschrieben');
    expect(sendButton()).toBeDisabled();
  });
});

describe('what somebody else wrote meanwhile', () => {
  const theirs = replyItem({ id: 'm-5', sequence: 5, text: 'Ist schon gebucht, liebe Grüße.' }, 'mehmet', 0);

  it('is shown beside the own text, and sending needs a decision', async () => {
    const seen: number[] = [];
    await show();
    server.use(
      http.post('*/api/conversations/:id/replies', async ({ request }) => {
        const { seenSequence } = (await request.json()) as SendReplyRequest;
        seen.push(seenSequence);
        if (seenSequence < 5) return refusal(409, 'thread-moved', { sequence: 5, messages: [theirs] });
        return HttpResponse.json(
          {
            messageId: 'r-1',
            deliveryState: 'queued',
            text: '',
            checkUrl: '',
            sendsAt: new Date().toISOString(),
          },
          { status: 202 },
        );
      }),
    );
    await userEvent.type(field(), 'Die Tagesflat buche ich.');
    await userEvent.click(sendButton());
    expect(await screen.findByText('Mehmet hat geantwortet.')).toBeInTheDocument();
    await waitFor(() => expect(field()).toHaveValue('Die Tagesflat buche ich.'));
    await userEvent.click(screen.getByRole('button', { name: 'Vergleichen' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Ist schon gebucht/)).toBeInTheDocument();
    expect(within(dialog).getByText('Die Tagesflat buche ich.')).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Trotzdem senden' }));
    await waitFor(() => expect(seen).toEqual([4, 5]));
    await waitFor(() => expect(field()).toHaveValue(''));
  });

  it('warns while one still types, before anything is sent', async () => {
    const { queryClient, detail } = await show();
    await userEvent.type(field(), 'Ich schreibe noch');
    act(() =>
      patchConversation(queryClient, detail.id, (held) =>
        withUpserted(held, { version: 2, sequence: 5, message: theirs }),
      ),
    );
    const bar = await screen.findByText('Mehmet hat geantwortet.');
    expect(bar.closest('[role="alert"]')).not.toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Vergleichen' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Entwurf verwerfen' }));
    await waitFor(() => expect(field()).toHaveValue(''));
    expect(screen.queryByText('Mehmet hat geantwortet.')).not.toBeInTheDocument();
  });
});

describe('what must not become public', () => {
  it('is marked and said at once, and removed on wish', async () => {
    await show();
    await userEvent.type(field(), 'Für 4471 9038 21 gebucht.');
    const warning = (await screen.findByText('Kundennummer erkannt:')).closest('[role="alert"]');
    expect(warning).toHaveTextContent('lieber privat antworten');
    expect(document.querySelector('mark')).toHaveTextContent('4471 9038 21');
    await userEvent.click(screen.getByRole('button', { name: 'Entfernen' }));
    expect(field()).toHaveValue('Für gebucht.');
    expect(screen.queryByText('Kundennummer erkannt:')).not.toBeInTheDocument();
  });

  it('goes in private without a warning', async () => {
    const sent: SendReplyRequest[] = [];
    await show();
    server.use(takeReplies(sent));
    await userEvent.type(field(), 'Für 4471 9038 21 gebucht.');
    const found = await screen.findByText('Kundennummer erkannt:');
    const warning = found.closest<HTMLElement>('[role="alert"]')!;
    await userEvent.click(within(warning).getByRole('button', { name: 'Privat' }));
    expect(screen.queryByText('Kundennummer erkannt:')).not.toBeInTheDocument();
    expect(screen.getByText('nur Svenja sieht das')).toBeInTheDocument();
    await userEvent.click(sendButton());
    await waitFor(() => expect(sent[0]).toMatchObject({ visibility: 'private' }));
    expect(sent[0]?.acknowledged).toBeUndefined();
  });

  it('goes out in public only after it was asked for', async () => {
    const sent: SendReplyRequest[] = [];
    await show();
    server.use(takeReplies(sent));
    await userEvent.type(field(), 'Für 4471 9038 21 gebucht.');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    const anyway = await screen.findByRole('button', { name: 'Trotzdem öffentlich senden' });
    expect(sent).toHaveLength(0);
    await waitFor(() => expect(anyway).toHaveFocus());
    await userEvent.click(anyway);
    await waitFor(() => expect(sent[0]?.acknowledged).toEqual(['personal-data']));
  });

  it('offers no public answer to what was said in private', async () => {
    await show({
      visibility: 'private',
      messages: [messageItem({ id: 'm-1', visibility: 'private', text: 'Meine Nummer ist …' })],
    });
    expect(screen.getByRole('textbox', { name: 'Private Antwort' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Öffentlich' })).not.toBeInTheDocument();
    expect(screen.queryByRole('radio', { name: 'Öffentlich' })).not.toBeInTheDocument();
  });
});

describe('how much fits', () => {
  it('counts signature and link, marks what is too much and refuses to send it', async () => {
    await show({ channel: { id: 'c-play', name: 'Marktplatz', network: 'playground' } });
    await screen.findByText(/^\d+ \/ 500$/);
    const empty = Number(screen.getByText(/^\d+ \/ 500$/).textContent?.split(' ')[0]);
    expect(empty).toBeGreaterThan(40);
    await userEvent.click(field());
    await userEvent.paste('x'.repeat(480));
    expect(await screen.findByText(/^\d+ zu viel$/)).toBeInTheDocument();
    expect(document.querySelector('mark')).not.toBeNull();
    expect(sendButton()).toBeDisabled();
  });
});

describe('a note', () => {
  it('mentions a colleague who is chosen from the list', async () => {
    const notes: unknown[] = [];
    const { held } = await show();
    server.use(
      http.post('*/api/conversations/:id/notes', async ({ request }) => {
        const body = (await request.json()) as { text: string };
        notes.push(body);
        const author = { kind: 'agent' as const, ...person('jana') };
        return HttpResponse.json(
          messageItem({ id: 'n-1', type: 'note', visibility: 'internal', author, text: body.text }, 0),
        );
      }),
    );
    await userEvent.keyboard('n');
    const note = await screen.findByRole('textbox', { name: 'Interne Notiz' });
    await waitFor(() => expect(note).toHaveFocus());
    await userEvent.type(note, 'Bitte freigeben @sab');
    await userEvent.click(await screen.findByRole('option', { name: /Sabine Vogt/ }));
    expect(note).toHaveValue('Bitte freigeben @Sabine ');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(notes).toEqual([{ text: 'Bitte freigeben @Sabine', mentions: ['a-sabine'] }]));
    await waitFor(() => expect(held()?.messages.some((message) => message.id === 'n-1')).toBe(true));
    expect(note).toHaveValue('');
  });

  it('has a text of its own: the reply stays as it was', async () => {
    await show();
    await userEvent.type(field(), 'Halbe Antwort');
    await userEvent.click(screen.getByText('Notiz'));
    expect(await screen.findByRole('textbox', { name: 'Interne Notiz' })).toHaveValue('');
    await userEvent.click(screen.getByText('Öffentlich'));
    expect(field()).toHaveValue('Halbe Antwort');
  });
});

describe('a draft', () => {
  it('is saved on the server a moment after the last key', async () => {
    const saved: unknown[] = [];
    await show();
    server.use(
      http.put('*/api/conversations/:id/draft', async ({ request }) => {
        saved.push(await request.json());
        return HttpResponse.json({ ...(saved.at(-1) as object), updatedAt: new Date().toISOString() });
      }),
    );
    await userEvent.type(field(), 'Fast fertig');
    // Whoever types slowly has been saved before, too.
    await waitFor(() => expect(saved.at(-1)).toMatchObject({ text: 'Fast fertig', visibility: 'public' }));
  });

  it('of another screen is there when the conversation is opened', async () => {
    await show({
      myDraft: {
        text: 'Vom Telefon aus begonnen',
        visibility: 'private',
        inReplyToMessageId: null,
        mediaIds: [],
        updatedAt: new Date().toISOString(),
      },
    });
    expect(screen.getByRole('textbox', { name: 'Private Antwort' })).toHaveValue('Vom Telefon aus begonnen');
  });

  it('survives in the tab when the server could not save it', async () => {
    const first = await show();
    const tried = jest.fn();
    server.use(
      http.put('*/api/conversations/:id/draft', async ({ request }) => {
        tried(await request.json());
        return HttpResponse.error();
      }),
    );
    await userEvent.type(field(), 'Ohne Netz geschrieben');
    await waitFor(() =>
      expect(tried).toHaveBeenLastCalledWith(expect.objectContaining({ text: 'Ohne Netz geschrieben' })),
    );
    first.unmount();
    await show();
    expect(field()).toHaveValue('Ohne Netz geschrieben');
  });
});

describe('a picture', () => {
  const picture = (bytes: number) => new File([new Uint8Array(bytes)], 'router.png', { type: 'image/png' });
  const files = () => document.querySelector<HTMLInputElement>('input[type="file"]')!;

  it('needs a description before it can go out', async () => {
    const described: unknown[] = [];
    await show();
    server.use(
      http.post('*/api/media', () =>
        HttpResponse.json(
          { id: 'p-1', url: '/media/p-1', previewUrl: '/media/p-1', alt: '' },
          { status: 201 },
        ),
      ),
      http.patch('*/api/media/p-1', async ({ request }) => {
        described.push(await request.json());
        return HttpResponse.json({ id: 'p-1' });
      }),
    );
    await userEvent.type(field(), 'So sieht es aus.');
    await userEvent.upload(files(), picture(10));
    const alt = await screen.findByRole('textbox', { name: /Was ist zu sehen/ });
    expect(sendButton()).toBeDisabled();
    await userEvent.type(alt, 'Router mit roter Lampe{Enter}');
    await waitFor(() => expect(described).toEqual([{ alt: 'Router mit roter Lampe' }]));
    expect(sendButton()).toBeEnabled();
  });

  it('that is too big is refused with a sentence, and nothing is uploaded', async () => {
    await show();
    await userEvent.upload(files(), picture(12_000_000));
    expect(await screen.findByText('Bild ist zu groß: 12 MB, erlaubt sind 8')).toBeInTheDocument();
  });
});

describe('a network that takes answers for so long only', () => {
  const DAY = 86_400_000;
  const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

  it('counts down beside the clock', async () => {
    await show({ windowClosesAt: inMs(130 * 60_000 + 30_000) });
    expect(screen.getByText('Fenster 2:10 Std')).toBeInTheDocument();
    expect(
      screen.getByText(/^Antwortfenster: .* nimmt Antworten noch 2:10 Std an, bis /),
    ).toBeInTheDocument();
    await userEvent.type(field(), 'Hallo');
    expect(sendButton()).toBeEnabled();
  });

  it('is not asked once it is over: a sentence says so, the text stays, and notes go', async () => {
    const sent: SendReplyRequest[] = [];
    await show({ windowClosesAt: inMs(-60_000) });
    server.use(takeReplies(sent));
    await userEvent.type(field(), 'Zu spät');
    expect(sendButton()).toBeDisabled();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.getByText(/keine Antwort mehr an, bis Svenja wieder schreibt/)).toBeInTheDocument();
    expect(screen.getByText('Fenster zu')).toBeInTheDocument();
    expect(field()).toHaveValue('Zu spät');
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Notiz' }));
    expect(screen.queryByText('Fenster zu')).not.toBeInTheDocument();
  });

  it('takes the same text once the customer has written again', async () => {
    const sent: SendReplyRequest[] = [];
    const { queryClient, detail } = await show({ windowClosesAt: inMs(-60_000) });
    server.use(takeReplies(sent));
    await userEvent.type(field(), 'Doch noch');
    act(() => patchConversation(queryClient, detail.id, (held) => ({ ...held, windowClosesAt: inMs(DAY) })));
    await waitFor(() => expect(sendButton()).toBeEnabled());
    await userEvent.click(sendButton());
    await waitFor(() => expect(sent).toMatchObject([{ text: 'Doch noch' }]));
  });

  it('is told to close while a reply could still be taken back, and gives the text back', async () => {
    const closesAt = inMs(5_000);
    await show({ windowClosesAt: closesAt });
    server.use(
      http.post('*/api/conversations/:id/replies', () => refusal(422, 'window-closed', { closesAt })),
    );
    await userEvent.type(field(), 'Ganz knapp');
    await userEvent.click(sendButton());
    expect(
      await screen.findByText(/nimmt nur bis .* Antworten an, das reicht nicht mehr zum Senden/),
    ).toBeInTheDocument();
    expect(field()).toHaveValue('Ganz knapp');
  });
});
