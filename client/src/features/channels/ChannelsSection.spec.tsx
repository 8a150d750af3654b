import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChannelItem } from '@visavis/shared/api/channels';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { channels, me } from '../../../test/sample-data.ts';
import { channelsPushes } from './channels.pushes.ts';
import { ChannelsSection } from './ChannelsSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const admin = { ...me, role: 'admin' as const };

describe('the channels', () => {
  it('say how they are and what to do', async () => {
    await renderApp(<ChannelsSection />, { as: admin });
    const row = (await screen.findByText('neu verbinden')).closest('tr')!;
    expect(row).toHaveTextContent('Die Zugangsdaten gelten nicht mehr. Verbinde den Kanal neu.');
    expect(screen.getByText('Bluesky: neu verbinden.')).toBeInTheDocument();
    expect(await screen.findByText(/^212 von 300 frei/)).toBeInTheDocument();
  });

  it('change on screen when the server says so', async () => {
    const { queryClient } = await renderApp(<ChannelsSection />, { as: admin });
    await screen.findByText('neu verbinden');
    const well: ChannelItem = { ...channels[1]!, health: { ...channels[0]!.health } };
    act(() => channelsPushes['channel.changed']({ channel: well }, queryClient));
    await waitFor(() => expect(screen.queryByText('neu verbinden')).not.toBeInTheDocument());
  });

  it('are connected with a form that the manifest draws, with its faults beside its fields', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('*/api/channels', async ({ request }) => {
        sent.push(await request.json());
        return refusal(422, 'invalid', {
          fields: [{ field: 'settings.accessToken', message: 'The token has expired.' }],
          checks: [{ name: 'accessToken', ok: false, detail: 'The token has expired.' }],
        });
      }),
    );
    await renderApp(<ChannelsSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Kanal verbinden' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('button', { name: /^Mastodon/ }));
    await userEvent.type(within(dialog).getByLabelText('Adresse der Instanz'), 'https://norden.example');
    const token = within(dialog).getByLabelText('Zugriffstoken');
    expect(token).toHaveAttribute('type', 'password');
    await userEvent.type(token, 'geheim');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Verbinden' }));
    await waitFor(() => expect(token).toHaveAttribute('aria-invalid', 'true'));
    expect(token).toHaveAccessibleDescription(/Diese Angabe passt nicht/);
    expect(within(dialog).getByText('The token has expired.').closest('li')).toHaveTextContent(
      /^Zugriffstoken/,
    );
    expect(sent).toEqual([
      {
        network: 'mastodon',
        name: 'Mastodon',
        settings: { instance: 'https://norden.example', accessToken: 'geheim' },
      },
    ]);
  });

  it('show address and secret once after a webhook is connected', async () => {
    server.use(
      http.post('*/api/channels', () =>
        HttpResponse.json(
          { ...channels[0]!, name: 'Webhook', hookUrl: 'https://care.example/api/hooks/1', secret: 's3cret' },
          { status: 201 },
        ),
      ),
    );
    await renderApp(<ChannelsSection />, { as: admin });
    await userEvent.click(await screen.findByRole('button', { name: 'Kanal verbinden' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Webhook/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Verbinden' }));
    expect(await screen.findByText('https://care.example/api/hooks/1')).toBeInTheDocument();
    expect(screen.getByText('s3cret')).toBeInTheDocument();
  });

  it('can be looked at but not changed by agents', async () => {
    await renderApp(<ChannelsSection />);
    await screen.findByText('neu verbinden');
    expect(screen.queryByRole('button', { name: 'Kanal verbinden' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Mehr/ })).not.toBeInTheDocument();
  });
});
