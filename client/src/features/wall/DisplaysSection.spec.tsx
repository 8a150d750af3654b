import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DisplayItem } from '@visavis/shared/api/wall';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { DisplaysSection } from './DisplaysSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const displays: DisplayItem[] = ['Foyer', 'Küche'].map((name) => ({
  id: name,
  name,
  team: null,
  createdBy: { id: 'sabine', name: 'Sabine Vogt' },
  lapsed: null,
  createdAt: '2026-11-20T08:00:00Z',
  lastSeenAt: null,
}));

describe('screens on walls in the settings', () => {
  it('asks before a link is taken back, of the screen by its name', async () => {
    const revoked: string[] = [];
    server.use(
      http.get('*/api/displays', () => HttpResponse.json({ items: displays, nextCursor: null })),
      http.delete('*/api/displays/:id', ({ params }) => {
        revoked.push(String(params.id));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    await renderApp(<DisplaysSection />, { as: { ...me, role: 'admin' } });
    const ask = () => screen.getByRole('button', { name: 'Wandanzeige Küche zurücknehmen' });
    await userEvent.click(await screen.findByRole('button', { name: 'Wandanzeige Küche zurücknehmen' }));
    await userEvent.click(screen.getByRole('button', { name: 'Abbrechen' }));
    expect(revoked).toEqual([]);
    await userEvent.click(ask());
    await userEvent.click(screen.getByRole('button', { name: 'Zurücknehmen' }));
    await waitFor(() => expect(revoked).toEqual(['Küche']));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
