import type { Page } from '@playwright/test';
import type { ConversationDetail, ConversationItem } from '@visavis/shared/api/conversations';
import type { Page as PageOf } from '@visavis/shared/api/page';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { scrollsSideways } from '../pages/scrolls-sideways.ts';

const open = async (page: Page) => {
  await page.goto('/settings/policies');
  await expect(page.getByRole('listitem', { name: 'Standard' })).toBeVisible();
};

test.describe('policies', () => {
  test('one is written, holds for the next post, is applied to one that waits, and deleted', async ({
    signIn,
    source,
  }, info) => {
    const admin = await signIn('admin');
    const page = await admin.newPage();
    const channel = `Quelle ${info.testId.slice(-6)}`;
    const name = `Eilig ${info.testId.slice(-6)}`;
    const promise = async () => {
      const list = await page.request.get('/api/conversations?view=all&limit=20');
      const { items } = (await list.json()) as PageOf<ConversationItem>;
      const id = items.find(({ contact }) => contact.name === source.customer)?.id;
      if (id === undefined) return null;
      const detail = (await (
        await page.request.get(`/api/conversations/${id}`)
      ).json()) as ConversationDetail;
      return detail.ledger.find(({ metric }) => metric === 'firstResponse')?.policyName ?? null;
    };
    await source.send({ externalId: 'policy-1', text: 'Wie schnell antwortet ihr?' });
    await expect.poll(promise).toBe('Standard');

    await open(page);
    await expectAccessible(page, 'the list of policies');
    await page.getByRole('button', { name: 'Vorgabe schreiben' }).click();
    const editor = page.getByRole('dialog', { name: 'Vorgabe schreiben' });
    await editor.getByLabel('Name').fill(name);
    await editor.getByRole('button', { name: 'Bedingung hinzufügen' }).click();
    await editor.getByLabel('Art der Bedingung 1').selectOption('channel');
    await editor.getByRole('combobox', { name: 'Werte der Bedingung 1' }).selectOption({ label: channel });
    await editor.getByLabel('Erste Antwort').fill('7');
    await expect(editor.getByText('erste Antwort in 7 Min')).toBeVisible();
    await expectAccessible(page, 'the editor of a policy');
    await editor.getByRole('button', { name: 'Speichern' }).click();
    const row = page.getByRole('listitem', { name });
    await expect(row).toContainText('erste Antwort in 7 Min');
    // What runs keeps what it was promised.
    expect(await promise()).toBe('Standard');

    await page.getByRole('button', { name: 'Auf laufende Uhren anwenden' }).click();
    const reapply = page.getByRole('dialog', { name: 'Auf laufende Uhren anwenden' });
    await expect(reapply.getByText(/laufenden Uhren bek/u)).toBeVisible();
    await expectAccessible(page, 'what applying policies would change');
    await reapply.getByRole('button', { name: /ändern$/u }).click();
    await expect(reapply.getByText(/^Fertig/u)).toBeVisible();
    await reapply.getByRole('button', { name: 'Schließen' }).last().click();
    expect(await promise()).toBe(name);

    await row.getByRole('button', { name: `${name} verschieben` }).focus();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByText(new RegExp(`„${name}“ steht jetzt an Stelle`, 'u')).first()).toBeAttached();
    await row.getByRole('button', { name: `Mehr zu ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Löschen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click();
    await expect(row).toBeHidden();
  });

  test('read well on a phone', async ({ signIn }) => {
    const admin = await signIn('admin');
    const page = await admin.newPage();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await open(page);
      expect(await scrollsSideways(page)).toBe(false);
      await page.getByRole('listitem', { name: 'Standard' }).getByText('erste Antwort').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await scrollsSideways(page)).toBe(false);
    }
  });
});
