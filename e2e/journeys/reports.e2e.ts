import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { scrollsSideways } from '../pages/scrolls-sideways.ts';

test.describe('reports', () => {
  test('a lead asks, looks behind a figure, keeps the question and takes the table along', async ({
    signIn,
  }, info) => {
    const lead = await signIn('sabine');
    const page = await lead.newPage();
    await page.goto('/reports');
    await expect(page.getByRole('region', { name: 'Auf einen Blick' })).toBeVisible();
    await expectAccessible(page, 'the reports');

    await page.getByLabel('Nach', { exact: true }).selectOption('channel');
    await expect(page).toHaveURL(/by=channel/u);
    const table = page.getByRole('table', { name: 'Nach Kanal' });
    await expect(table).toBeVisible();
    await expect(table.getByRole('row', { name: /^Gesamt/u })).toBeVisible();

    await page
      .getByRole('button', { name: /^Gespräche, Gesamt: .*Gespräche zeigen$/u })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Gespräche, Gesamt' });
    await expect(dialog.getByRole('link').first()).toBeVisible();
    await expectAccessible(page, 'what is behind a figure');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    const name = `Bericht ${info.testId.slice(-6)}`;
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Per E-Mail an dich').selectOption('month');
    await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByRole('link', { name })).toBeVisible();

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Als CSV-Datei herunterladen' }).click();
    expect((await download).suggestedFilename()).toMatch(/^visavis-.*\.csv$/u);

    await page.getByRole('button', { name: `${name} löschen` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click();
    await expect(page.getByRole('link', { name })).toBeHidden();
  });

  test('the glossary says what each figure means', async ({ signIn }) => {
    const lead = await signIn('sabine');
    const page = await lead.newPage();
    await page.goto('/reports');
    await page.getByText('Was die Zahlen bedeuten').click();
    await expect(page.getByText(/Unbeantwortete zählen als verfehlt/u).first()).toBeVisible();
  });

  test.describe('on a screen in New York', () => {
    test.use({ timezoneId: 'America/New_York' });

    test('a day is the day it is', async ({ signIn }) => {
      const lead = await signIn('sabine');
      const page = await lead.newPage();
      await page.goto('/reports?period=lastMonth');
      const answer = await page.request.get(
        '/api/reports/figures?period=lastMonth&groupBy=team&compare=none',
      );
      const { from } = (await answer.json()) as { from: string };
      const day = new Intl.DateTimeFormat('de-DE', { day: '2-digit', month: 'short', timeZone: 'UTC' });
      await expect(page.getByText(`${day.format(new Date(from))} bis`).first()).toBeVisible();
    });
  });

  test('an agent sees own figures and nobody else’s', async ({ signIn }) => {
    const agent = await signIn('jana');
    const page = await agent.newPage();
    await page.goto('/reports');
    await expect(page.getByRole('region', { name: 'Deine Zahlen', exact: true })).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    expect((await page.request.get('/api/reports/figures?groupBy=team&compare=none')).status()).toBe(403);
  });

  for (const width of [390, 320]) {
    test(`fits a phone ${width} wide, in the dark too`, async ({ signIn }) => {
      const lead = await signIn('sabine');
      const page = await lead.newPage();
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.goto('/reports');
      await expect(page.getByRole('table', { name: 'Nach Team' })).toBeVisible();
      expect(await scrollsSideways(page)).toBe(false);
      await expectAccessible(page, `the reports at ${width}`);
    });
  }
});
