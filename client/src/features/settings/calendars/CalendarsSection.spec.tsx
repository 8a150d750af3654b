import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PreviewCalendarRequest, SaveCalendarRequest } from '@visavis/shared/api/calendars';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { sampleCalendars } from '../../../../test/sample-calendars.ts';
import { me, NOW } from '../../../../test/sample-data.ts';
import { CalendarsSection } from './CalendarsSection.tsx';

const hesse = [
  { date: '2026-06-04', name: 'Fronleichnam' },
  { date: '2026-12-25', name: '1. Weihnachtstag' },
];
const page = <T,>(items: T[]) => HttpResponse.json({ items, nextCursor: null });
const server = setupServer(
  http.get('*/api/holidays/countries', () =>
    page([
      { code: 'DE', name: 'Deutschland', regions: [{ code: 'HE', name: 'Hessen' }] },
      { code: 'FR', name: 'Frankreich', regions: [] },
    ]),
  ),
  http.get('*/api/holidays', ({ request }) => {
    const query = new URL(request.url).searchParams;
    return page(query.get('region') === 'HE' && query.get('year') === '2026' ? hesse : []);
  }),
  http.post('*/api/calendars/preview', () =>
    HttpResponse.json({ dueAt: '2026-11-23T08:15:00.000Z', timeZone: 'Europe/Berlin' }),
  ),
  ...apiHandlers(),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const admin = { ...me, role: 'admin' as const };

/** The calendar of the team that keeps the holidays of Hesse, opened by an administrator. */
async function edit() {
  const sent: { path: string; body: SaveCalendarRequest }[] = [];
  server.use(
    http.put('*/api/calendars/:id', async ({ request }) => {
      const body = (await request.json()) as SaveCalendarRequest;
      sent.push({ path: new URL(request.url).pathname, body });
      const [, stored] = sampleCalendars(NOW);
      return HttpResponse.json({ ...stored, ...body, version: body.version + 1 });
    }),
  );
  const { router } = await renderApp(<CalendarsSection />, { as: admin });
  await userEvent.click(await screen.findByRole('button', { name: 'Bearbeiten: Rechnung & Vertrag' }));
  await screen.findByRole('list', { name: 'Besondere Tage 2026' });
  await screen.findByText('Fronleichnam');
  return { sent, router, save: () => userEvent.click(screen.getByRole('button', { name: 'Speichern' })) };
}

/** Opens a day of the year view and says what holds on it. */
async function decide(day: RegExp, choice: string) {
  await userEvent.click(screen.getByRole('button', { name: day }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('radio', { name: new RegExp(`^${choice}`, 'u') }));
  return dialog;
}

describe('calendars', () => {
  it('say in one line when each level works', async () => {
    await renderApp(<CalendarsSection />);
    const table = await screen.findByRole('table', { name: 'Kalender' });
    expect(within(table).getByText('Rund um die Uhr')).toBeInTheDocument();
    expect(within(table).getByText('Mo–Fr 08:00–20:00')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Bearbeiten/u })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Ansehen: Brückenfunk' })).toBeInTheDocument();
  });

  it('show which days are by law, and which come from the organisation', async () => {
    await edit();
    const list = screen.getByRole('list', { name: 'Besondere Tage 2026' });
    const words = within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(words).toEqual([
      expect.stringContaining('Fronleichnamgeschlossen · gesetzlich'),
      expect.stringContaining('Heiligabendgeschlossen · von „Brückenfunk“'),
      expect.stringContaining('1. Weihnachtstaggeschlossen · gesetzlich'),
    ]);
  });

  it('switch a holiday off and give another hours', async () => {
    const { sent, save } = await edit();
    const first = await decide(/^Donnerstag, 4\. Juni: Fronleichnam/u, 'Der Feiertag gilt hier nicht');
    await userEvent.click(within(first).getByRole('button', { name: 'Übernehmen' }));
    const second = await decide(/^Donnerstag, 24\. Dezember/u, 'Eigene Zeiten');
    await userEvent.type(within(second).getByLabelText('Anlass'), 'Kurzer Tag');
    await userEvent.click(within(second).getByRole('button', { name: 'Übernehmen' }));
    expect(screen.getByText('Noch nicht gespeichert')).toBeInTheDocument();
    await save();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      path: '/api/calendars/cal-rech',
      body: {
        version: 3,
        country: 'DE',
        region: 'HE',
        exceptions: [
          { date: '2026-06-04', name: '', spans: null },
          { date: '2026-12-24', name: 'Kurzer Tag', spans: [['08:00', '20:00']] },
        ],
      },
    });
  });

  it('offer an ordinary day as a choice only where it would be none', async () => {
    await edit();
    const dialog = await decide(/^Freitag, 5\. Juni/u, 'Geschlossen');
    expect(
      within(dialog).queryByRole('radio', { name: /^Ein Tag wie jeder andere/u }),
    ).not.toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Abbrechen' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    const other = await decide(/^Donnerstag, 24\. Dezember/u, 'Ein Tag wie jeder andere');
    expect(within(other).getByRole('radio', { name: /^Ein Tag wie jeder andere/u })).toBeChecked();
  });

  it('can be walked day by day with the keyboard, in one stop of the tabulator', async () => {
    await edit();
    const days = screen.getAllByRole('button', {
      name: /^(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|^Mittwoch/u,
    });
    const dates = days.filter((day) => day.dataset.date !== undefined);
    expect(dates).toHaveLength(365);
    expect(dates.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    dates.find(({ tabIndex }) => tabIndex === 0)?.focus();
    const at = () => (document.activeElement as HTMLElement).dataset.date;
    const [from] = [at() ?? ''];
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    expect(Date.parse(at() ?? '') - Date.parse(from)).toBe(8 * 86_400_000);
    await userEvent.keyboard('{Home}');
    expect(at()).toBe(`${from.slice(0, 8)}01`);
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });

  it('go back to what is inherited', async () => {
    const { sent, save } = await edit();
    await userEvent.click(screen.getByRole('radio', { name: /^Wie „Brückenfunk“/u }));
    await userEvent.selectOptions(
      screen.getByLabelText('Land'),
      'Wie „Brückenfunk“: Keine gesetzlichen Feiertage',
    );
    await save();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ weekly: null, country: null, region: null });
  });

  it('take several spans a day and past midnight, and no half of one', async () => {
    const { sent, save } = await edit();
    await userEvent.click(screen.getByRole('button', { name: 'Zeit hinzufügen: Sonntag' }));
    const from = screen.getByLabelText('Sonntag, von');
    await userEvent.clear(from);
    expect(screen.getByRole('button', { name: 'Speichern' })).toBeDisabled();
    await userEvent.type(from, '22:00');
    await userEvent.clear(screen.getByLabelText('Sonntag, bis'));
    await userEvent.type(screen.getByLabelText('Sonntag, bis'), '06:00');
    expect(screen.getByText('bis zum nächsten Tag')).toBeInTheDocument();
    await save();
    await waitFor(() => expect(sent[0]?.body.weekly?.sun).toEqual([['22:00', '06:00']]));
  });

  it('say what they mean for a post, by the reckoning of the server', async () => {
    const asked: PreviewCalendarRequest[] = [];
    server.use(
      http.post('*/api/calendars/preview', async ({ request }) => {
        asked.push((await request.json()) as PreviewCalendarRequest);
        return HttpResponse.json({ dueAt: '2026-11-23T08:15:00.000Z', timeZone: 'Europe/Berlin' });
      }),
    );
    await edit();
    expect(await screen.findByText(/ist fällig am Montag, 23\. November um 09:15/u)).toBeInTheDocument();
    expect(asked.at(-1)).toMatchObject({ parentId: 'cal-org', country: 'DE', region: 'HE', minutes: 60 });
    expect(new Date(asked.at(-1)?.startedAt ?? '').getUTCDay()).toBe(5);
  });

  it('never put an old date beside a new post while it is reckoned', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    server.use(
      http.post('*/api/calendars/preview', async ({ request }) => {
        const { startedAt } = (await request.json()) as PreviewCalendarRequest;
        const isLater = startedAt >= '2027';
        if (isLater) await held;
        const dueAt = isLater ? '2027-01-04T08:15:00.000Z' : '2026-11-23T08:15:00.000Z';
        return HttpResponse.json({ dueAt, timeZone: 'Europe/Berlin' });
      }),
    );
    await edit();
    const before = (await screen.findByText(/^Ein Beitrag vom Freitag, .* 23\. November um 09:15/u))
      .textContent;
    fireEvent.change(screen.getByLabelText('Ein Beitrag am'), { target: { value: '2027-01-01' } });
    expect(screen.getByText(/^Ein Beitrag vom/u)).toHaveTextContent(before);
    release();
    expect(
      await screen.findByText(/^Ein Beitrag vom Freitag, 1\. Januar um 19:30 .* 4\. Januar um 09:15/u),
    ).toBeInTheDocument();
  });

  it('ask before something unsaved is lost', async () => {
    await edit();
    await userEvent.click(screen.getByRole('radio', { name: /^Wie „Brückenfunk“/u }));
    await userEvent.click(screen.getByRole('button', { name: 'Alle Kalender' }));
    const dialog = await screen.findByRole('dialog', { name: 'Änderungen verwerfen' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Verwerfen' }));
    expect(await screen.findByRole('table', { name: 'Kalender' })).toBeInTheDocument();
  });

  it('ask also before another page takes its place', async () => {
    const { router } = await edit();
    await userEvent.click(screen.getByRole('radio', { name: /^Wie „Brückenfunk“/u }));
    act(() => void router.navigate({ to: '/notices' }));
    const dialog = await screen.findByRole('dialog', { name: 'Änderungen verwerfen' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Weiter bearbeiten' }));
    expect(router.state.location.pathname).toBe('/');
    expect(screen.getByText('Noch nicht gespeichert')).toBeInTheDocument();
  });

  it('call countries as the reader does', async () => {
    await renderApp(<CalendarsSection />, { as: admin, locale: 'en' });
    await userEvent.click(await screen.findByRole('button', { name: 'Edit: Rechnung & Vertrag' }));
    await screen.findByRole('option', { name: 'Germany' });
    expect(screen.getByLabelText('Country')).toHaveDisplayValue('Germany');
  });

  it('never take teams that are not known for teams that have one', async () => {
    server.use(http.get('*/api/teams', () => refusal(422, 'invalid')));
    await renderApp(<CalendarsSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Eigener Kalender' }));
    expect(await screen.findByText('Das lässt sich gerade nicht laden')).toBeInTheDocument();
    expect(screen.queryByText('Alle haben schon einen')).not.toBeInTheDocument();
  });

  it('never take holidays that are not known for none', async () => {
    let isDown = true;
    server.use(
      http.get('*/api/holidays', () => (isDown ? refusal(500, 'internal') : page(hesse))),
      http.get('*/api/holidays/countries', () => refusal(500, 'internal')),
    );
    await renderApp(<CalendarsSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Bearbeiten: Rechnung & Vertrag' }));
    expect(await screen.findByText('Die Feiertage lassen sich gerade nicht laden')).toBeInTheDocument();
    expect(screen.getByText('Die Länder lassen sich gerade nicht laden.')).toBeInTheDocument();
    expect(screen.queryByText(/weicht kein Tag/u)).not.toBeInTheDocument();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Erneut versuchen' }));
    expect(await screen.findByText('Fronleichnam')).toBeInTheDocument();
  });

  it('do not overwrite what somebody else saved meanwhile', async () => {
    const { save } = await edit();
    server.use(http.put('*/api/calendars/:id', () => refusal(409, 'version-conflict')));
    await userEvent.click(screen.getByRole('radio', { name: /^Wie „Brückenfunk“/u }));
    await save();
    expect(await screen.findByText(/Jemand hat diesen Kalender inzwischen geändert/u)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Neuen Stand laden' }));
    expect(await screen.findByRole('list', { name: 'Besondere Tage 2026' })).toBeInTheDocument();
  });

  it('are read only for whoever may not change them', async () => {
    await renderApp(<CalendarsSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'Ansehen: Rechnung & Vertrag' }));
    expect(await screen.findByLabelText('Land')).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Speichern' })).not.toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: /^Donnerstag, 4\. Juni/u }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
