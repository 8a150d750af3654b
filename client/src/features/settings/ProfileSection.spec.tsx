import { consentWording } from '@visavis/shared/agents/consent-wording';
import { consentPurposes } from '@visavis/shared/agents/public-face';
import type { ConsentState } from '@visavis/shared/api/consent';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { consents, me } from '../../../test/sample-data.ts';
import { ProfileSection } from './ProfileSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const photo = () => new File(['x'], 'jana.png', { type: 'image/png' });
const withoutConsent: ConsentState = {
  consents: consentPurposes.map((purpose) => ({
    purpose,
    form: 'initials',
    grantedAt: null,
    wording: null,
    withdrawnAt: null,
  })),
  history: [],
  removals: [],
};
const unseen = {
  ...me,
  avatarUrl: '/faces/a-jana/0/256.webp',
  forms: { replies: 'initials', checkPage: 'initials', teamPage: 'initials', persona: 'initials' },
} as const;

/** Notes what the consents are told, and answers with what it is given. */
function consentCalls(answer: ConsentState) {
  const calls: unknown[] = [];
  server.use(
    http.put('*/api/me/consents/:purpose', async ({ request, params }) => {
      calls.push([params.purpose, await request.json()]);
      return HttpResponse.json(answer);
    }),
    http.delete('*/api/me/consents/:purpose', ({ params }) => {
      calls.push(['withdrawn', params.purpose]);
      return HttpResponse.json(answer);
    }),
    http.delete('*/api/me/consents', () => {
      calls.push(['withdrawn', 'everything']);
      return HttpResponse.json(answer);
    }),
  );
  return calls;
}

