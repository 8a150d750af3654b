import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { LoginScreen } from './LoginScreen.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function fill(email: string, password: string) {
  await userEvent.type(screen.getByLabelText('E-Mail-Adresse'), email);
  await userEvent.type(screen.getByLabelText('Passwort'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Anmelden' }));
}

describe('signing in', () => {
  it('sends the credentials and leads on', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/session', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({}, { status: 201 });
      }),
    );
    const onSignedIn = jest.fn();
    await renderApp(<LoginScreen onSignedIn={onSignedIn} />);
    await fill('jana@brueckenfunk.example ', 'vis-a-vis');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledTimes(1));
    expect(sent).toEqual([{ email: 'jana@brueckenfunk.example', password: 'vis-a-vis' }]);
  });

  it('never says which of both was wrong', async () => {
    server.use(http.post('*/api/session', () => refusal(401, 'invalid-credentials')));
    await renderApp(<LoginScreen onSignedIn={() => {}} />);
    await fill('jana@brueckenfunk.example', 'falsch');
    expect(await screen.findByRole('alert')).toHaveTextContent('E-Mail-Adresse oder Passwort stimmt nicht.');
  });

  it('says how long to wait after too many tries', async () => {
    server.use(
      http.post('*/api/session', () =>
        HttpResponse.json(
          { error: { code: 'too-many-requests', message: 'slow down' } },
          { status: 429, headers: { 'retry-after': '30' } },
        ),
      ),
    );
    await renderApp(<LoginScreen onSignedIn={() => {}} />, { locale: 'en' });
    await userEvent.type(screen.getByLabelText('E-mail address'), 'a@b.example');
    await userEvent.type(screen.getByLabelText('Password'), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('You can go on in 30 seconds.');
  });

  it('offers the invented people in the demonstration', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/session', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({}, { status: 201 });
      }),
    );
    const onSignedIn = jest.fn();
    await renderApp(<LoginScreen onSignedIn={onSignedIn} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Sabine, Teamleitung' }));
    await waitFor(() => expect(onSignedIn).toHaveBeenCalledTimes(1));
    expect(sent).toEqual([{ email: 'sabine@brueckenfunk.example', password: 'vis-a-vis' }]);
  });
});
