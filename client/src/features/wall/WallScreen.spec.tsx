import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { WallReport } from '@visavis/shared/api/wall';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { renderApp } from '../../../test/render-app.tsx';
import { WallScreen } from './WallScreen.tsx';

const server = setupServer();
// The screen also tries to listen, and shows what it fetched as long as it cannot.
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterEach(() => {
  server.resetHandlers();
  window.location.hash = '';
});
afterAll(() => server.close());

const MINUTE_MS = 60_000;
const channel = (name: string) => ({ id: name, name, network: 'mastodon' });

/** As the server sees it, whatever the clock of the screen says. */
function aReport(now: number, part: Partial<WallReport> = {}): WallReport {
  return {
    at: new Date(now).toISOString(),
    organisation: 'Brückenfunk hilft',
    locale: 'de',
    timeZone: 'Europe/Berlin',
    teamName: null,
    today: {
      isTooSmall: false,
      goalPercent: 90,
      dueCount: 655,
      onTimeCount: 612,
      answeredCount: 480,
      medianSeconds: 252,
      p90Seconds: 820,
    },
    openCount: 124,
    newCount: 37,
    overCount: 0,
    soonCount: 6,
    waitingCount: 59,
    dueNext: [
      {
        id: 'c-1',
        contactName: 'Ronny K.',
        teamName: 'Festnetz',
        channel: channel('X'),
        dueAt: new Date(now + 3.5 * MINUTE_MS).toISOString(),
        startedAt: new Date(now - 30 * MINUTE_MS).toISOString(),
        person: null,
      },
    ],
    quarterCount: 4,
    people: [],
    presentCount: 0,
    peopleCount: 0,
    rushCount: null,
    troubles: [],
    ...part,
  };
}

async function show(report: Partial<WallReport> = {}, serverNow = Date.now()): Promise<void> {
  server.use(
    http.get('*/api/wall', () =>
      HttpResponse.json(aReport(serverNow, report), {
        headers: { date: new Date(serverNow).toUTCString() },
      }),
    ),
  );
  window.location.hash = '#vvd_token';
  await renderApp(<WallScreen />);
}

describe('a screen on a wall', () => {
  it('tells time by the server’s clock: its own may be hours off', async () => {
    const serverNow = Date.parse('2026-11-20T13:17:30Z');
    await show({}, serverNow);
    expect(await screen.findByText('3 Min')).toBeInTheDocument();
    expect(screen.getByText('14:17')).toBeInTheDocument();
  });

  it('says at once that it is lost, also when its own clock is behind', async () => {
    await show({}, Date.now() + 60 * MINUTE_MS);
    await screen.findByText('Jetzt offen');
    server.use(http.get('*/api/wall', () => HttpResponse.error()));
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByText(/^Keine Verbindung, Stand/u)).toBeInTheDocument();
    expect(screen.getByText('124')).toBeInTheDocument();
  });

  it('counts all channels that do not work', async () => {
    const since = new Date().toISOString();
    const troubles = ['X', 'Facebook', 'Bluesky'].map((name) => ({
      channel: channel(name),
      state: 'reconnect' as const,
      since,
    }));
    await show({ troubles });
    expect(await screen.findByText('Kanäle gestört: X und 2 weitere')).toBeInTheDocument();
  });

  it('has words for a day without answers, and for one of too few people', async () => {
    const none = { goalPercent: 90, dueCount: 0, onTimeCount: 0, answeredCount: 0 };
    const noTimes = { medianSeconds: null, p90Seconds: null };
    await show({ today: { isTooSmall: false, ...none, ...noTimes } });
    expect(await screen.findByText('Heute gab es noch keine erste Antwort.')).toBeInTheDocument();
    expect(screen.getByText('Heute war noch nichts fällig.')).toBeInTheDocument();
    server.use(
      http.get('*/api/wall', () =>
        HttpResponse.json(aReport(Date.now(), { today: { isTooSmall: true, ...none, ...noTimes } })),
      ),
    );
    window.dispatchEvent(new Event('online'));
    expect(await screen.findAllByText('Zu wenige Menschen, um das zu zeigen.')).toHaveLength(2);
  });

  it('counts no night that nobody works through', async () => {
    const now = Date.now();
    const [due] = aReport(now).dueNext;
    const opens = new Date(now + 600 * MINUTE_MS).toISOString();
    const work = {
      minutes: 12,
      targetMinutes: 60,
      asOf: new Date(now).toISOString(),
      open: [[opens, new Date(now + 1000 * MINUTE_MS).toISOString()]] as [string, string][],
    };
    await show({
      dueNext: due ? [{ ...due, dueAt: new Date(now + 612 * MINUTE_MS).toISOString(), work }] : [],
    });
    expect(await screen.findByText('12 Min')).toBeInTheDocument();
  });

  it('tells hours as hours', async () => {
    const report = aReport(Date.now());
    await show({ today: { ...report.today, medianSeconds: 3_000, p90Seconds: 7_500 } });
    expect(await screen.findByText('2:05 Std')).toBeInTheDocument();
    expect(screen.getByText('Hälfte unter 50:00')).toBeInTheDocument();
  });

  it('goes dark when its link was taken back', async () => {
    server.use(http.get('*/api/wall', () => new HttpResponse(null, { status: 401 })));
    window.location.hash = '#vvd_token';
    await renderApp(<WallScreen />);
    expect(await screen.findByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeInTheDocument();
  });
});