describe('the profile', () => {
  it('takes a photo after choosing the part to show, and initials without asking why', async () => {
    const calls: string[] = [];
    server.use(
      http.post('*/api/me/face', () => {
        calls.push('upload');
        return HttpResponse.json({ ...me, avatarUrl: '/faces/a-jana/2/64.webp' });
      }),
      http.delete('*/api/me/face', () => {
        calls.push('remove');
        return HttpResponse.json({ ...me, avatarUrl: '/faces/a-jana/0/64.webp' });
      }),
    );
    await renderApp(<ProfileSection />);
    await userEvent.upload(await screen.findByLabelText('Foto auswählen'), photo());
    const dialog = await screen.findByRole('dialog', { name: 'Ausschnitt wählen' });
    expect(within(dialog).getByRole('slider', { name: 'Vergrößern' })).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Foto verwenden' }));
    expect(await screen.findByText('Dein Foto ist gespeichert.')).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: 'Initialen verwenden' }));
    expect(await screen.findByText('Dein Foto ist überall entfernt.')).toBeInTheDocument();
    expect(calls).toEqual(['upload', 'remove']);
  });

  it('says in a sentence why a photo is refused, and keeps it open', async () => {
    server.use(
      http.post('*/api/me/face', () =>
        refusal(422, 'media-rejected', { reason: 'too-many-pixels', sentence: 'Too many.' }),
      ),
    );
    await renderApp(<ProfileSection />);
    await userEvent.upload(await screen.findByLabelText('Foto auswählen'), photo());
    const dialog = await screen.findByRole('dialog', { name: 'Ausschnitt wählen' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Foto verwenden' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('höchstens 40 Megapixel');
  });

  it('greets whoever was never asked, and lets them work as they are', async () => {
    server.use(http.get('*/api/me/consents', () => HttpResponse.json(withoutConsent)));
    await renderApp(<ProfileSection />, { as: unseen });
    const hint = await screen.findByRole('complementary', { name: 'Du bestimmst, wie du zu sehen bist' });
    expect(hint).toHaveTextContent('Kürzel ^JK');
    expect(await screen.findByRole('region', { name: 'Vorschau' })).toHaveTextContent('— Serviceteam ^JK');
    expect(screen.queryByRole('button', { name: /Zurückziehen/ })).not.toBeInTheDocument();
  });

  it('asks for each purpose by itself, and keeps the words that were on screen', async () => {
    server.use(http.get('*/api/me/consents', () => HttpResponse.json(withoutConsent)));
    const calls = consentCalls(consents);
    await renderApp(<ProfileSection />, { as: unseen });
    const card = await screen.findByRole('region', { name: 'In Antworten' });
    await userEvent.click(within(card).getByRole('radio', { name: 'Name, ohne Foto' }));
    const wording = consentWording('replies', 'firstName', 'de');
    expect(card).toHaveTextContent(wording);
    // What is only looked at shows in the preview, and is told to nobody.
    expect(screen.getByRole('region', { name: 'Vorschau' })).toHaveTextContent(
      '— Jana aus dem Serviceteam ^JK',
    );
    expect(calls).toEqual([]);
    await userEvent.click(within(card).getByRole('button', { name: 'Zustimmen: In Antworten' }));
    expect(await screen.findByText('Deine Zustimmung ist gespeichert.')).toBeInTheDocument();
    expect(calls).toEqual([['replies', { form: 'firstName', wording, locale: 'de' }]]);
    expect(within(card).getByText(/^Zugestimmt am/)).toBeInTheDocument();
  });

  it('takes back one purpose or all of them with one click, and shows the proof', async () => {
    const calls = consentCalls({
      ...withoutConsent,
      history: consents.history,
      removals: [
        { id: 'r1', at: '2026-11-20T13:00:00.000Z', purpose: 'replies', place: 'pictures', count: 2 },
        { id: 'r2', at: '2026-11-20T13:00:00.000Z', purpose: 'checkPage', place: 'checkPages', count: 1 },
      ],
    });
    await renderApp(<ProfileSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'Zurückziehen: Auf der Teamseite' }));
    const proof = await screen.findByRole('table', { name: 'Entfernt' });
    expect(proof).toHaveTextContent('2 Bilder gelöscht');
    expect(proof).toHaveTextContent('Foto von 1 Prüfseite entfernt');
    expect(calls).toEqual([['withdrawn', 'teamPage']]);
  });

  it('takes everything back at once', async () => {
    const calls = consentCalls(withoutConsent);
    await renderApp(<ProfileSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'Alles zurückziehen' }));
    expect(await screen.findByText(/Alles zurückgezogen/)).toBeInTheDocument();
    expect(calls).toEqual([['withdrawn', 'everything']]);
    expect(screen.queryByRole('button', { name: 'Alles zurückziehen' })).not.toBeInTheDocument();
  });

  it('shows while typing how the team page will look', async () => {
    await renderApp(<ProfileSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'Teamseite' }));
    await userEvent.type(screen.getByLabelText('Ein Satz über dich'), 'Ich bleibe dran.');
    await userEvent.type(screen.getByLabelText('Dabei seit'), '2017');
    const preview = screen.getByRole('region', { name: 'Vorschau' });
    expect(preview).toHaveTextContent('Ich bleibe dran.');
    expect(preview).toHaveTextContent('seit 2017');
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
    await userEvent.type(languages, 'türk{Enter}');
    await userEvent.type(screen.getByLabelText('Pronomen'), 'sie/ihr');
    await userEvent.type(screen.getByLabelText('Dabei seit'), '17');
    const form = screen.getByRole('form', { name: 'So sehen dich Kundinnen und Kunden' });
    await userEvent.click(within(form).getByRole('button', { name: 'Speichern' }));
    expect(screen.getByLabelText('Dabei seit')).toHaveAccessibleDescription(/vier Ziffern/);
    await userEvent.clear(screen.getByLabelText('Dabei seit'));
    await userEvent.type(screen.getByLabelText('Dabei seit'), '2017');
    await userEvent.click(within(form).getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      publicName: 'Jana',
      pronouns: 'sie/ihr',
      sinceYear: 2017,
      helpsWith: 'Störungen, Technikertermine',
      sentence: '',
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
