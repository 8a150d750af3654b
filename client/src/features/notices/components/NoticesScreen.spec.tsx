import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MarkNoticesSeenRequest, NoticeItem } from '@visavis/shared/api/notices';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { noticesPushes } from '../notices.pushes.ts';
import { NoticesScreen } from './NoticesScreen.tsx';
import { NoticeTeller } from './NoticeTeller.tsx';

const mehmet = { id: 'a-mehmet', name: 'Mehmet Yıldız', avatarUrl: '/faces/a-mehmet/1/64.webp' };
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const notice = (id: string, given: Partial<NoticeItem> = {}): NoticeItem => ({
  id,
  kind: 'mentioned',
  count: 1,
  conversation: {
    id: `c-${id}`,
    contactName: 'Svenja Albers',
    contactAvatarUrl: null,
    excerpt: 'Seit gestern kein Netz.',
  },
  channel: null,
  team: null,
  actor: mehmet,
  text: 'Kennst du den Router?',
  at: minutesAgo(0),
  seenAt: null,
  ways: { inApp: true, browser: true },
  ...given,
});

let stored: NoticeItem[] = [];
let asked: MarkNoticesSeenRequest[] = [];
const count = () => ({ unseen: stored.filter(({ seenAt }) => seenAt === null).length, unseenMentions: 0 });
const server = setupServer(
  http.get('*/api/notices', ({ request }) => {
    const cursor = new URL(request.url).searchParams.get('cursor');
    return HttpResponse.json(
      cursor === null
        ? { items: stored.slice(0, 2), nextCursor: stored.length > 2 ? 'next' : null }
        : { items: stored.slice(2), nextCursor: null },
    );
  }),
  http.get('*/api/notices/count', () => HttpResponse.json(count())),
  http.post('*/api/notices/seen', async ({ request }) => {
    const body = (await request.json()) as MarkNoticesSeenRequest;
    asked.push(body);
    stored = stored.map((one) =>
      body.ids?.includes(one.id) === false ? one : { ...one, seenAt: minutesAgo(0) },
    );
    return HttpResponse.json(count());
  }),
  ...apiHandlers(),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  stored = [];
  asked = [];
});
afterAll(() => server.close());

describe('the page of notices', () => {
  it('says by day who did what and where, with the note, and which are new', async () => {
    stored = [
      notice('n1'),
      notice('n2', {
        kind: 'customerBack',
        actor: null,
        text: '',
        at: minutesAgo(60 * 24 * 40),
        seenAt: minutesAgo(5),
      }),
    ];
    await renderApp(<NoticesScreen />);
    const today = await screen.findByRole('region', { name: 'Heute' });
    const link = within(today).getByRole('link', { name: /Mehmet hat dich bei Svenja Albers erwähnt/ });
    expect(link).toHaveTextContent(/Kennst du den Router\?.*neu/);
    expect(link).toHaveAttribute('href', '/inbox/all?c=c-n1');
    const earlier = screen.getByRole('link', { name: /Svenja Albers ist zurück/ });
    expect(earlier).toHaveTextContent('Seit gestern kein Netz.');
    expect(earlier).not.toHaveTextContent('neu');
    expect(await screen.findByText('1 neuer Hinweis')).toBeInTheDocument();
  });

  it('marks what is opened, or all, as seen', async () => {
    stored = [notice('n1'), notice('n2')];
    await renderApp(<NoticesScreen />);
    const [first] = await screen.findAllByRole('link', { name: /erwähnt/ });
    await userEvent.click(first!);
    await waitFor(() => expect(asked).toEqual([{ ids: ['n1'] }]));
    await userEvent.click(screen.getByRole('button', { name: 'Alle gesehen' }));
    await waitFor(() => expect(asked).toEqual([{ ids: ['n1'] }, {}]));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Alle gesehen' })).toBeDisabled());
    for (const link of screen.getAllByRole('link', { name: /erwähnt/ }))
      expect(link).not.toHaveTextContent('neu');
  });

  it('shows older ones when asked', async () => {
    stored = ['n1', 'n2', 'n3'].map((id) => notice(id));
    await renderApp(<NoticesScreen />);
    await userEvent.click(await screen.findByRole('button', { name: 'Ältere zeigen' }));
    await waitFor(() => expect(screen.getAllByRole('link', { name: /erwähnt/ })).toHaveLength(3));
    expect(screen.queryByRole('button', { name: 'Ältere zeigen' })).not.toBeInTheDocument();
  });

  it('says that there is nothing, and what would be', async () => {
    await renderApp(<NoticesScreen />);
    expect(await screen.findByRole('heading', { name: 'Nichts Neues' })).toBeInTheDocument();
  });

  it('says that it could not be loaded, and loads again when asked', async () => {
    server.use(http.get('*/api/notices', () => refusal(503, 'unavailable'), { once: true }));
    await renderApp(<NoticesScreen />);
    await userEvent.click(await screen.findByRole('button', { name: 'Erneut versuchen' }));
    expect(await screen.findByRole('heading', { name: 'Nichts Neues' })).toBeInTheDocument();
  });

  it('shows what has just come', async () => {
    const { queryClient } = await renderApp(<NoticesScreen />);
    await screen.findByRole('heading', { name: 'Nichts Neues' });
    stored = [notice('n1')];
    act(() => noticesPushes['notices.changed']({ count: count(), newest: stored[0]! }, queryClient));
    expect(await screen.findByRole('link', { name: /erwähnt/ })).toBeInTheDocument();
  });
});

