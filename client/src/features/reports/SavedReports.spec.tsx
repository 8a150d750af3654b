import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SavedReportItem } from '@visavis/shared/api/figures';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { MineCard } from './MineCard.tsx';
import { OnMeCard } from './OnMeCard.tsx';
import { SavedReports } from './SavedReports.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const weekly: SavedReportItem = {
  id: 's1',
  name: 'Woche',
  query: { groupBy: 'team', compare: 'none' },
  every: null,
  nextAt: null,
  sentAt: null,
  failedAt: null,
};

describe('saved reports', () => {
  it('are not called none when they cannot be loaded', async () => {
    server.use(http.get('*/api/saved-reports', () => refusal(500, 'internal')));
    await renderApp(<SavedReports />);
    expect(await screen.findByText(/^Was du gespeichert hast, lässt sich/u)).toBeInTheDocument();
    expect(screen.queryByText('Noch nichts gespeichert.')).not.toBeInTheDocument();
  });

  it('are deleted with their mails only after a question, and a refusal is said', async () => {
    let saved = [weekly];
    let isRefused = true;
    server.use(
      http.get('*/api/saved-reports', () => HttpResponse.json({ items: saved, nextCursor: null })),
      http.delete('*/api/saved-reports/:id', () => {
        if (isRefused) return refusal(500, 'internal');
        saved = [];
        return new HttpResponse(null, { status: 204 });
      }),
    );
    await renderApp(<SavedReports />);
    await userEvent.click(await screen.findByRole('button', { name: 'Woche löschen' }));
    const dialog = within(await screen.findByRole('dialog', { name: '„Woche“ löschen' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Löschen' }));
    expect(await dialog.findByRole('alert')).toBeInTheDocument();
    isRefused = false;
    await userEvent.click(dialog.getByRole('button', { name: 'Löschen' }));
    expect(await screen.findByText('Noch nichts gespeichert.')).toBeInTheDocument();
  });
});

describe('one’s own figures', () => {
  it('say so when they cannot be loaded, instead of nothing at all', async () => {
    server.use(
      http.get('*/api/reports/mine', () => refusal(500, 'internal')),
      http.get('*/api/report-unlocks/mine', () => refusal(500, 'internal')),
    );
    await renderApp(
      <>
        <MineCard />
        <OnMeCard />
      </>,
    );
    const alertIn = (name: string) => within(screen.getByRole('region', { name })).findByRole('alert');
    await screen.findByRole('region', { name: 'Deine Zahlen' });
    expect(await alertIn('Deine Zahlen')).toBeInTheDocument();
    expect(await alertIn('Einsicht in deine Zahlen')).toBeInTheDocument();
  });
});
