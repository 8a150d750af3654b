import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { agents, me } from '../../../test/sample-data.ts';
import { PeopleSection } from './PeopleSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const admin = { ...me, id: 'a-sabine', role: 'admin' as const };
const link = {
  agentId: 'a-new',
  resetUrl: 'https://care.example/reset/abc',
  expiresAt: '2026-11-22T10:00:00.000Z',
};

describe('the people', () => {
  it('are added with a link to set a password', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/agents', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ ...agents[0]!, id: 'a-new', displayName: 'Nora Beck' }, { status: 201 });
      }),
      http.post('*/api/agents/a-new/password-link', () => HttpResponse.json(link, { status: 201 })),
    );
    await renderApp(<PeopleSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Person hinzufügen' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('E-Mail-Adresse'), 'nora@brueckenfunk.example');
    await userEvent.type(within(dialog).getByLabelText('Voller Name'), 'Nora Beck');
    await userEvent.tab();
    expect(within(dialog).getByLabelText('Öffentlicher Name')).toHaveValue('Nora B.');
    expect(within(dialog).getByLabelText('Kürzel')).toHaveValue('NB');
    await userEvent.click(await within(dialog).findByLabelText('Mobilfunk'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Person hinzufügen' }));
    expect(await screen.findByText('https://care.example/reset/abc')).toBeInTheDocument();
    expect(sent).toEqual([
      {
        email: 'nora@brueckenfunk.example',
        displayName: 'Nora Beck',
        publicName: 'Nora B.',
        mark: 'NB',
        role: 'agent',
        teamIds: ['t-mobil'],
        languages: ['de'],
        helpsWith: '',
        capacity: 10,
      },
    ]);
  });

  it('say beside the field what the server refused', async () => {
    server.use(
      http.patch('*/api/agents/:id', () =>
        refusal(409, 'conflict', {
          fields: [{ field: 'mark', message: 'already signs the replies of a colleague' }],
        }),
      ),
    );
    await renderApp(<PeopleSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Mehr: Jana Krüger' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Bearbeiten' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Speichern' }));
    await waitFor(() =>
      expect(within(dialog).getByLabelText('Kürzel')).toHaveAccessibleDescription(/ist schon vergeben/),
    );
  });

  async function deactivate() {
    await renderApp(<PeopleSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Mehr: Jana Krüger' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Deaktivieren' }));
    return screen.findByRole('dialog', { name: 'Jana Krüger deaktivieren' });
  }

  it('leave only after saying what that means and to whom their work goes, with one call', async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch('*/api/agents/:id', async ({ request, params }) => {
        sent.push({ id: params.id, ...((await request.json()) as object) });
        return HttpResponse.json(agents[0]);
      }),
    );
    const dialog = await deactivate();
    expect(dialog).toHaveTextContent('Foto und Name verschwinden überall');
    expect(sent).toEqual([]);
    const whom = within(dialog).getByRole('combobox', {
      name: '14 Gespräche sind offen. Wer übernimmt sie?',
    });
    expect(whom).toHaveDisplayValue('Zurück in die Teams');
    await userEvent.selectOptions(whom, 'a-mehmet');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Deaktivieren' }));
    expect(await screen.findByText(/Jana Krüger ist deaktiviert/)).toBeInTheDocument();
    expect(sent).toEqual([{ id: 'a-jana', deactivated: true, workTo: 'a-mehmet' }]);
  });

  it('stay with all they have when leaving is refused, and the dialog says why', async () => {
    server.use(http.patch('*/api/agents/:id', () => refusal(409, 'conflict', { reason: 'last-admin' })));
    const dialog = await deactivate();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Deaktivieren' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Jemand muss die Verwaltung behalten');
  });

  it('have a proof of what was removed, for administrators', async () => {
    server.use(
      http.get('*/api/agents/:id/removals', () =>
        HttpResponse.json({
          items: [
            { id: 'r1', at: '2026-11-20T13:00:00.000Z', purpose: 'replies', place: 'pictures', count: 1 },
          ],
          nextCursor: null,
        }),
      ),
    );
    await renderApp(<PeopleSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Mehr: Jana Krüger' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Was entfernt wurde' }));
    expect(await screen.findByRole('dialog', { name: 'Entfernt von Jana Krüger' })).toBeInTheDocument();
    expect(await screen.findByText('1 Bild gelöscht')).toBeInTheDocument();
  });

  it('cannot be changed by agents, who see no addresses either', async () => {
    server.use(
      http.get('*/api/agents', () =>
        HttpResponse.json(agents.map((agent) => ({ ...agent, email: undefined }))),
      ),
    );
    await renderApp(<PeopleSection />);
    expect(await screen.findByText('Mehmet Aydın')).toBeInTheDocument();
    expect(screen.queryByText(/brueckenfunk\.example/)).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
