import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AvailabilityState } from '@visavis/shared/api/schedule';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { counts, me } from '../../../../test/sample-data.ts';
import { inboxPushes } from '../inbox.pushes.ts';
import { Rail } from './Rail.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const show = (as = me) =>
  renderApp(
    <Rail
      current={{ view: 'all', search: { team: 't-fest' } }}
      onFind={() => {}}
      newNotices={3}
      onSettings={() => {}}
      onLive={() => {}}
      onKeys={() => {}}
      onSignOut={() => {}}
    />,
    { as },
  );

describe('the rail', () => {
  it('shows every view, team and channel with how much is in it, and where we are', async () => {
    await show();
    expect(await screen.findByRole('link', { name: 'Meine 14' })).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: 'Festnetz & Internet 54' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(screen.getByRole('link', { name: 'Mastodon 18' })).not.toHaveAttribute('aria-current');
  });

  it('leads to the reports, for one’s own figures too', async () => {
    await show();
    expect(await screen.findByRole('link', { name: 'Berichte' })).toHaveAttribute('href', '/reports');
    await userEvent.click(screen.getByRole('button', { name: 'Dein Menü' }));
    expect(await screen.findByRole('menuitem', { name: 'Berichte' })).toBeInTheDocument();
  });

  it('counts along when the server pushes', async () => {
    const { queryClient } = await show();
    await screen.findByRole('link', { name: 'Meine 14' });
    const next = { ...counts, views: { ...counts.views, mine: 15 } };
    act(() => inboxPushes['counts.changed']({ counts: next }, queryClient));
    expect(await screen.findByRole('link', { name: 'Meine 15' })).toBeInTheDocument();
  });

  it('shows who is on duty, by name', async () => {
    const { queryClient } = await show();
    const here = await screen.findByRole('region', { name: 'Jetzt da' });
    expect(here).toHaveTextContent('10 von 12');
    const change = {
      agentId: 'a-lena',
      isPresent: false,
      availability: 'off' as const,
      availabilityState: {
        availability: 'off' as const,
        since: '2026-11-20T13:00:00.000Z',
        reason: 'endOfShift' as const,
        returnsAt: null,
        setBy: 'shift' as const,
      },
      openCount: 3,
      load: 3,
      avatarUrl: '/faces/a-lena/1/64.webp',
    };
    act(() => inboxPushes['agent.changed'](change, queryClient));
    expect(
      await within(here).findByRole('img', { name: 'Lena Hofmann, Nicht im Dienst, Schicht zu Ende' }),
    ).toBeInTheDocument();
    expect(here).toHaveTextContent('9 von 12');
  });

  it('lets the agent say that they are away, why and until when, and take it back', async () => {
    await show();
    expect(await screen.findByText('Da · 6 frei')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Dein Menü' }));
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Weg …' }));
    const dialog = await screen.findByRole('dialog', { name: 'Weg sein' });
    await userEvent.selectOptions(within(dialog).getByLabelText('Grund'), 'Besprechung');
    await userEvent.click(within(dialog).getByRole('button', { name: '60 Min' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Weg sein' }));
    expect(await screen.findByText(/^Weg, Besprechung, zurück .*\d$/)).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: /Rückgängig/ }));
    expect(await screen.findByText('Da · 6 frei')).toBeInTheDocument();
  });

  it('says until when one is on shift, and counts room by weight', async () => {
    const now = Date.now();
    server.use(
      http.get('*/api/shifts', () =>
        HttpResponse.json({
          items: [
            {
              id: 'shift',
              agentId: me.id,
              teamId: 't-fest',
              startsAt: new Date(now - 3_600_000).toISOString(),
              endsAt: new Date(now + 3_600_000).toISOString(),
              note: '',
            },
          ],
          nextCursor: null,
        }),
      ),
    );
    const { queryClient } = await show();
    expect(await screen.findByText(/^Da bis \d\d:\d\d · 6 frei$/)).toBeInTheDocument();
    act(() =>
      inboxPushes['agent.changed'](
        {
          agentId: me.id,
          isPresent: true,
          availability: 'available',
          availabilityState: me.availabilityState,
          openCount: 14,
          load: 16.5,
          avatarUrl: me.avatarUrl,
        },
        queryClient,
      ),
    );
    expect(await screen.findByText(/^Da bis \d\d:\d\d · 3 frei$/)).toBeInTheDocument();
  });

  it('says what their schedule made of them, with a way back', async () => {
    const { queryClient } = await show();
    await screen.findByText('Da · 6 frei');
    const ended: AvailabilityState = {
      availability: 'off',
      since: '2026-11-20T13:00:00.000Z',
      reason: 'endOfShift',
      returnsAt: null,
      setBy: 'shift',
    };
    act(() =>
      inboxPushes['agent.changed'](
        {
          agentId: me.id,
          isPresent: true,
          availability: 'off',
          availabilityState: ended,
          openCount: 3,
          load: 3,
          avatarUrl: me.avatarUrl,
        },
        queryClient,
      ),
    );
    expect(
      await screen.findByText('Dein Plan hat dich umgestellt: Nicht im Dienst, Schicht zu Ende.'),
    ).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: /Rückgängig/ }));
    expect(await screen.findByText('Da · 6 frei')).toBeInTheDocument();
  });

  it('shows the live page to leads only', async () => {
    const { unmount } = await show();
    await screen.findByRole('link', { name: 'Meine 14' });
    expect(screen.queryByRole('link', { name: 'SLA live' })).not.toBeInTheDocument();
    unmount();
    await show({ ...me, role: 'lead' });
    expect(await screen.findByRole('link', { name: 'SLA live' })).toBeInTheDocument();
  });
});
