import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { scrollsSideways } from '../pages/scrolls-sideways.ts';

const numberIn = (text: string | null) => Number(/\d+/u.exec(text ?? '')?.[0] ?? 0);

test('the live page counts a late post at once, and leads to the team that has it', async ({
  signIn,
  source,
}) => {
  const sabine = await signIn('sabine');
  const page = await sabine.newPage();
  await page.goto('/live');
  const team = page.getByRole('row').filter({ hasText: 'Festnetz & Internet' });
  const waiting = team.getByRole('cell').nth(2);
  const late = team.getByRole('cell').nth(6);
  await expect(waiting).toHaveText(/\d/u);
  const before = { waiting: numberIn(await waiting.textContent()), late: numberIn(await late.textContent()) };

  await source.send({
    externalId: 'late-1',
    text: 'Seit drei Stunden kein Netz, und keiner meldet sich.',
    postedAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
  });
  await expect(waiting).toHaveText(String(before.waiting + 1));
  // Something else in the demonstration may come to be late in the same moment.
  await expect.poll(async () => numberIn(await late.textContent())).toBeGreaterThan(before.late);

  await team.getByRole('link').click();
  await expect(page).toHaveURL(/\/inbox\/all\?.*sort=due/u);
  await expect(page.locator('a[data-conversation]').filter({ hasText: source.customer })).toBeVisible();
});

test('who leads no team sees no figures', async ({ signIn }) => {
  const jana = await signIn('jana');
  const page = await jana.newPage();
  await page.goto('/live');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('every figure opens its formula and the conversations behind it, by the keyboard alone', async ({
  signIn,
  source,
}) => {
  const sabine = await signIn('sabine');
  const page = await sabine.newPage();
  await source.send({ externalId: 'behind-1', text: 'Wie lange dauert das noch?' });
  await page.goto('/live');
  const team = page.getByRole('row').filter({ hasText: 'Festnetz & Internet' });
  await team.getByRole('cell').nth(2).getByRole('button').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: source.customer })).toBeVisible();
  await expectAccessible(page, 'behind a figure');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const chart = page.getByRole('slider', { name: 'Rückstand nach Status' });
  const now = await chart.getAttribute('aria-valuetext');
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(chart).not.toHaveAttribute('aria-valuetext', now ?? '');
  await page.getByRole('button', { name: 'Rückstand nach Status als Tabelle' }).click();
  await expect(page.getByRole('table', { name: 'Rückstand nach Status' })).toBeVisible();
  await expectAccessible(page, 'the live page with a table');
});

test('the team chosen on the live page stays in its address', async ({ signIn }) => {
  const sabine = await signIn('sabine');
  const page = await sabine.newPage();
  await page.goto('/live');
  const team = page.getByRole('combobox', { name: 'Team' });
  await team.selectOption({ label: 'Rechnung & Vertrag' });
  await expect(page).toHaveURL(/\/live\?team=/u);
  await page.reload();
  await expect(team.locator('option:checked')).toHaveText('Rechnung & Vertrag');
  await expect(page.getByRole('row').filter({ hasText: 'Festnetz & Internet' })).toHaveCount(0);
  await page.goBack();
  await expect(team.locator('option:checked')).toHaveText('Meine Teams');
});

test('the live page fits a phone', async ({ signIn }) => {
  const sabine = await signIn('sabine');
  const page = await sabine.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/live');
  await expect(page.getByRole('slider', { name: 'Rückstand nach Kanal' })).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
});
