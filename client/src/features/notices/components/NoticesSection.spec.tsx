import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeSettings } from '@visavis/shared/api/notices';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { NoticesSection } from './NoticesSection.tsx';

let stored: NoticeSettings;
const server = setupServer(
  http.get('*/api/me/notice-settings', () => HttpResponse.json(stored)),
  http.put('*/api/me/notice-settings', async ({ request }) => {
    stored = (await request.json()) as NoticeSettings;
    return HttpResponse.json(stored);
  }),
  ...apiHandlers(),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  stored = defaultNoticeSettings;
});
afterEach(() => {
  server.resetHandlers();
  giveBrowser(undefined);
});
afterAll(() => server.close());

/** The browser's notifications: what it answers, and what it showed. */
function giveBrowser(
  permission: NotificationPermission | undefined,
  answer: NotificationPermission = 'granted',
) {
  const shown: { title: string; body: string | undefined }[] = [];
  if (permission === undefined) {
    Reflect.deleteProperty(window, 'Notification');
    return shown;
  }
  class FakeNotification extends EventTarget {
    static permission = permission;
    static requestPermission(): Promise<NotificationPermission> {
      FakeNotification.permission = answer;
      return Promise.resolve(answer);
    }
    constructor(title: string, options?: NotificationOptions) {
      super();
      shown.push({ title, body: options?.body });
    }
    close(): void {}
  }
  Object.defineProperty(window, 'Notification', { configurable: true, value: FakeNotification });
  return shown;
}

describe('the settings of notices', () => {
  it('switch each kind and way by itself, at once', async () => {
    await renderApp(<NoticesSection />);
    const box = await screen.findByRole('checkbox', { name: 'Jemand erwähnt dich: E-Mail' });
    expect(box).toBeChecked();
    await userEvent.click(box);
    expect(box).not.toBeChecked();
    await waitFor(() => expect(stored.ways.mentioned).toEqual({ inApp: true, browser: true, mail: false }));
    expect({ ...stored.ways, mentioned: null }).toEqual({ ...defaultNoticeSettings.ways, mentioned: null });
  });

  it('take back what the server refuses, and say so', async () => {
    server.use(http.put('*/api/me/notice-settings', () => refusal(503, 'unavailable')));
    await renderApp(<NoticesSection />);
    const box = await screen.findByRole('checkbox', { name: 'Jemand erwähnt dich: Hier' });
    await userEvent.click(box);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    await waitFor(() => expect(box).toBeChecked());
  });

  it('set the time until an e-mail and quiet hours, which have to end another time than they begin', async () => {
    await renderApp(<NoticesSection />);
    const save = await screen.findByRole('button', { name: 'Speichern' });
    expect(save).toBeDisabled();
    await userEvent.selectOptions(screen.getByLabelText(/E-Mail, wenn niemand/), '2 Stunden');
    await userEvent.click(screen.getByRole('checkbox', { name: /Ruhezeit/ }));
    const [from, to] = [screen.getByLabelText('Von'), screen.getByLabelText('Bis')];
    await userEvent.clear(to);
    await userEvent.type(to, '20:00');
    expect(save).toBeDisabled();
    await userEvent.clear(to);
    await userEvent.type(to, '06:30');
    expect(from).toHaveValue('20:00');
    await userEvent.click(save);
    await waitFor(() =>
      expect(stored).toMatchObject({ mailAfterMinutes: 120, quiet: { from: '20:00', to: '06:30' } }),
    );
    expect(await screen.findByText('Gespeichert')).toBeInTheDocument();
  });

  it('say nothing of customers outside the app unless that is switched on', async () => {
    await renderApp(<NoticesSection />);
    const box = await screen.findByRole('checkbox', { name: /Namen und Texte zeigen/ });
    expect(box).not.toBeChecked();
    await userEvent.click(box);
    await waitFor(() => expect(stored.showsTexts).toBe(true));
  });
});

describe('the permission of the browser', () => {
  it('is asked for by a click, and tried with one more', async () => {
    const shown = giveBrowser('default');
    await renderApp(<NoticesSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'Hinweise erlauben' }));
    expect(await screen.findByText('Erlaubt')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Probe zeigen' }));
    expect(shown).toEqual([
      { title: 'So sieht ein Hinweis aus', body: 'Ein Klick führt zurück zu Visavis.' },
    ]);
  });

  it('that is refused is explained, and not asked for again', async () => {
    giveBrowser('default', 'denied');
    await renderApp(<NoticesSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'Hinweise erlauben' }));
    expect(await screen.findByText(/lässt keine Hinweise von Visavis zu/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Hinweise erlauben|Probe/ })).not.toBeInTheDocument();
  });

  it('is not offered where there is nothing to allow', async () => {
    await renderApp(<NoticesSection />);
    expect(await screen.findByText('Dieser Browser kennt keine Hinweise.')).toBeInTheDocument();
  });
});
