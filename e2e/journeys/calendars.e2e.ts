import type { Page } from '@playwright/test';
import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { Page as PageOf } from '@visavis/shared/api/page';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { scrollsSideways } from '../pages/scrolls-sideways.ts';

const WORKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag'];
const inBerlin = new Intl.DateTimeFormat('de-DE', { weekday: 'long', timeZone: 'Europe/Berlin' });

const openCalendar = async (page: Page, name: string) => {
  await page.goto('/settings/calendars');
  await page.getByRole('button', { name: `Bearbeiten: ${name}` }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
};

test.describe('calendars', () => {
  test('a channel gets hours of its own, which hold for its next post', async ({ signIn, source }, info) => {
    const admin = await signIn('admin');
    const page = await admin.newPage();
    await page.goto('/settings/calendars');
    await expectAccessible(page, 'the list of calendars');
    await page.getByRole('button', { name: 'Eigener Kalender' }).click();
    const dialog = page.getByRole('dialog', { name: 'Eigener Kalender' });
    const channel = `Quelle ${info.testId.slice(-6)}`;
    await dialog.getByLabel('Für').selectOption({ label: `${channel} (Kanal)` });
    await dialog.getByRole('button', { name: 'Anlegen' }).click();

    await expect(page.getByLabel('Zeitzone')).toHaveValue('');
    await page.getByRole('radio', { name: 'Eigene Woche' }).check();
    await page.getByRole('checkbox', { name: 'Rund um die Uhr' }).uncheck();
    // Open on one workday only, which is neither today nor about to be.
    const day = WORKDAYS[(new Date().getDay() + 2) % 5] ?? 'Montag';
    for (const other of WORKDAYS.filter((each) => each !== day))
      await page.getByRole('button', { name: `Zeit entfernen: ${other} 09:00–17:00` }).click();
    await page.getByLabel('Land').selectOption({ label: 'Deutschland' });
    await page.getByLabel('Bundesland oder Region').selectOption({ label: 'Hessen' });
    await expect(page.getByRole('list', { name: /^Besondere Tage/u }).getByText('Karfreitag')).toBeVisible();

    await page.getByLabel('Ziel in Minuten').fill('60');
    await expect(page.getByText(new RegExp(`ist fällig am ${day}, .* um 10:00`, 'u'))).toBeVisible();
    await page.getByRole('button', { name: 'Speichern' }).click();
    await expect(page.getByText('Noch nicht gespeichert')).toBeHidden();

    await source.send({ externalId: 'calendar-1', text: 'Gilt hier die eigene Woche?' });
    const dueDay = async () => {
      const list = await page.request.get('/api/conversations?view=all&limit=20');
      const { items } = (await list.json()) as PageOf<ConversationItem>;
      const due = items.find(({ contact }) => contact.name === source.customer)?.due;
      return due ? inBerlin.format(new Date(due.at)) : null;
    };
    await expect.poll(dueDay).toBe(day);
  });

  test('a holiday is switched off with the keyboard alone', async ({ signIn }) => {
    const admin = await signIn('admin');
    const page = await admin.newPage();
    await openCalendar(page, 'Rechnung & Vertrag');
    await expect(page.getByText('Karfreitag')).toBeVisible();
    await expectAccessible(page, 'a calendar with its year');

    const good = page.getByRole('button', { name: /: Karfreitag, geschlossen$/u });
    await page.locator('[data-date][tabindex="0"]').focus();
    const target = await good.getAttribute('data-date');
    // From month to month, then day by day.
    for (let presses = 0; presses < 60; presses += 1) {
      const at = (await page.locator('[data-date]:focus').getAttribute('data-date')) ?? '';
      if (at === target) break;
      const [atMonth, targetMonth] = [at.slice(0, 7), (target ?? '').slice(0, 7)];
      const key =
        atMonth > targetMonth
          ? 'PageUp'
          : atMonth < targetMonth
            ? 'PageDown'
            : at < (target ?? '')
              ? 'ArrowRight'
              : 'ArrowLeft';
      await page.keyboard.press(key);
    }
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Gesetzlicher Feiertag: Karfreitag');
    await expectAccessible(page, 'the dialog of a day');
    await dialog.getByRole('radio', { name: /^Keine Ausnahme/u }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: /^Der Feiertag gilt hier nicht/u })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(
      page.getByRole('button', { name: /: Karfreitag, Feiertag gilt hier nicht$/u }),
    ).toBeFocused();
    await page.getByRole('button', { name: 'Verwerfen' }).click();
    await expect(good).toBeVisible();
  });

  test('on a phone everything has its place', async ({ signIn }) => {
    const admin = await signIn('admin');
    const page = await admin.newPage();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 780 });
      await openCalendar(page, 'Rechnung & Vertrag');
      await expect(page.getByText('Karfreitag')).toBeVisible();
      expect(await scrollsSideways(page)).toBe(false);
    }
    await expectAccessible(page, 'a calendar on a phone');
  });
});
