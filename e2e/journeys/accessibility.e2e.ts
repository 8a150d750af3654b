import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { InboxPage } from '../pages/inbox-page.ts';

const sections = [
  ['profile', 'Profil'],
  ['sessions', 'Sitzungen'],
  ['tokens', 'API-Tokens'],
  ['people', 'Menschen'],
  ['teams', 'Teams'],
  ['channels', 'Kanäle'],
  ['calendars', 'Kalender'],
  ['policies', 'SLA-Vorgaben'],
  ['organisation', 'Organisation'],
] as const;

test('the pages that need no login can be used by everybody', async ({ page }) => {
  const pages = [
    ['/login', 'Visavis'],
    ['/reset/an-old-link', 'Visavis'],
    ['/playground?as=svenja_albers&lang=de', 'Beiträge'],
    ['/c/0000000000000?lang=de', 'Diesen Code kennen wir nicht.'],
    ['/c?lang=en', ''],
  ] as const;
  for (const [path, title] of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    await expectAccessible(page, path);
  }
});

test('the inbox, an opened conversation, the palette and the keys can be used by everybody', async ({
  signIn,
  source,
}) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  await source.send({
    externalId: 'a11y-1',
    text: 'Bonjour, ma facture est-elle partie ?',
    language: 'fr',
    rating: 2,
  });
  await inbox.open();
  await expect(inbox.row(source.customer).first()).toBeVisible();
  await expectAccessible(inbox.page, 'the list');

  await inbox.openConversation(source.customer);
  await inbox.write('Bonjour Frieda, Kundennummer 4471 9038 21.');
  await expectAccessible(inbox.page, 'a conversation with a draft');
  await inbox.page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(inbox.page, 'a conversation on a phone');
  await inbox.page.setViewportSize({ width: 1440, height: 900 });

  await inbox.page.keyboard.press('Control+k');
  await expect(inbox.page.getByRole('combobox', { name: 'Suchen oder springen' })).toBeFocused();
  await expectAccessible(inbox.page, 'the palette');
});

test('the settings can be used by everybody', async ({ signIn }) => {
  test.slow();
  const admin = await signIn('admin');
  const page = await admin.newPage();
  for (const [path, title] of sections) {
    await page.goto(`/settings/${path}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.locator('main').locator('section, form').first()).toBeVisible();
    await expectAccessible(page, path);
  }
});

test('the live page and a form in a dialog can be used by everybody', async ({ signIn }) => {
  const sabine = await signIn('sabine');
  const live = await sabine.newPage();
  await live.goto('/live');
  await expect(live.getByRole('table', { name: 'Nach Team' })).toBeVisible();
  await expectAccessible(live, 'the live page');

  const admin = await signIn('admin');
  const page = await admin.newPage();
  await page.goto('/settings/channels');
  await page.getByRole('button', { name: 'Kanal verbinden' }).click();
  await page.getByRole('button', { name: /^Mastodon/u }).click();
  await expect(page.getByLabel('Adresse der Instanz')).toBeVisible();
  await expectAccessible(page, 'connecting a channel');
});
