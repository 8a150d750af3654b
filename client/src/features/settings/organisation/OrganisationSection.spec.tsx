import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MailSettingsItem, MailTest, OrganisationItem } from '@visavis/shared/api/organisation';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { me } from '../../../../test/sample-data.ts';
import { OrganisationSection } from './OrganisationSection.tsx';
import { isWebAddress } from './web-address.ts';

const stored: OrganisationItem = {
  name: 'Brückenfunk',
  publicAddress: null,
  locale: 'de',
  timeZone: 'Europe/Berlin',
  formOfAddress: 'du',
  customerNumberPattern: '9999 9999 99',
  languages: ['de', 'en'],
  accentColour: null,
  logoUrl: null,
  imprintUrl: null,
  privacyUrl: null,
  awayWithoutScreenMinutes: 15,
  onTimeGoalPercent: 90,
  setUpStep: null,
  isDemo: false,
};
const noMail: MailSettingsItem = {
  host: null,
  port: 587,
  security: 'starttls',
  user: null,
  hasPassword: false,
  from: null,
};

let sent: unknown[] = [];
const server = setupServer(
  http.get('*/api/organisation', () => HttpResponse.json(stored)),
  http.get('*/api/organisation/mail', () => HttpResponse.json(noMail)),
  http.patch('*/api/organisation', async ({ request }) => {
    const change = (await request.json()) as Partial<OrganisationItem>;
    sent.push(change);
    return HttpResponse.json({ ...stored, ...change });
  }),
  ...apiHandlers(),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => void (sent = []));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const admin = { ...me, role: 'admin' as const };
async function group(name: string) {
  await renderApp(<OrganisationSection />, { as: admin });
  return within(await screen.findByRole('region', { name }));
}

