import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { ConversationPresence } from '@visavis/shared/events/pushes';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../../test/api-handlers.ts';
import { conversationHandlers } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { person } from '../../../../test/sample-data.ts';
import { conversationDetail } from '../../../../test/sample-detail.ts';
import { presencePushes, presenceQuery } from '../../../realtime/presence.ts';
import { CollisionBar } from './CollisionBar.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function show(part: Partial<ConversationDetail>, isWriting = false) {
  const detail = conversationDetail(part);
  server.use(...conversationHandlers(detail));
  const ways = { onTake: jest.fn(), onAsk: jest.fn(), onLeave: jest.fn() };
  const { queryClient } = await renderApp(
    <LiveConversation id={detail.id}>
      {(held) => <CollisionBar conversation={held} isWriting={isWriting} {...ways} />}
    </LiveConversation>,
  );
  await screen.findByRole('status');
  await act(() => queryClient.ensureQueryData(presenceQuery));
  const there = (...people: [string, ConversationPresence][]) =>
    act(() =>
      presencePushes['presence.changed'](
        {
          conversationId: detail.id,
          people: people.map(([id, state]) => ({ agent: person(id), state })),
        },
        queryClient,
      ),
    );
  return { ...ways, there };
}

const words = () => screen.getByRole('status').textContent;
const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent);

describe('whoever is about to answer the same customer', () => {
  it('is told who writes, and can take over, ask, or leave it', async () => {
    const { there, onTake, onAsk, onLeave } = await show({ assignee: person('lena') });
    expect(words()).toBe('');
    there(['mehmet', 'writing'], ['jana', 'reading']);
    await waitFor(() => expect(words()).toBe('Mehmet schreibt gerade'));
    expect(buttons()).toEqual(['Übernehmen', 'Mehmet fragen', 'Überlassen']);
    await userEvent.click(screen.getByRole('button', { name: 'Mehmet fragen' }));
    expect(onAsk).toHaveBeenCalledWith(person('mehmet'));
    await userEvent.click(screen.getByRole('button', { name: 'Überlassen' }));
    expect(onLeave).toHaveBeenCalledWith(person('mehmet'));
    await userEvent.click(screen.getByRole('button', { name: 'Übernehmen' }));
    expect(onTake).toHaveBeenCalledTimes(1);
    there(['mehmet', 'reading']);
    await waitFor(() => expect(words()).toBe(''));
    expect(buttons()).toEqual([]);
  });

  it('is told that they began before the other, where they did', async () => {
    const { there } = await show({ assignee: null }, true);
    there(['jana', 'writing'], ['mehmet', 'writing'], ['lena', 'writing']);
    await waitFor(() => expect(words()).toBe('Mehmet und Lena schreiben gerade, nach dir'));
    there(['mehmet', 'writing'], ['jana', 'writing']);
    await waitFor(() => expect(words()).toBe('Mehmet schreibt gerade'));
  });

  it('can hand their own to the colleague who writes in it, and needs not take it', async () => {
    const { there } = await show({ assignee: person('jana') }, true);
    expect(words()).toBe('');
    there(['mehmet', 'writing']);
    await waitFor(() => expect(buttons()).toEqual(['Mehmet fragen', 'Mehmet überlassen']));
  });

  it('learns whose it is when they begin to write in it', async () => {
    await show({ assignee: person('mehmet') }, true);
    await waitFor(() => expect(words()).toBe('Mehmet hat dieses Gespräch.'));
    expect(buttons()).toEqual(['Übernehmen', 'Mehmet fragen', 'Überlassen']);
  });

  it('holds softly by writing what nobody has, and may take it for good', async () => {
    await show({ assignee: null }, true);
    await waitFor(() => expect(words()).toBe('Du schreibst, die anderen sehen das. Noch hat es niemand.'));
    expect(buttons()).toEqual(['Übernehmen']);
  });

  it('is left in peace by their own other screens, and by those who only read', async () => {
    const { there } = await show({ assignee: null });
    there(['jana', 'writing'], ['mehmet', 'reading']);
    there(['jana', 'writing'], ['mehmet', 'reading'], ['lena', 'writing']);
    await waitFor(() => expect(words()).toBe('Lena schreibt gerade'));
    there(['jana', 'writing'], ['mehmet', 'reading']);
    await waitFor(() => expect(words()).toBe(''));
    expect(buttons()).toEqual([]);
  });
});
