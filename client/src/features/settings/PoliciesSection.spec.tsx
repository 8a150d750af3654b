import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SaveSlaPolicyRequest } from '@visavis/shared/api/sla';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me, policies } from '../../../test/sample-data.ts';
import { PoliciesSection } from './PoliciesSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const admin = { ...me, role: 'admin' as const };

async function edit() {
  const sent: { path: string; body: SaveSlaPolicyRequest }[] = [];
  server.use(
    http.put('*/api/teams/:id/sla-policy', async ({ request }) => {
      sent.push({
        path: new URL(request.url).pathname,
        body: (await request.json()) as SaveSlaPolicyRequest,
      });
      return HttpResponse.json(policies[0]);
    }),
  );
  await renderApp(<PoliciesSection />, { as: admin });
  const [first] = await screen.findAllByRole('button', { name: 'Bearbeiten' });
  await userEvent.click(first!);
  return { sent, dialog: await screen.findByRole('dialog', { name: 'Festnetz & Internet' }) };
}

describe('targets and hours', () => {
  it('say in one line when a team works and how fast it answers', async () => {
    await renderApp(<PoliciesSection />);
    expect((await screen.findAllByText('Mo–Fr 08:00–20:00, Sa 09:00–13:00')).length).toBe(3);
    expect(screen.getAllByText('erste Antwort in 30 Min, weitere in 1:00 Std').length).toBe(3);
    expect(screen.queryByRole('button', { name: 'Bearbeiten' })).not.toBeInTheDocument();
  });

  it('are saved with several spans a day and past midnight', async () => {
    const { sent, dialog } = await edit();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Zeit hinzufügen: Sonntag' }));
    const from = within(dialog).getByLabelText('Sonntag, von');
    const to = within(dialog).getByLabelText('Sonntag, bis');
    await userEvent.clear(from);
    await userEvent.type(from, '22:00');
    await userEvent.clear(to);
    await userEvent.type(to, '06:00');
    expect(within(dialog).getByText('bis zum nächsten Tag')).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      path: '/api/teams/t-fest/sla-policy',
      body: { firstResponseMinutes: 30 },
    });
    expect(sent[0]?.body.businessHours.weekly.sun).toEqual([['22:00', '06:00']]);
    expect(sent[0]?.body.businessHours.holidays).toEqual(['2026-12-25', '2026-12-26']);
  });

  it('warn before a clock would stand still for ever', async () => {
    const { dialog } = await edit();
    for (const day of ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag']) {
      await userEvent.click(
        within(dialog).getByRole('button', { name: new RegExp(`^Zeit entfernen: ${day}`) }),
      );
    }
    expect(within(dialog).getByText(/nie geöffnet/)).toBeInTheDocument();
  });

  it('do not take a holiday that is no date', async () => {
    const { dialog } = await edit();
    await userEvent.type(within(dialog).getByLabelText('Feiertage'), '{Enter}Ostern');
    expect(within(dialog).getByText('„Ostern“ ist kein Datum der Form 2026-12-25.')).toBeInTheDocument();
    expect(within(dialog).getByRole('button', { name: 'Speichern' })).toBeDisabled();
  });
});
