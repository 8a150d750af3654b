import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../test/api-handlers.ts';
import { giveElementsSize } from '../../test/render-app.tsx';
import { me } from '../../test/sample-data.ts';
import { startI18n } from '../lib/i18n.ts';
import { App } from './App.tsx';
import { loadCatalogues } from './catalogues.ts';
import { createAppRouter } from './router.tsx';

let isSignedIn = false;
const server = setupServer(
  http.get('*/api/me', () => (isSignedIn ? HttpResponse.json(me) : refusal(401, 'unauthenticated'))),
  http.post('*/api/session', () => {
    isSignedIn = true;
    return HttpResponse.json(me, { status: 201 });
  }),
  http.delete('*/api/session', () => {
    isSignedIn = false;
    return new HttpResponse(null, { status: 204 });
  }),
  http.get('*/api/setup', () =>
    HttpResponse.json({ needed: false, organisation: 'Brückenfunk', isDemo: true }),
  ),
  http.get('*/realtime/*', () => new HttpResponse(null, { status: 404 })),
  ...apiHandlers({ now: Date.now() }),
);
beforeAll(() => {
  giveElementsSize();
  server.listen({ onUnhandledRequest: 'bypass' });
});
beforeEach(() => {
  isSignedIn = false;
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function visit(path: string) {
  window.history.replaceState(null, '', path);
  await startI18n('de', loadCatalogues);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createAppRouter(queryClient);
  render(<App router={router} queryClient={queryClient} />);
  return router;
}

async function signIn() {
  await userEvent.type(await screen.findByLabelText('E-Mail-Adresse'), 'jana@brueckenfunk.example');
  await userEvent.type(screen.getByLabelText('Passwort'), 'vis-a-vis');
  await userEvent.click(screen.getByRole('button', { name: 'Anmelden' }));
}

describe('the application', () => {
  it('leads to the login and from there to the page that was asked for', async () => {
    const router = await visit('/settings/sessions');
    await signIn();
    expect(await screen.findByRole('heading', { name: 'Sitzungen', level: 1 })).toBeInTheDocument();
    expect(router.state.location.pathname).toBe('/settings/sessions');
  });

  it('never leads to another site after the login', async () => {
    const router = await visit('/login?next=//evil.example/x');
    await signIn();
    await waitFor(() => expect(router.state.location.pathname).toBe('/inbox/all'));
  });

  it('leads to the login when the session ends in the middle', async () => {
    isSignedIn = true;
    const router = await visit('/settings/people');
    await screen.findByRole('heading', { name: 'Menschen', level: 1 });
    isSignedIn = false;
    server.use(http.put('*/api/me/availability', () => refusal(401, 'unauthenticated')));
    await userEvent.click(screen.getByRole('button', { name: 'Dein Menü' }));
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Beschäftigt' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
    expect(router.state.location.search).toEqual({ next: '/settings/people', ended: true });
    expect(await screen.findByText(/Deine Sitzung ist zu Ende/u)).toBeInTheDocument();
  });

  it('signs out', async () => {
    isSignedIn = true;
    const router = await visit('/settings/people');
    await userEvent.click(await screen.findByRole('button', { name: 'Dein Menü' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Abmelden' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
    expect(isSignedIn).toBe(false);
  });

  it('says so when a page does not exist', async () => {
    isSignedIn = true;
    await visit('/nowhere');
    expect(await screen.findByRole('heading', { name: 'Diese Seite gibt es nicht' })).toBeInTheDocument();
  });

  it('sets Visavis up when nobody has', async () => {
    server.use(
      http.get('*/api/setup', () => HttpResponse.json({ needed: true, organisation: null, isDemo: false })),
    );
    const router = await visit('/');
    await waitFor(() => expect(router.state.location.pathname).toBe('/setup'));
    expect(await screen.findByLabelText('Name des Unternehmens')).toBeInTheDocument();
  });
});