describe('what comes while somebody works on something else', () => {
  /** Waits until it is known how many notices there are: only what comes from then on is told. */
  const tell = async (openId: string | null = null) => {
    server.use(http.get('*/api/me/notice-settings', () => HttpResponse.json(defaultNoticeSettings)));
    const app = await renderApp(<NoticeTeller openId={openId} />, { path: '/inbox/mine' });
    await waitFor(() => expect(app.queryClient.getQueryData(['notices', 'count'])).toBeDefined());
    return app;
  };
  const arrive = (queryClient: Parameters<(typeof noticesPushes)['notices.changed']>[1], one: NoticeItem) => {
    stored = [one, ...stored];
    act(() => noticesPushes['notices.changed']({ count: count(), newest: one }, queryClient));
  };

  it('and asks for them stands in the corner, and leads there', async () => {
    const { queryClient, router } = await tell();
    arrive(queryClient, notice('n1', { kind: 'askedForHelp' }));
    expect(await screen.findByText('Mehmet bittet dich bei Svenja Albers um Hilfe')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Öffnen' }));
    await waitFor(() => expect(router.state.location.href).toBe('/inbox/all?c=c-n1'));
    expect(document.title).toMatch(/^\(1\) /);
  });

  it('leads to the channels where one of them is in trouble', async () => {
    const { queryClient, router } = await tell();
    const about = { conversation: null, channel: { id: 'ch1', name: 'Mastodon' }, actor: null, text: '' };
    arrive(queryClient, notice('n1', { kind: 'channelDown', ...about }));
    expect(await screen.findByText('Der Kanal „Mastodon“ ist gestört')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Öffnen' }));
    await waitFor(() => expect(router.state.location.href).toBe('/settings/channels'));
  });

  it('leads to what is due where several are late at once', async () => {
    const { queryClient, router } = await tell();
    arrive(queryClient, notice('n1', { kind: 'slaBreach', count: 7, actor: null, text: '' }));
    expect(await screen.findByText('Zu spät: 7 Gespräche')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Öffnen' }));
    await waitFor(() => expect(router.state.location.href).toBe('/inbox/due'));
  });

  it('leads an administrator to the reports where somebody asks to see figures of people', async () => {
    const { queryClient, router } = await tell();
    const about = { conversation: null, team: { id: 't1', name: 'Festnetz' }, text: 'Beschwerde vom 18.' };
    arrive(queryClient, notice('n1', { kind: 'unlockAsked', ...about }));
    expect(
      await screen.findByText('Mehmet bittet um Einsicht in Zahlen einzelner Menschen im Team Festnetz'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Öffnen' }));
    await waitFor(() => expect(router.state.location.href).toBe('/reports'));
  });

  it('comes by the ways that what told it wants, though its reader wants them all', async () => {
    const shown: string[] = [];
    class FakeNotification extends EventTarget {
      static permission = 'granted';
      constructor(_title: string, { tag }: { tag: string }) {
        super();
        shown.push(tag);
      }
    }
    const before = Object.getOwnPropertyDescriptor(window, 'Notification');
    Object.defineProperty(window, 'Notification', { value: FakeNotification, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    try {
      const { queryClient } = await tell();
      const breach = { kind: 'slaBreach' as const, actor: null, text: '' };
      arrive(queryClient, notice('app', { ...breach, ways: { inApp: true, browser: false } }));
      expect(await screen.findByText('Zu spät: Svenja Albers')).toBeInTheDocument();
      await userEvent.click(screen.getByRole('button', { name: 'Öffnen' }));
      await waitFor(() => expect(screen.queryByText('Zu spät: Svenja Albers')).not.toBeInTheDocument());
      arrive(queryClient, notice('browser', { ...breach, ways: { inApp: false, browser: true } }));
      // The one before would have been shown before.
      await waitFor(() => expect(shown).toEqual(['visavis-browser']));
      expect(screen.queryByText('Zu spät: Svenja Albers')).not.toBeInTheDocument();
    } finally {
      if (before === undefined) Reflect.deleteProperty(window, 'Notification');
      else Object.defineProperty(window, 'Notification', before);
      Reflect.deleteProperty(document, 'visibilityState');
    }
  });

  it('is said politely with its number, and does not stand in the corner when it can wait', async () => {
    const { queryClient } = await tell();
    arrive(queryClient, notice('n1'));
    expect(await screen.findByText('1 neuer Hinweis')).toHaveAttribute('role', 'status');
    expect(screen.queryByRole('button', { name: 'Öffnen' })).not.toBeInTheDocument();
  });

  it('is not told again where it is in front of them', async () => {
    const { queryClient } = await tell('c-n1');
    arrive(queryClient, notice('n1', { kind: 'handOver' }));
    expect(await screen.findByText('1 neuer Hinweis')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Öffnen' })).not.toBeInTheDocument();
  });
});
