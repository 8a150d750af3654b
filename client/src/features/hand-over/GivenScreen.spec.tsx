import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkHandOverRequest, GivenHandOver } from '@visavis/shared/api/hand-over';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { at, person } from '../../../test/sample-data.ts';
import { conversationItem } from '../../../test/sample-inbox.ts';
import { GivenScreen } from './GivenScreen.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const given = (id: string, part: Partial<GivenHandOver> = {}): GivenHandOver => ({
  id,
  conversationId: `c-${id}`,
  from: person('mehmet'),
  to: person('jana'),
  team: { id: 't-service', name: 'Serviceteam' },
  cause: 'shiftEnd',
  note: `Notiz ${id}`,
  isAnnounced: false,
  at: at(-30),
  answeredAt: null,
  introduction: null,
  conversation: conversationItem({ id: `c-${id}`, assignee: person('jana'), status: 'open' }),
  ...part,
});
const answer = (items: GivenHandOver[], nextCursor: string | null = null) =>
  http.get('*/api/hand-overs', () => HttpResponse.json({ items, nextCursor }));

describe('what was handed over to me', () => {
  it('says by whom, why, with which note, whom the customer knows, and how it stands', async () => {
    server.use(
      answer([
        given('one', {
          conversation: conversationItem({
            id: 'c-one',
            assignee: person('jana'),
            knows: person('mehmet'),
            status: 'open',
          }),
        }),
        given('two', { answeredAt: at(-1) }),
        given('three', { conversation: conversationItem({ id: 'c-three', assignee: person('lena') }) }),
      ]),
    );
    await renderApp(<GivenScreen />);
    const [one, two, three] = await screen.findAllByRole('listitem');
    expect(one).toHaveTextContent('Notiz one');
    expect(one).toHaveTextContent('von Mehmet');
    expect(one).toHaveTextContent('Schichtende');
    expect(one).toHaveTextContent('kennt Mehmet');
    expect(one).toHaveTextContent('wartet auf dich');
    expect(two).toHaveTextContent('beantwortet');
    expect(three).toHaveTextContent('jetzt bei Lena');
  });

  it('says when there is nothing, and when it cannot be loaded', async () => {
    server.use(
      http.get('*/api/hand-overs', () => refusal(503, 'unavailable'), { once: true }),
      answer([]),
    );
    await renderApp(<GivenScreen />);
    await userEvent.click(await screen.findByRole('button', { name: 'Erneut versuchen' }));
    expect(await screen.findByRole('heading', { name: 'Noch keine Übergaben' })).toBeInTheDocument();
  });
});

describe('handing everything over', () => {
  it('goes to the teams or a colleague, shows what became of it, and is taken back', async () => {
    const asked: BulkHandOverRequest[] = [];
    const undone: string[][] = [];
    server.use(
      answer([]),
      http.post('*/api/hand-overs', async ({ request }) => {
        asked.push((await request.json()) as BulkHandOverRequest);
        const { conversation: _, ...card } = given('one', { to: person('lena'), note: 'Wartet seit 13:41.' });
        return HttpResponse.json({
          handedOver: [card],
          left: [{ conversationId: 'c-two', reason: 'cannotTake' }],
        });
      }),
      http.post('*/api/hand-overs/undo', async ({ request }) => {
        undone.push(((await request.json()) as { ids: string[] }).ids);
        return HttpResponse.json({ restored: ['one'], left: [] });
      }),
    );
    await renderApp(<GivenScreen />);
    await userEvent.click(await screen.findByRole('button', { name: 'Alles übergeben …' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.selectOptions(within(dialog).getByLabelText('Warum'), 'leave');
    await userEvent.selectOptions(within(dialog).getByLabelText('An wen'), 'a-lena');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Übergeben' }));
    await waitFor(() =>
      expect(asked).toEqual([
        { fromAgentId: 'a-jana', toAgentId: 'a-lena', cause: 'leave', isAnnounced: true },
      ]),
    );
    expect(await screen.findByText('1 Gespräch übergeben')).toBeInTheDocument();
    expect(screen.getByText('Wartet seit 13:41.')).toBeInTheDocument();
    expect(screen.getByText('kann diese Person nicht übernehmen')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Alles zurücknehmen' }));
    await waitFor(() => expect(undone).toEqual([['one']]));
    expect(await screen.findByText('Wieder wie vorher')).toBeInTheDocument();
  });
});
