import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AskUnlockRequest, UnlockItem, UnlockOnMe } from '@visavis/shared/api/unlocks';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { OnMeCard } from './OnMeCard.tsx';
import { UnlocksCard } from './UnlocksCard.tsx';

const purpose = 'Prüfen, warum eine Kundin zwei Wochen wartete';
const unlock: UnlockItem = {
  id: 'u1',
  state: 'asked',
  team: { id: 't1', name: 'Festnetz' },
  from: '2026-11-01',
  to: '2026-11-20',
  purpose,
  hours: 4,
  askedBy: { id: 'a2', name: 'Sabine Krüger' },
  askedAt: '2026-11-20T09:00:00Z',
  decidedBy: null,
  decidedAt: null,
  expiresAt: null,
  lookCount: 0,
  mayDecide: false,
  mayLook: false,
  mayEnd: false,
};
const open: UnlockItem = {
  ...unlock,
  state: 'open',
  decidedBy: { id: 'a1', name: 'Ada Admin' },
  decidedAt: '2026-11-20T09:30:00Z',
  expiresAt: '2026-11-20T13:30:00Z',
  mayLook: true,
  mayEnd: true,
};
const onMe: UnlockOnMe = {
  ...open,
  decidedBy: { id: 'a1', name: 'Ada Admin' },
  decidedAt: '2026-11-20T09:30:00Z',
  expiresAt: '2026-11-20T13:30:00Z',
  looks: ['2026-11-20T10:00:00Z'],
};

let items: UnlockItem[] = [];
let asked: AskUnlockRequest | null = null;
const server = setupServer(
  http.get('*/api/report-unlocks', () => HttpResponse.json({ items, nextCursor: null })),
  http.get('*/api/report-unlocks/mine', () => HttpResponse.json({ items: [onMe], nextCursor: null })),
  http.post('*/api/report-unlocks', async ({ request }) => {
    asked = (await request.json()) as AskUnlockRequest;
    items = [unlock];
    return HttpResponse.json(unlock, { status: 201 });
  }),
  http.post('*/api/report-unlocks/u1/decision', () => {
    items = [{ ...open, mayLook: false }];
    return HttpResponse.json(items[0]);
  }),
  http.post('*/api/report-unlocks/u1/looks', () =>
    HttpResponse.json({
      unlock: open,
      people: [
        {
          person: { id: 'a3', name: 'Jana Berger' },
          replies: 12,
          conversations: 9,
          dueCount: 8,
          keptCount: 7,
        },
      ],
    }),
  ),
  ...apiHandlers({ now: Date.now() }),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  items = [];
  asked = null;
});
afterAll(() => server.close());

const card = <UnlocksCard teams={[{ id: 't1', name: 'Festnetz' }]} />;
const lead = { ...me, role: 'lead' as const };

describe('the card of figures of single people', () => {
  it('asks with a purpose in words, and not without', async () => {
    await renderApp(card, { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: 'Einsicht erbitten' }));
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', { name: 'Erbitten' });
    await userEvent.type(within(dialog).getByLabelText('Zweck'), 'zu kurz');
    expect(send).toBeDisabled();
    await userEvent.clear(within(dialog).getByLabelText('Zweck'));
    await userEvent.type(within(dialog).getByLabelText('Zweck'), purpose);
    await userEvent.click(send);
    expect(await screen.findByText(purpose)).toBeInTheDocument();
    expect(asked).toMatchObject({ teamId: 't1', purpose, hours: 4 });
  });

  it('lets the second person agree, who sees no figures', async () => {
    items = [{ ...unlock, mayDecide: true }];
    await renderApp(card, { as: { ...me, role: 'admin' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Zustimmen' }));
    expect(await screen.findByText(/Ada Admin hat zugestimmt/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Ansehen' })).not.toBeInTheDocument();
  });

  it('shows the figures on a look, and says that it was kept', async () => {
    items = [open];
    await renderApp(card, { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: 'Ansehen' }));
    const table = await screen.findByRole('table', { name: 'Zahlen für den genannten Zweck' });
    expect(within(table).getByText('7 von 8')).toBeInTheDocument();
    expect(screen.getByText(/Dieser Blick ist festgehalten/)).toBeInTheDocument();
  });

  it('tells whoever was shown who looked, why and when', async () => {
    await renderApp(<OnMeCard />);
    expect(
      await screen.findByText(/Sabine Krüger durfte die Zahlen der Menschen in Festnetz ansehen/),
    ).toBeInTheDocument();
    expect(screen.getByText(purpose)).toBeInTheDocument();
    expect(screen.getByText(/Deine Zahlen wurden angesehen/)).toBeInTheDocument();
  });
});
