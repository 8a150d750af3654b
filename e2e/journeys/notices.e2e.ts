import type { APIRequestContext, BrowserContext, Page } from '@playwright/test';
import type { Me } from '@visavis/shared/api/session';
import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { Page as ListPage } from '@visavis/shared/api/page';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { InboxPage } from '../pages/inbox-page.ts';

declare global {
  interface Window {
    /** Titles of the notifications that a tab made. */
    shownNotices: string[];
  }
}

test.describe('notices', () => {
  let jana: BrowserContext;
  let mehmet: BrowserContext;
  let mehmetId: string;
  let conversationId: string;
  let origin: string;

  test.beforeEach(async ({ signIn, source, baseURL }) => {
    origin = baseURL ?? '';
    [jana, mehmet] = await Promise.all([signIn('jana'), signIn('mehmet')]);
    mehmetId = ((await (await mehmet.request.get('/api/me')).json()) as Me).id;
    // Placement gives him nothing meanwhile, whose notice would come between those of the journey.
    await set('busy');
    await source.send({ externalId: 'notice-1', text: 'Mein Router startet jede Stunde neu.' });
    conversationId = await conversationOf(jana.request, source.customer);
    await post(jana.request, `/api/conversations/${conversationId}/read`, {});
    await post(mehmet.request, '/api/notices/seen', {});
  });
  test.afterEach(() => set('available'));

  async function set(availability: 'available' | 'busy'): Promise<void> {
    const answer = await mehmet.request.put('/api/me/availability', {
      headers: { origin },
      data: { availability },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  async function post(request: APIRequestContext, path: string, data: object): Promise<void> {
    const answer = await request.post(path, { headers: { origin }, data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  }

  async function note(text: string, given: { asks?: string[] } = {}): Promise<void> {
    const data = { text, mentions: [mehmetId], ...given };
    await post(jana.request, `/api/conversations/${conversationId}/notes`, data);
  }

  async function open(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(path);
    await expect(page.getByRole('navigation').first()).toBeVisible();
    return page;
  }

  test('a mention comes without a reload, leads to its conversation, and is then seen in every tab', async () => {
    const inbox = await open(mehmet, '/inbox/all');
    const list = await open(mehmet, '/notices');
    await note('Mehmet, kennst du diesen Router?');
    const ofMention = (page: Page) =>
      page.getByRole('link', { name: /Jana hat dich bei .* erwähnt.*Mehmet, kennst du diesen Router\?/u });

    await test.step('in the rail, in the title and in the list', async () => {
      await expect(inbox.getByRole('link', { name: /^Hinweise [1-9]/u })).toBeVisible();
      await expect(inbox).toHaveTitle(/^\([1-9]/u);
      await expect(ofMention(list)).toContainText('neu');
      await expectAccessible(list, 'notices');
    });
    await test.step('a click opens what it is about', async () => {
      await inbox.getByRole('link', { name: /^Hinweise [1-9]/u }).click();
      await ofMention(inbox).click();
      const opened = new InboxPage(inbox);
      await expect(opened.thread().getByText('kennst du diesen Router?')).toBeVisible();
      expect(opened.conversationId()).toBe(conversationId);
    });
    await test.step('and everywhere it is seen', async () => {
      await expect(ofMention(list)).not.toContainText('neu');
      await expect(inbox.getByRole('link', { name: 'Hinweise', exact: true })).toBeVisible();
      await expect(inbox).not.toHaveTitle(/^\(/u);
    });
  });

  test('a question is told in the corner while one works, and a kind that is switched off is not told', async () => {
    const settings = await open(mehmet, '/settings/notices');
    const box = (way: string) => settings.getByRole('checkbox', { name: `Jemand erwähnt dich: ${way}` });
    await expectAccessible(settings, 'settings of notices');
    try {
      for (const way of ['Hier', 'Browser', 'E-Mail']) {
        const saved = settings.waitForResponse((answer) => answer.request().method() === 'PUT');
        await box(way).click();
        await saved;
      }
      await settings.reload();
      await expect(box('Hier')).not.toBeChecked();
      await note('Davon will Mehmet nichts hören.');
      await note('Kannst du bitte helfen?', { asks: [mehmetId] });
      await expect(settings.getByText(/^Jana bittet dich bei .* um Hilfe$/u)).toBeVisible();
      // In a row: a sequence has a second.
      await Promise.all([settings.keyboard.press('g'), settings.keyboard.press('h')]);
      await expect(settings.getByRole('link', { name: /Kannst du bitte helfen/u })).toBeVisible();
      await expect(settings.getByRole('link', { name: /nichts hören/u })).toHaveCount(0);
      await settings.getByRole('button', { name: 'Alle gesehen' }).click();
      await expect(settings.getByRole('button', { name: 'Alle gesehen' })).toBeDisabled();
    } finally {
      const ways = await settings.evaluate(async () => (await fetch('/api/me/notice-settings')).json());
      const mentioned = { inApp: true, browser: true, mail: true };
      const data = { ...ways, ways: { ...ways.ways, mentioned } };
      await mehmet.request.put('/api/me/notice-settings', { headers: { origin }, data });
    }
  });

  test('of two tabs that nobody sees one shows a notification, which says nothing of the customer', async ({
    source,
  }) => {
    await mehmet.grantPermissions(['notifications']);
    await mehmet.addInitScript(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
      window.shownNotices = [];
      class Recorded extends EventTarget {
        static permission = 'granted';
        constructor(title: string, options?: NotificationOptions) {
          super();
          window.shownNotices.push(`${title} ${options?.body}`);
        }
        close(): void {}
      }
      Object.defineProperty(window, 'Notification', { value: Recorded });
    });
    const tabs = [await open(mehmet, '/inbox/mine'), await open(mehmet, '/notices')];
    await note('Bitte einmal ansehen.');
    const shown = async () =>
      (await Promise.all(tabs.map((tab) => tab.evaluate(() => window.shownNotices)))).flat();
    await expect.poll(shown).toEqual(['Jana hat dich erwähnt Zum Lesen öffnen']);
    expect((await shown()).join()).not.toContain(source.customer);
  });

  test('on a phone they have a tab of their own', async () => {
    const page = await open(mehmet, '/inbox/all');
    await page.setViewportSize({ width: 390, height: 844 });
    await note('Auch unterwegs.');
    const tab = page
      .getByRole('navigation', { name: 'Bereiche' })
      .getByRole('link', { name: /^Hinweise ?[1-9]/u });
    await tab.click();
    await expect(page.getByRole('link', { name: /Auch unterwegs/u })).toBeVisible();
    await expectAccessible(page, 'notices on a phone');
  });
});

/** The conversation of a customer who has just written. */
async function conversationOf(request: APIRequestContext, customer: string): Promise<string> {
  const found = async (): Promise<string> => {
    const answer = await request.get('/api/conversations', { params: { view: 'all', limit: 50 } });
    const { items } = (await answer.json()) as ListPage<ConversationItem>;
    return items.find(({ contact }) => contact.name === customer)?.id ?? '';
  };
  await expect.poll(found).not.toBe('');
  return found();
}
