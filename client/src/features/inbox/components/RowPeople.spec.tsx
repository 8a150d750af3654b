import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { ConversationPresence } from '@visavis/shared/events/pushes';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { agents, person } from '../../../../test/sample-data.ts';
import { conversationItem } from '../../../../test/sample-inbox.ts';
import { presencePushes, presenceQuery } from '../../../realtime/presence.ts';
import { ConversationRow } from './ConversationRow.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function show(part: Partial<ConversationItem> = {}) {
  const item = conversationItem({ id: 'c-1', ...part });
  const onSelect = jest.fn();
  const { queryClient } = await renderApp(
    <ConversationRow
      item={item}
      isSelected={false}
      isTabStop
      isFresh={false}
      isLarge={false}
      href="/inbox/all?c=c-1"
      onSelect={onSelect}
      onFocus={() => {}}
    />,
  );
  await act(() => queryClient.ensureQueryData(presenceQuery));
  const there = (...people: [string, ConversationPresence][]) =>
    act(() =>
      presencePushes['presence.changed'](
        { conversationId: 'c-1', people: people.map(([id, state]) => ({ agent: person(id), state })) },
        queryClient,
      ),
    );
  const row = screen.getByRole('link');
  const sign = () => row.querySelector('[data-presence]');
  return { row, there, sign, onSelect };
}

describe('a row', () => {
  it('shows and says who reads and who writes in it, and nothing when they have gone', async () => {
    const { row, there, sign } = await show({ assignee: person('lena') });
    expect(sign()).toBeNull();
    there(['mehmet', 'reading'], ['jana', 'reading']);
    await waitFor(() => expect(row).toHaveAccessibleName(/bei Lena, Mehmet liest mit\. /));
    expect(sign()).toHaveAttribute('data-presence', 'reading');
    expect(sign()).toHaveTextContent('liest');
    there(['mehmet', 'writing'], ['lena', 'reading']);
    await waitFor(() => expect(row).toHaveAccessibleName(/Mehmet schreibt gerade, Lena liest mit\. /));
    expect(sign()).toHaveAttribute('data-presence', 'writing');
    expect(sign()).toHaveTextContent('schreibt');
    there(['jana', 'writing']);
    await waitFor(() => expect(sign()).toBeNull());
    expect(row).toHaveAccessibleName(/bei Lena\. /);
  });

  it.each([
    ['who knows the customer, where somebody else has it', { knows: person('lena') }, 'kennt Lena'],
    ['that it is oneself who knows them', { knows: person('jana') }, 'kennt dich'],
    ['that nobody can take it', { stuck: 'nobodyHasSkill' as const }, 'niemand kann das'],
    ['whom it waits for', { stuck: 'waitsFor' as const, knows: person('lena') }, 'wartet auf Lena'],
    ['that a rule keeps it from everybody', { stuck: 'doNotRoute' as const }, 'wird nicht zugeteilt'],
  ])('tells %s', async (_what, part, words) => {
    const { row } = await show(part);
    expect(row).toHaveAccessibleName(new RegExp(words));
    expect(screen.getAllByText(words).length).toBeGreaterThan(0);
  });

  it('says beside the empty circle why nobody has it, when the whole team is away', async () => {
    server.use(
      http.get('*/api/agents', () =>
        HttpResponse.json({
          items: agents.map((agent) => ({ ...agent, availability: 'away' })),
          nextCursor: null,
        }),
      ),
    );
    const { row } = await show({ assignee: null, status: 'open' });
    await waitFor(() => expect(row).toHaveAccessibleName(/noch bei niemandem, alle sind gerade weg/));
    expect(screen.getByTitle('noch niemand: alle sind gerade weg')).toBeInTheDocument();
  });

  it('needs no mark where whoever knows the customer has it: their face is there, and it is read out', async () => {
    const { row } = await show({ assignee: person('lena'), knows: person('lena') });
    expect(row).toHaveAccessibleName(/bei Lena, kennt Lena\. /);
    expect(screen.queryByText('kennt Lena')).not.toBeInTheDocument();
  });

  it('opens for looking alone with Alt', async () => {
    const { row, onSelect } = await show();
    fireEvent.click(row);
    expect(onSelect).toHaveBeenLastCalledWith('c-1', false);
    fireEvent.click(row, { altKey: true });
    expect(onSelect).toHaveBeenLastCalledWith('c-1', true);
  });
});
