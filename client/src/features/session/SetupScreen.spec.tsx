import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { SetupReminder } from './SetupReminder.tsx';
import { SetupScreen } from './SetupScreen.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => localStorage.clear());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const open = (onDone = () => {}) => renderApp(<SetupScreen token="" onDone={onDone} />);
const next = () => userEvent.click(screen.getByRole('button', { name: 'Weiter' }));

async function fillOrganisation() {
  await userEvent.type(screen.getByLabelText('Name des Unternehmens'), 'Nordlicht');
  await userEvent.selectOptions(screen.getByLabelText('Anrede eurer Kundinnen und Kunden'), 'sie');
  await next();
}

async function fillAdministrator() {
  await userEvent.type(screen.getByLabelText('Dein Name'), 'Imke Petersen');
  await userEvent.type(screen.getByLabelText('E-Mail-Adresse'), 'imke@nordlicht.example');
  await userEvent.type(screen.getByLabelText('Passwort'), 'five green bottles');
  await userEvent.type(screen.getByLabelText('Einmal-Schlüssel'), 'abc-def');
  await userEvent.click(screen.getByRole('button', { name: 'Einrichten' }));
}

describe('the first run', () => {
  it('asks for organisation and administrator, and makes both in one call', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/setup', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(me, { status: 201 });
      }),
    );
    const onDone = jest.fn();
    await open(onDone);
    expect(screen.getByText('Schritt 1 von 4')).toBeInTheDocument();
    await fillOrganisation();
    expect(await screen.findByText('Schritt 2 von 4')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Wer richtet ein?' })).toHaveFocus();
    await fillAdministrator();
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(sent).toMatchObject([
      {
        token: 'abc-def',
        organisationName: 'Nordlicht',
        publicAddress: null,
        formOfAddress: 'sie',
        displayName: 'Imke Petersen',
        email: 'imke@nordlicht.example',
        password: 'five green bottles',
        locale: 'de',
      },
    ]);
    expect(localStorage.getItem('visavis.setup')).toBeNull();
  });

  it('goes on where it was left, without ever keeping a password', async () => {
    await open();
    await fillOrganisation();
    await userEvent.type(screen.getByLabelText('Passwort'), 'five green bottles');
    cleanup();
    await open();
    expect(screen.getByText('Schritt 2 von 4')).toBeInTheDocument();
    expect(screen.getByLabelText('Passwort')).toHaveValue('');
    expect(JSON.stringify({ ...localStorage })).not.toContain('bottles');
    await userEvent.click(screen.getByRole('button', { name: 'Zurück' }));
    expect(screen.getByLabelText('Name des Unternehmens')).toHaveValue('Nordlicht');
  });

  it.each(['null', '[]', '{"step":7,"organisationName":{},"formOfAddress":"ihr"}', 'not json'])(
    'begins anew when what was kept is %s',
    async (kept) => {
      localStorage.setItem('visavis.setup', kept);
      await open();
      expect(screen.getByText('Schritt 1 von 4')).toBeInTheDocument();
      expect(screen.getByLabelText('Name des Unternehmens')).toHaveValue('');
    },
  );

  it('says that the key is wrong, at its field', async () => {
    server.use(http.post('*/api/setup', () => refusal(410, 'link-expired')));
    await open();
    await fillOrganisation();
    await fillAdministrator();
    await waitFor(() =>
      expect(screen.getByLabelText('Einmal-Schlüssel')).toHaveAccessibleDescription(
        /Der Schlüssel stimmt nicht/,
      ),
    );
    expect(screen.getByLabelText('Dein Name')).toHaveValue('Imke Petersen');
  });

  it('leads back to the step whose field was refused', async () => {
    server.use(
      http.post('*/api/setup', () =>
        refusal(422, 'invalid', { fields: [{ field: 'timeZone', message: 'is not a time zone' }] }),
      ),
    );
    await open();
    await fillOrganisation();
    await fillAdministrator();
    expect(await screen.findByText('Schritt 1 von 4')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toBeInTheDocument();
  });
});

describe('the reminder of a first run that was left', () => {
  const as = {
    ...me,
    role: 'admin' as const,
    organisation: { ...me.organisation, setUpStep: 'people' as const },
  };

  it('leads back, or is switched off for good', async () => {
    server.use(http.patch('*/api/organisation', () => HttpResponse.json({ setUpStep: null })));
    await renderApp(<SetupReminder />, { as });
    expect(screen.getByRole('link', { name: 'Weitermachen' })).toHaveAttribute('href', '/setup');
    await userEvent.click(screen.getByRole('button', { name: 'Nicht mehr erinnern' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Weitermachen' })).not.toBeInTheDocument());
  });

  it('is not for agents, who could do nothing about it', async () => {
    await renderApp(<SetupReminder />, { as: { ...as, role: 'agent' as never } });
    expect(screen.queryByRole('link', { name: 'Weitermachen' })).not.toBeInTheDocument();
  });
});
