import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { scrollsSideways } from '../pages/scrolls-sideways.ts';

test('a lead drags a conversation from one person to another, with a note, and takes it back', async ({
  signIn,
  source,
}) => {
  const sabine = await signIn('sabine');
  const page = await sabine.newPage();
  // The whole team on one screen: what is dragged does not scroll away.
  await page.setViewportSize({ width: 1440, height: 2400 });
  await page.goto('/teams');
  await page.getByRole('combobox', { name: 'Team' }).selectOption({ label: 'Festnetz & Internet' });
  await source.send({ externalId: 'board-1', text: 'Mein Anschluss rauscht.' });

  // The page hears of it by itself, and somebody of the team has it: it stands in their row.
  const chip = page.getByRole('listitem').getByRole('listitem').filter({ hasText: source.customer });
  await expect(chip).toBeVisible();
  // To whomever placement gave it, it is dragged to somebody else.
  const owner = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('listitem').filter({ hasText: source.customer }) });
  const isWithSabine = (await owner.getAttribute('aria-label'))?.startsWith('Sabine') ?? false;
  const [name, first] = isWithSabine ? ['Mehmet Aydın', 'Mehmet'] : ['Sabine Vogt', 'Sabine'];
  const target = page.getByRole('listitem', { name });
  await chip.dragTo(target);

  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: first }).fill('Der Techniker war am Montag da.');
  await dialog.getByRole('button', { name: first }).click();
  await expect(target.getByText(source.customer)).toBeVisible();
  await page.getByRole('button', { name: /Rückgängig|Undo/u }).click();
  await expect(target.getByText(source.customer)).toHaveCount(0);
});

test('the team page tells of now alone, works without a mouse and for everybody', async ({ signIn }) => {
  const sabine = await signIn('sabine');
  const page = await sabine.newPage();
  await page.goto('/teams');
  const people = page.getByRole('heading', { level: 2 }).first();
  await expect(people).toBeVisible();
  await expectAccessible(page, 'team page');

  await page
    .getByRole('button', { name: /übergeben|hand over the/iu })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(people).toBeVisible();
  await expect.poll(() => scrollsSideways(page)).toBe(false);
});

test('who leads no team does not see what others have open', async ({ signIn }) => {
  const jana = await signIn('jana');
  const page = await jana.newPage();
  await page.goto('/teams');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('listitem', { name: 'Mehmet Aydın' })).toHaveCount(0);
});