describe('the settings of the organisation', () => {
  it('save one group at a time, and only what was changed in it', async () => {
    const card = await group('Wer ihr seid');
    const save = card.getByRole('button', { name: 'Speichern' });
    expect(save).toBeDisabled();
    await userEvent.type(
      card.getByRole('textbox', { name: 'Öffentliche Adresse' }),
      'https://brueckenfunk.example',
    );
    expect(card.getByText('Noch nicht gespeichert')).toBeInTheDocument();
    await userEvent.click(save);
    await waitFor(() => expect(card.queryByText('Noch nicht gespeichert')).not.toBeInTheDocument());
    expect(sent).toEqual([{ publicAddress: 'https://brueckenfunk.example' }]);
  });

  it('say what share of answers is to be on time', async () => {
    const card = await group('Ziel für pünktliche Antworten');
    const field = card.getByRole('textbox', { name: 'So viel Prozent sollen pünktlich sein' });
    expect(field).toHaveValue('90');
    await userEvent.clear(field);
    await userEvent.type(field, '101');
    expect(card.getByText('Eine ganze Zahl von 1 bis 100.')).toBeInTheDocument();
    expect(card.getByRole('button', { name: 'Speichern' })).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, '85');
    await userEvent.click(card.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(sent).toEqual([{ onTimeGoalPercent: 85 }]));
  });

  it('keep what was entered when it was refused', async () => {
    server.use(http.patch('*/api/organisation', () => refusal(503, 'unavailable')));
    const card = await group('Wer ihr seid');
    const name = card.getByRole('textbox', { name: 'Name des Unternehmens' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Nordlicht');
    await userEvent.click(card.getByRole('button', { name: 'Speichern' }));
    expect(await card.findByRole('alert')).toBeInTheDocument();
    expect(name).toHaveValue('Nordlicht');
    expect(card.getByText('Nicht gespeichert. Was du eingegeben hast, steht noch da.')).toBeInTheDocument();
  });

  it('take no link that is none', async () => {
    const card = await group('Rechtliches');
    const imprint = card.getByRole('textbox', { name: 'Impressum' });
    await userEvent.type(imprint, 'javascript:alert(1)');
    expect(imprint).toHaveAccessibleDescription(/beginnt mit https/);
    expect(card.getByRole('button', { name: 'Speichern' })).toBeDisabled();
  });

  it('take languages by their names, at least one, and keep what is none', async () => {
    const card = await group('Sprache und Zeit');
    const languages = card.getByRole('combobox', { name: 'Sprachen, die alle im Haus beantworten' });
    await userEvent.click(card.getByRole('button', { name: 'Englisch entfernen' }));
    await userEvent.type(languages, 'türk{Enter}');
    await userEvent.click(card.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(sent).toEqual([{ languages: ['de', 'tr'] }]));
    await userEvent.type(languages, 'beamtisch{Enter}');
    expect(languages).toHaveAccessibleDescription(/„beamtisch“ ist keine Sprache/);
    expect(languages).toHaveValue('beamtisch');
    await userEvent.clear(languages);
    await userEvent.keyboard('{Backspace}{Backspace}');
    expect(languages).toHaveAccessibleDescription(/Mindestens eine Sprache/);
  });

  it('can switch the time without a screen off', async () => {
    const card = await group('Sprache und Zeit');
    const minutes = card.getByRole('textbox', { name: /Ohne offenen Bildschirm/ });
    await userEvent.clear(minutes);
    await userEvent.type(minutes, 'x');
    expect(minutes).toHaveAttribute('aria-invalid', 'true');
    await userEvent.clear(minutes);
    await userEvent.click(card.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(sent).toEqual([{ awayWithoutScreenMinutes: null }]));
  });

  it('try a pattern of customer numbers before it is saved', async () => {
    const card = await group('Kundennummern');
    await userEvent.type(card.getByRole('textbox', { name: 'Ausprobieren' }), 'Es ist 4471-9038-21, danke');
    expect(card.getByRole('status')).toHaveTextContent('Erkannt: 4471-9038-21');
    const pattern = card.getByRole('textbox', { name: 'So sehen Kundennummern aus' });
    await userEvent.clear(pattern);
    await userEvent.type(pattern, 'AA 999999');
    expect(card.getByText('Darin steht keine Kundennummer.')).toBeInTheDocument();
  });
});

describe('the look of the public pages', () => {
  it('says where a colour would be hard to read, and refuses what is no colour', async () => {
    const card = await group('Aussehen der öffentlichen Seiten');
    const colour = card.getByRole('textbox', { name: 'Farbe' });
    await userEvent.type(colour, '#FFD500');
    expect(card.getByText(/erreicht sie nur 1,4 zu 1/)).toBeInTheDocument();
    await userEvent.type(colour, '{Backspace}');
    expect(colour).toHaveAccessibleDescription(/sechs Zeichen/);
    expect(card.getByRole('button', { name: 'Speichern' })).toBeDisabled();
  });

  it('takes a logo, and says in a sentence why not', async () => {
    server.use(
      http.post('*/api/organisation/logo', () => refusal(422, 'media-rejected', { reason: 'vector' }), {
        once: true,
      }),
      http.post('*/api/organisation/logo', () =>
        HttpResponse.json({ ...stored, logoUrl: '/brand/logo?v=1' }),
      ),
    );
    const card = await group('Aussehen der öffentlichen Seiten');
    const file = () => card.getByLabelText('Logo', { selector: 'input' });
    await userEvent.upload(file(), new File(['x'], 'logo.png', { type: 'image/png' }));
    expect(await card.findByRole('alert')).toHaveTextContent('Speichere das Logo als PNG.');
    await userEvent.upload(file(), new File(['x'], 'logo.png', { type: 'image/png' }));
    expect(await card.findByRole('img', { name: 'Logo' })).toHaveAttribute('src', '/brand/logo?v=1');
    expect(card.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('the mail server', () => {
  const saved: unknown[] = [];
  const takes = (test: MailTest) =>
    server.use(
      http.put('*/api/organisation/mail', async ({ request }) => {
        const { password, ...settings } = (await request.json()) as { password?: string };
        saved.push({ password, ...settings });
        return HttpResponse.json({ ...settings, hasPassword: password !== undefined });
      }),
      http.post('*/api/organisation/mail/test', () => HttpResponse.json(test)),
    );
  const fill = async (card: Awaited<ReturnType<typeof group>>) => {
    await userEvent.type(await card.findByRole('textbox', { name: 'Server' }), 'mail.example');
    await userEvent.selectOptions(card.getByRole('combobox', { name: 'Verschlüsselung' }), 'tls');
    await userEvent.type(card.getByRole('textbox', { name: 'Benutzer' }), 'visavis');
    await userEvent.type(card.getByLabelText('Passwort'), 'geheim');
    await userEvent.type(card.getByRole('textbox', { name: 'Absenderadresse' }), 'service@example.org');
    await userEvent.click(card.getByRole('button', { name: 'Speichern und Testmail senden' }));
  };

  it('is saved before it is tested, and the port follows the encryption', async () => {
    takes({ ok: true, fault: null, detail: '', serverSays: null });
    const card = await group('Mailserver');
    await fill(card);
    expect(await card.findByText(/Der Mailserver hat die Testmail an .* angenommen/)).toBeInTheDocument();
    expect(saved.at(-1)).toEqual({
      host: 'mail.example',
      port: 465,
      security: 'tls',
      user: 'visavis',
      password: 'geheim',
      from: 'service@example.org',
    });
    expect(card.getByLabelText('Passwort')).toHaveValue('');
  });

  it('says why a test mail did not leave, with the words of the server', async () => {
    takes({ ok: false, fault: 'login', detail: 'English', serverSays: '535 5.7.8 bad credentials' });
    const card = await group('Mailserver');
    await fill(card);
    const alert = await card.findByRole('alert');
    expect(alert).toHaveTextContent('Der Server hat die Anmeldung abgelehnt. Stimmen Benutzer und Passwort?');
    expect(alert).toHaveTextContent('535 5.7.8 bad credentials');
  });

  it('keeps the fields and tests nothing when they are refused', async () => {
    server.use(
      http.put('*/api/organisation/mail', () =>
        refusal(422, 'invalid', { fields: [{ field: 'host', message: 'must be a name' }] }),
      ),
    );
    const card = await group('Mailserver');
    await fill(card);
    const host = card.getByRole('textbox', { name: 'Server' });
    await waitFor(() => expect(host).toHaveAccessibleDescription(/ohne https/));
    expect(host).toHaveValue('mail.example');
    expect(card.getByLabelText('Passwort')).toHaveValue('geheim');
  });
});

describe('an address for customers', () => {
  it.each([
    'https://brueckenfunk.example',
    'http://localhost:3000/imprint?a=1',
    'HTTPS://Brückenfunk.example',
  ])('is %s', (text) => expect(isWebAddress(text)).toBe(true));
  it.each([
    'javascript:alert(1)',
    'https:',
    'https://',
    'brueckenfunk.example',
    '//brueckenfunk.example',
    'ftp://brueckenfunk.example',
    'https://jana:secret@brueckenfunk.example',
    'https://brueckenfunk.example/a b',
    '',
  ])('is not %j', (text) => expect(isWebAddress(text)).toBe(false));
});
