import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inbox-page.ts';
import { scrollsSideways } from '../pages/scrolls-sideways.ts';

/** The screens scroll inside the window; where the window itself does, there is nothing but blank below. */
const scrollsPastItsEnd = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollHeight > document.documentElement.clientHeight);

test('on a phone list and conversation take turns', async ({ signIn, source }) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  const { page } = inbox;
  await page.setViewportSize({ width: 390, height: 844 });
  await source.send({ externalId: 'phone-1', text: 'Ich stehe vor der Tür, wo seid ihr?' });
  await page.goto('/inbox/all');
  const tabs = page.getByRole('navigation', { name: 'Bereiche' });
  await expect(tabs).toBeVisible();
  await inbox.openConversation(source.customer);
  await expect(tabs).toBeHidden();
  await expect(inbox.row(source.customer)).toBeHidden();
  await inbox.write('Hallo Frieda, in zehn Minuten bei dir.');
  await expect(page.getByRole('button', { name: 'Senden' })).toBeInViewport();
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: /Zurück/u }).click();
  await expect(inbox.row(source.customer).first()).toBeVisible();

  const views = page.getByRole('navigation', { name: 'Ansichten' });
  await views.getByRole('link', { name: 'Erledigt' }).click();
  await expect(page).toHaveURL(/status=closed/u);
  for (const target of await tabs.getByRole('link').all()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});

test('nothing is wider than a small phone', async ({ page, signIn }) => {
  const admin = await signIn('admin');
  const small = await admin.newPage();
  for (const each of [small, page]) await each.setViewportSize({ width: 320, height: 640 });
  const sections = [
    'profile',
    'notices',
    'people',
    'skills',
    'shifts',
    'rules',
    'channels',
    'calendars',
    'policies',
    'alerts',
    'organisation',
  ];
  for (const path of ['inbox/all', 'live', 'teams', ...sections.map((section) => `settings/${section}`)]) {
    await small.goto(`/${path}`);
    await expect(small.getByRole('heading', { level: 1 })).toBeVisible();
    await small.waitForLoadState('networkidle');
    expect(await scrollsSideways(small), path).toBe(false);
    expect(await scrollsPastItsEnd(small), path).toBe(false);
  }
  for (const path of ['login', 'playground', 'c/0000000000000']) {
    await page.goto(`/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await scrollsSideways(page), path).toBe(false);
  }
});
