import type { Page, Response } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';

test('Mehmet goes away for a quarter of an hour, and his colleagues see why and until when', async ({
  signIn,
}) => {
  const mehmet = await (await signIn('mehmet')).newPage();
  const jana = await (await signIn('jana')).newPage();
  const people = await jana.context().newPage();
  await Promise.all([mehmet.goto('/inbox/all'), jana.goto('/inbox/all'), people.goto('/settings/people')]);
  const row = people.getByRole('row', { name: /Mehmet Aydın/u });
  await expect(row).toBeVisible();
  const face = jana.getByRole('region', { name: 'Jetzt da' }).getByRole('img', { name: /^Mehmet/u });
  await expect(face).toHaveAccessibleName('Mehmet Aydın, Da');

  await mehmet.getByRole('button', { name: 'Dein Menü' }).click();
  await mehmet.getByRole('menuitemradio', { name: 'Weg …' }).click();
  const dialog = mehmet.getByRole('dialog', { name: 'Weg sein' });
  await dialog.getByLabel('Grund').selectOption({ label: 'Besprechung' });
  await dialog.getByRole('button', { name: '15 Min' }).click();
  await expectAccessible(mehmet, 'the dialog for being away');
  await dialog.getByRole('button', { name: 'Weg sein' }).click();
  await expect(mehmet.getByText(/^Weg, Besprechung, zurück um \d\d:\d\d/u)).toBeVisible();

  // Whoever is away stands behind those who are here, so the list of people tells it for certain.
  await expect(row).toContainText(/Weg, Besprechung, zurück um \d\d:\d\d/u);

  await mehmet.getByRole('button', { name: /^Rückgängig/u }).click();
  await expect(row).not.toContainText('Besprechung');
  await expect(face).toHaveAccessibleName('Mehmet Aydın, Da');
});

test('Sabine plans a shift over midnight, changes it and takes it away', async ({ signIn }) => {
  const page = await (await signIn('sabine')).newPage();
  await page.goto('/settings/shifts');
  const plan = page.getByRole('table', { name: 'Schichtplan' });
  await expect(plan).toBeVisible();
  // The week after next is empty in the demonstration.
  for (const _ of [1, 2]) await page.getByRole('button', { name: 'Woche danach' }).click();
  await expect(plan.getByText(/\d\d:\d\d–\d\d:\d\d/u)).toHaveCount(0);

  await page.getByRole('button', { name: /^Schicht für Jana Krüger, Dienstag/u }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Von').fill('22:00');
  await dialog.getByLabel('Bis').fill('06:00');
  await expect(dialog.getByText('Endet am nächsten Tag.')).toBeVisible();
  await dialog.getByLabel('Notiz').fill('Nacht');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog).toBeHidden();
  const bar = plan.getByRole('button', { name: /^Jana Krüger, Dienstag.*: 22:00–06:00 Nacht$/u });
  await expect(bar).toBeVisible();
  await expect(plan.getByText('bis 06:00')).toBeVisible();

  await bar.click();
  await dialog.getByLabel('Bis').fill('23:00');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(plan.getByText('22:00–23:00')).toBeVisible();

  await page.getByRole('button', { name: /^Schicht für Jana Krüger, Dienstag/u }).press('Enter');
  await dialog.getByLabel('Von').fill('22:30');
  await dialog.getByLabel('Bis').fill('23:30');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Diese Person hat dann schon eine Schicht');
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();

  await plan.getByText('22:00–23:00').click();
  await dialog.getByRole('button', { name: 'Löschen' }).click();
  await expect(plan.getByText('22:00–23:00')).toHaveCount(0);
});

test('Sabine sets a skill by keyboard, and it is still there after a reload', async ({ signIn }) => {
  const page = await (await signIn('sabine')).newPage();
  const cell = (level: string) =>
    page.getByRole('button', { name: `Lena Hofmann, Glasfaser: ${level}`, exact: true });
  await page.goto('/settings/skills');
  await page.getByLabel('Person suchen').fill('Lena');
  const grid = page.getByRole('grid', { name: 'Fähigkeiten' });
  await expect(grid.getByRole('row')).toHaveCount(2);
  await grid.getByRole('button', { name: /^Lena Hofmann, App & Konto/u }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell('0 gar nicht')).toBeFocused();
  const isSaved = (answer: Response) =>
    answer.request().method() === 'PUT' && answer.url().endsWith('/skills') && answer.ok();
  const saved = page.waitForResponse(isSaved);
  await page.keyboard.press('2');
  await expect(cell('2 macht es täglich')).toBeFocused();
  await saved;
  await page.reload();
  await expect(cell('2 macht es täglich')).toBeVisible();

  const reset = page.waitForResponse(isSaved);
  await cell('2 macht es täglich').press('Delete');
  await expect(cell('0 gar nicht')).toBeVisible();
  await reset;
});

test('skills, shifts and teams can be used by everybody, large and small', async ({ signIn }) => {
  test.slow();
  const sabine = await (await signIn('sabine')).newPage();
  await expectSections(sabine, 'large');
  await sabine.setViewportSize({ width: 390, height: 844 });
  await expectSections(sabine, 'on a phone');
});

async function expectSections(page: Page, how: string): Promise<void> {
  for (const [section, ready] of [
    ['skills', 'Mehmet Aydın'],
    ['shifts', 'Mehmet Aydın'],
    ['teams', 'Mobilfunk'],
  ] as const) {
    await page.goto(`/settings/${section}`);
    await expect(page.getByText(ready).first()).toBeVisible();
    await expectAccessible(page, `${section}, ${how}`);
  }
}
