import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';

test('a screen on a wall needs no login, comes back by itself, and goes dark when its link is revoked', async ({
  signIn,
  source,
  browser,
  baseURL,
}) => {
  const sabine = await signIn('sabine');
  const settings = await sabine.newPage();
  await settings.goto('/settings/displays');
  await settings.getByRole('button', { name: 'Wandanzeige anlegen' }).click();
  const dialog = settings.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Foyer');
  await dialog.getByLabel('Team').selectOption({ label: 'Festnetz & Internet' });
  await dialog.getByRole('button', { name: 'Wandanzeige anlegen' }).click();
  const link = await dialog.getByLabel('Link der Wandanzeige').textContent();
  await dialog.getByRole('button', { name: 'Schließen' }).last().click();

  const screen = await browser.newContext({ baseURL, viewport: { width: 1920, height: 1080 } });
  const wall = await screen.newPage();
  await wall.goto(link ?? '');
  const open = wall.locator('section').filter({ hasText: 'Jetzt offen' }).locator('div');
  await expect(open).toHaveText(/\d/u);
  const count = async () => Number(/\d+/u.exec((await open.textContent()) ?? '')?.[0]);
  const before = await count();
  await expectAccessible(wall, 'the wall');
  const smallest = await wall.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll('main *')]
        .filter((node) =>
          [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim() !== ''),
        )
        // What is only read out has no size to be seen.
        .filter((node) => node.clientWidth !== 1)
        .map((node) => Number.parseFloat(getComputedStyle(node).fontSize)),
    ),
  );
  expect(smallest).toBeGreaterThanOrEqual(30);

  await source.send({ externalId: 'wall-1', text: 'Mein Anschluss ist tot.' });
  // Other tests write to the same team meanwhile.
  await expect.poll(count, { timeout: 5_000 }).toBeGreaterThan(before);

  await screen.setOffline(true);
  await expect(wall.getByText(/Keine Verbindung, Stand/u)).toBeVisible({ timeout: 20_000 });
  const stood = await count();
  await source.send({ externalId: 'wall-2', text: 'Bei mir auch.' });
  await screen.setOffline(false);
  await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(stood);
  await expect(wall.getByText(/Keine Verbindung, Stand/u)).toHaveCount(0);

  await settings.getByRole('button', { name: 'Wandanzeige Foyer zurücknehmen' }).click();
  await settings.getByRole('dialog').getByRole('button', { name: 'Zurücknehmen' }).click();
  await expect(wall.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible({
    timeout: 10_000,
  });
  await screen.close();
});
