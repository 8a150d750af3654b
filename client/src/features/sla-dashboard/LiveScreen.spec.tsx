import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgentItem } from '@visavis/shared/api/agents';
import type { LiveReport } from '@visavis/shared/api/reports';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { agents, at, me, teams } from '../../../test/sample-data.ts';
import { liveReport } from '../../../test/sample-inbox.ts';
import { LiveScreen } from './LiveScreen.tsx';
import { slaDashboardPushes } from './sla-dashboard.pushes.ts';

const now = Date.now();
const server = setupServer(...apiHandlers({ now }));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const live = <LiveScreen onTeam={() => {}} />;
const lead = { ...me, role: 'lead' as const };
const answer = (part: Partial<LiveReport>) =>
  http.get('*/api/reports/live', () => HttpResponse.json({ ...liveReport(now), ...part }));

describe('the live page', () => {
  it('says in one sentence whether somebody waits too long', async () => {
    await renderApp(live, { as: lead });
    expect(
      await screen.findByText(
        (_, node) =>
          node?.tagName === 'P' &&
          node.textContent ===
            '59 warten auf uns, am längsten seit 3:06 Std; 2 Antworten sind zu spät; 4 Fristen laufen bald ab.',
      ),
    ).toBeInTheDocument();
  });

  it('marks beside the first answers what they were promised, says it in words, and how it is reckoned', async () => {
    server.use(
      http.get('*/api/reports/live/conversations', () => HttpResponse.json({ count: 0, items: [] })),
    );
    await renderApp(live, { as: lead });
    const card = await screen.findByRole('region', { name: 'Erste Antwort' });
    expect(card).toHaveTextContent('4:12die Hälfte ist schneller · Ziel 10:00');
    expect(card).toHaveTextContent('13:409 von 10 sind schneller · Ziel 15:00');
    expect(within(card).getByText('Kundenzeit · Strich = Ziel')).toBeInTheDocument();
    const places = [...card.querySelectorAll('u')].map((mark) => Number.parseFloat(mark.style.left));
    const ends = [...card.querySelectorAll('i')].map((bar) => Number.parseFloat(bar.style.width));
    // One scale for both: the line at 15:00 stands half as far again as that at 10:00, and right of its bar.
    expect((places[1] ?? 0) / (places[0] ?? 1)).toBeCloseTo(1.5, 5);
    expect((ends[1] ?? 0) / (places[1] ?? 1)).toBeCloseTo(820 / 900, 5);
    await userEvent.click(within(card).getByRole('button', { name: '13:40' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent('bis wann ebenso viele derselben Antworten');
  });

  it('draws no mark where nothing was promised', async () => {
    const promised = { medianSeconds: null, p90Seconds: null };
    server.use(answer({ today: { ...liveReport(now).today, promised } }));
    await renderApp(live, { as: lead });
    const card = await screen.findByRole('region', { name: 'Erste Antwort' });
    expect(card).toHaveTextContent('die Hälfte ist schneller');
    expect(card).not.toHaveTextContent('Ziel');
    expect(card.querySelectorAll('u')).toHaveLength(0);
  });

  it.each([
    ['de', 11, '+11 seit 13 Uhr', '11 mehr als um 13 Uhr'],
    ['de', -1, '−1 seit 13 Uhr', 'eines weniger als um 13 Uhr'],
    ['de', 0, 'wie um 13 Uhr', null],
    ['en', -4, '−4 since 13:00', '4 fewer than at 13:00'],
  ] as const)('says in %s that %d more are open than an hour ago', async (locale, by, shown, spoken) => {
    const backlog = {
      at: ['2026-11-20T12:00:00Z', '2026-11-20T13:00:00Z', '2026-11-20T13:17:00Z'],
      byState: [{ state: 'open' as const, counts: [30, 50, 30 + by] }],
      byChannel: [],
    };
    server.use(answer({ backlog }));
    await renderApp(live, { as: { ...lead, locale }, locale });
    const card = await screen.findByRole('region', { name: locale === 'de' ? 'Jetzt offen' : 'Open now' });
    expect(within(card).getByText(shown)).toBeInTheDocument();
    if (spoken === null) return;
    expect(within(card).getByText(shown)).toHaveAttribute('aria-hidden', 'true');
    expect(within(card).getByText(spoken)).toBeInTheDocument();
  });

  it('shows who of a team is there, by the alphabet and with nothing else of them', async () => {
    const [fest, mobil, bill] = teams;
    const of = (id: string, part: Partial<AgentItem>) => ({
      ...agents.find((one) => one.id === `a-${id}`)!,
      ...part,
    });
    const colleagues = [
      ...['zofia', 'priya', 'olek', 'mehmet', 'lena', 'jana', 'thomas'].map((id) =>
        of(id, { teams: [fest!] }),
      ),
      of('david', { teams: [fest!], availability: 'available', deactivatedAt: at(-60) }),
      of('ruth', { teams: [mobil!], availability: 'away' }),
      of('kofi', { teams: [mobil!], availability: 'available' }),
      of('amina', { teams: [bill!], availability: 'off' }),
    ];
    server.use(http.get('*/api/agents', () => HttpResponse.json({ items: colleagues, nextCursor: null })));
    await renderApp(live, { as: lead });
    const table = await screen.findByRole('table', { name: 'Nach Team' });
    const faces = await within(table).findAllByRole('img');
    expect(faces.map((stack) => stack.getAttribute('aria-label'))).toEqual([
      'Jana Krüger, Lena Hofmann, Mehmet Aydın, Oleksandr Bondar, Priya Nair und 2 weitere',
      'Kofi Mensah',
    ]);
  });

  it('lists teams by the alphabet and never people', async () => {
    await renderApp(live, { as: lead });
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
    await renderApp(live, { as: lead });
    expect(await screen.findByText('Gerade wartet niemand auf uns.')).toBeInTheDocument();
    expect(screen.getByText('Gerade ist nichts fällig.')).toBeInTheDocument();
  });

  it.each([
    [
      'de',
      { waitingCount: 1, overTargetCount: 1, soonCount: 1 },
      'Eine Person wartet auf uns, seit 3:06 Std; eine Antwort ist zu spät; eine Frist läuft bald ab.',
    ],
    [
      'de',
      { waitingCount: 12_345, overTargetCount: 0, soonCount: 0 },
      '12.345 warten auf uns, am längsten seit 3:06 Std; alles in der Zeit.',
    ],
    [
      'en',
      { waitingCount: 1, overTargetCount: 1, soonCount: 1 },
      'One person is waiting for us, for 3:06 h; one answer is late; one is due soon.',
    ],
    [
      'en',
      { waitingCount: 2, overTargetCount: 0, soonCount: 2 },
      '2 are waiting for us, the longest for 3:06 h; 2 are due soon.',
    ],
  ] as const)('says it in %s by the number of people: %j', async (locale, counts, sentence) => {
    server.use(answer(counts));
    await renderApp(live, { as: { ...lead, locale }, locale });
    expect(
      await screen.findByText((_, node) => node?.tagName === 'P' && node.textContent === sentence),
    ).toBeInTheDocument();
  });

  it.each([
    [90, 'genau am Ziel'],
    [91, '1 Punkt über Ziel'],
    [88, '2 Punkte unter Ziel'],
  ])('measures %d of 100 against a goal of 90 in words', async (onTimeCount, words) => {
    server.use(answer({ today: { ...liveReport(now).today, dueCount: 100, onTimeCount } }));
    await renderApp(live, { as: lead });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('tells nothing of a day of so few people that it would tell how they work', async () => {
    server.use(
      answer({ today: { ...liveReport(now).today, isTooSmall: true, dueCount: 0, answeredCount: 0 } }),
    );
    await renderApp(live, { as: lead });
    expect(await screen.findAllByText('Zu wenige Menschen, um das zu zeigen.')).toHaveLength(2);
    expect(screen.queryByText(/heute$/u)).toBeNull();
  });

  it('fetches at once when told that the figures are old, and once more for all it is told meanwhile', async () => {
    let fetches = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    server.use(
      http.get('*/api/reports/live', async () => {
        fetches += 1;
        const waitingCount = 58 + fetches;
        if (fetches === 2) await held;
        return HttpResponse.json({ ...liveReport(now), waitingCount });
      }),
    );
    const { queryClient } = await renderApp(live, { as: lead });
    const push = () => act(() => slaDashboardPushes['report.stale']({ report: 'live' }, queryClient));
    await screen.findByText(/^59 warten/);
    await waitFor(() => expect(queryClient.isFetching()).toBe(0));
    push();
    await waitFor(() => expect(fetches).toBe(2));
    for (let i = 0; i < 5; i += 1) push();
    release();
    await screen.findByText(/^61 warten/);
    await waitFor(() => expect(queryClient.isFetching()).toBe(0));
    expect(fetches).toBe(3);
  });

  it('asks by itself when the day has ended that it tells of, though nothing happens', async () => {
    let fetches = 0;
    server.use(
      http.get('*/api/reports/live', () => {
        fetches += 1;
        const endsIn = fetches === 1 ? 1_000 : 86_400_000;
        return HttpResponse.json({
          ...liveReport(now),
          waitingCount: 58 + fetches,
          dayEndsAt: new Date(Date.now() + endsIn).toISOString(),
        });
      }),
    );
    await renderApp(live, { as: lead });
    await screen.findByText(/^59 warten/);
    // A moment after, or ten seconds later on a machine that was too slow to notice in time.
    await screen.findByText(/^60 warten/, {}, { timeout: 14_000 });
  });

  it('says since when figures stand that can no longer be fetched, and keeps them', async () => {
    const { queryClient } = await renderApp(live, { as: lead });
    await screen.findByText(/^59 warten/);
    server.use(http.get('*/api/reports/live', () => refusal(503, 'unavailable')));
    act(() => slaDashboardPushes['report.stale']({ report: 'live' }, queryClient));
    const banner = (await screen.findByRole('button', { name: 'Erneut versuchen' })).parentElement;
    expect(banner).toHaveTextContent(/^Die Zahlen sind von \d\d:\d\d:\d\d\. ./u);
    expect(screen.getByText(/^59 warten/)).toBeInTheDocument();
    server.resetHandlers();
    await userEvent.click(screen.getByRole('button', { name: 'Erneut versuchen' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Erneut versuchen' })).toBeNull());
  });

  it('says so when the figures cannot be loaded', async () => {
    server.use(http.get('*/api/reports/live', () => refusal(500, 'internal')));
    await renderApp(live, { as: lead });
    expect(await screen.findByRole('alert')).toHaveTextContent('Die Zahlen lassen sich gerade nicht laden');
  });

  it('opens the conversations behind a figure, with its formula', async () => {
    const asked: string[] = [];
    server.use(
      http.get('*/api/reports/live/conversations', ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({
          count: 1,
          items: [
            {
              conversationId: 'c-1',
              contactName: 'Nils Ehlers',
              channel: { id: 'channel-1', name: 'Marktplatz', network: 'mastodon' },
              teamName: 'Mobilfunk',
              at: new Date(now).toISOString(),
              deadlineAt: null,
              answeredAt: null,
            },
          ],
        });
      }),
    );
    await renderApp(live, { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: '612 von 655 fälligen Antworten' }));
    const dialog = await screen.findByRole('dialog', { name: 'Pünktlich beantwortet' });
    expect(await within(dialog).findByRole('link', { name: 'Nils Ehlers' })).toBeInTheDocument();
    expect(dialog).toHaveTextContent('Unbeantwortete zählen als verfehlt');
    expect(asked).toEqual(['?figure=onTimeToday']);
  });

  it('lists more of what is behind a figure when asked', async () => {
    const asked: string[] = [];
    server.use(
      http.get('*/api/reports/live/conversations', ({ request }) => {
        const { search, searchParams } = new URL(request.url);
        asked.push(search);
        const item = (index: number) => ({
          conversationId: `c-${index}`,
          contactName: `Kundin ${index}`,
          channel: { id: 'channel-1', name: 'Marktplatz', network: 'mastodon' },
          teamName: 'Mobilfunk',
          at: new Date(now - index).toISOString(),
          deadlineAt: null,
          answeredAt: null,
        });
        const limit = Number(searchParams.get('limit') ?? 2);
        return HttpResponse.json({ count: 3, items: [0, 1, 2].slice(0, limit).map(item) });
      }),
    );
    await renderApp(live, { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: '612 von 655 fälligen Antworten' }));
    expect(await screen.findByText('3 Antworten · gezeigt werden 2')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Weitere zeigen' }));
    expect(await screen.findByRole('link', { name: 'Kundin 2' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Weitere zeigen' })).toBeNull();
    expect(asked).toEqual(['?figure=onTimeToday', '?figure=onTimeToday&limit=400']);
  });

  it('moves through the day with arrows, and shows the same as a table', async () => {
    await renderApp(live, { as: lead });
    const chart = await screen.findByRole('slider', { name: 'Rückstand nach Status' });
    expect(chart).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('In Arbeit 59, Neu 37, Wartet 22'),
    );
    act(() => chart.focus());
    await userEvent.keyboard('{ArrowLeft}');
    expect(chart).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('In Arbeit 52, Neu 30, Wartet 20'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Rückstand nach Status als Tabelle' }));
    expect(screen.getByRole('table', { name: 'Rückstand nach Status' })).toHaveTextContent('52');
  });

  it('tells of a team too small to show no times and no share', async () => {
    await renderApp(live, { as: lead });
    const row = (await screen.findByRole('link', { name: 'Rechnung & Vertrag' })).closest('tr');
    expect(row).toHaveTextContent('zu klein zum Zeigen');
  });

  it('puts on top what is out of the ordinary, and opens what is behind it', async () => {
    const asked: string[] = [];
    server.use(
      answer({
        rush: { lastHour: 34, usual: 5.7, steps: [1, 2, 1, 6, 18] },
        troubles: [
          {
            channel: { id: 'channel-1', name: 'Marktplatz', network: 'mastodon' },
            state: 'reconnect',
            since: new Date(now - 3_600_000).toISOString(),
            openCount: 12,
          },
        ],
      }),
      http.get('*/api/reports/live/conversations', ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ count: 0, items: [] });
      }),
    );
    await renderApp(live, { as: lead });
    const alarms = await screen.findByRole('region', { name: 'Was gerade anders ist' });
    expect(alarms).toHaveTextContent('Andrang · 34 in der letzten Stunde, üblich sind 5,7');
    expect(alarms).toHaveTextContent('Kanal Marktplatz · neu verbinden, seit');
    await userEvent.click(screen.getByRole('button', { name: '34 ansehen' }));
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: '12 offene ansehen' }));
    expect(asked).toEqual(['?figure=lastHour', '?figure=open&channelId=channel-1']);
  });

  it('switches arrivals between a week and four, without asking again', async () => {
    await renderApp(live, { as: lead });
    const monday = () => screen.findByRole('button', { name: /^Montag, 9 Uhr/u });
    expect(await monday()).toHaveAccessibleName('Montag, 9 Uhr: 40 Fragen, unter Ziel');
    await userEvent.click(screen.getByRole('button', { name: '7 T' }));
    expect(await monday()).toHaveAccessibleName('Montag, 9 Uhr: 11 Fragen');
  });

  it('names each reason for which an answer was late', async () => {
    const [late] = liveReport(now).late;
    server.use(answer({ late: late ? [{ ...late, why: ['channelTrouble', 'rush'] }] : [] }));
    await renderApp(live, { as: lead });
    expect(await screen.findByText(/Kanal gestört, Andrang/u)).toBeInTheDocument();
  });

  it('says of what ended without an answer that nobody waits any more', async () => {
    const [late] = liveReport(now).late;
    const endedAt = new Date(now - 5 * 60_000).toISOString();
    server.use(answer({ late: late ? [{ ...late, answeredAt: null, endedAt }] : [] }));
    await renderApp(live, { as: lead });
    const row = (await screen.findByText('ohne Antwort beendet')).closest('li');
    expect(row).toHaveTextContent('+15 Min');
  });

  it('is not for agents', async () => {
    await renderApp(live);
    expect(screen.getByRole('heading', { name: 'Diese Seite ist für Teamleitungen' })).toBeInTheDocument();
  });
});
