import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveReport } from '@visavis/shared/api/reports';
import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { liveReport } from '../../../test/sample-inbox.ts';
import { LiveScreen } from './LiveScreen.tsx';
import { slaDashboardPushes } from './sla-dashboard.pushes.ts';

const now = Date.now();
const server = setupServer(...apiHandlers({ now }));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const lead = { ...me, role: 'lead' as const };
const answer = (part: Partial<LiveReport>) =>
  http.get('*/api/reports/live', () => HttpResponse.json({ ...liveReport(now), ...part }));

describe('the live page', () => {
  it('says in one sentence whether somebody waits too long', async () => {
    await renderApp(<LiveScreen />, { as: lead });
    expect(
      await screen.findByText(
        (_, node) =>
          node?.tagName === 'P' &&
          node.textContent ===
            '59 warten auf uns, am längsten seit 3:06 Std; 2 Antworten sind zu spät; 4 laufen bald ab.',
      ),
    ).toBeInTheDocument();
  });

  it('lists teams by the alphabet and never people', async () => {
    await renderApp(<LiveScreen />, { as: lead });
    const table = await screen.findByRole('table', { name: 'Nach Team' });
    const names = within(table)
      .getAllByRole('link')
      .map((link) => link.textContent);
    expect(names).toEqual(['Festnetz & Internet', 'Mobilfunk', 'Rechnung & Vertrag']);
    expect(table).not.toHaveTextContent('Jana');
  });

  it('is calm when nobody waits', async () => {
    server.use(
      answer({ waitingCount: 0, longestWaitSince: null, overTargetCount: 0, soonCount: 0, dueNext: [] }),
    );
    await renderApp(<LiveScreen />, { as: lead });
    expect(await screen.findByText('Gerade wartet niemand auf uns.')).toBeInTheDocument();
    expect(screen.getByText('Gerade ist nichts fällig.')).toBeInTheDocument();
  });

  it('fetches at once when told that the figures are old, and once more for all it is told meanwhile', async () => {
    let fetches = 0;
    server.use(
      http.get('*/api/reports/live', () => {
        fetches += 1;
        return HttpResponse.json({ ...liveReport(now), waitingCount: 58 + fetches });
      }),
    );
    const { queryClient } = await renderApp(<LiveScreen />, { as: lead });
    await screen.findByText(/^59 warten/);
    act(() => {
      for (let i = 0; i < 5; i += 1) slaDashboardPushes['report.stale']({ report: 'live' }, queryClient);
    });
    await screen.findByText(/^61 warten/);
    await waitFor(() => expect(queryClient.isFetching()).toBe(0));
    expect(fetches).toBe(3);
  });

  it('says so when the figures cannot be loaded', async () => {
    server.use(http.get('*/api/reports/live', () => refusal(500, 'internal')));
    await renderApp(<LiveScreen />, { as: lead });
    expect(await screen.findByRole('alert')).toHaveTextContent('Die Zahlen lassen sich gerade nicht laden');
  });

  it('is not for agents', async () => {
    await renderApp(<LiveScreen />);
    expect(screen.getByRole('heading', { name: 'Diese Seite ist für Teamleitungen' })).toBeInTheDocument();
  });
});
