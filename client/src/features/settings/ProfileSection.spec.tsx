import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { ProfileSection } from './ProfileSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('the profile', () => {
  it('takes a face, and takes it back without asking why', async () => {
    const calls: string[] = [];
    server.use(
      http.post('*/api/me/face', () => {
        calls.push('upload');
        return HttpResponse.json({ ...me, avatarUrl: '/faces/a-jana/2/64.webp' });
      }),
      http.delete('*/api/me/face', () => {
        calls.push('withdraw');
        return HttpResponse.json({ ...me, avatarUrl: '/faces/a-jana/0/64.webp' });
      }),
    );
    await renderApp(<ProfileSection />);
    await userEvent.upload(
      await screen.findByLabelText('Bild auswählen'),
      new File(['x'], 'jana.png', { type: 'image/png' }),
    );
    expect(await screen.findByText('Dein Bild ist gespeichert.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Bild zurückziehen' }));
    expect(await screen.findByText('Dein Bild ist überall entfernt.')).toBeInTheDocument();
    expect(calls).toEqual(['upload', 'withdraw']);
  });

  it('saves how customers see the agent', async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch('*/api/me', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(me);
      }),
    );
    await renderApp(<ProfileSection />);
    const languages = await screen.findByLabelText('Sprachen');
    await userEvent.clear(languages);
    await userEvent.type(languages, 'de, tr');
    await userEvent.click(screen.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      publicName: 'Jana',
      helpsWith: 'Störungen, Technikertermine',
      languages: ['de', 'tr'],
    });
  });

  it('says what is wrong with a new password and keeps what was typed', async () => {
    server.use(http.post('*/api/me/password', () => refusal(422, 'password-weak')));
    await renderApp(<ProfileSection />);
    await userEvent.type(await screen.findByLabelText('Bisheriges Passwort'), 'vis-a-vis');
    await userEvent.type(screen.getByLabelText('Neues Passwort'), '1234567890');
    await userEvent.click(screen.getByRole('button', { name: 'Passwort ändern' }));
    expect(
      await screen.findByText('Das Passwort ist zu kurz oder zu leicht zu erraten.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Neues Passwort')).toHaveValue('1234567890');
  });
});
