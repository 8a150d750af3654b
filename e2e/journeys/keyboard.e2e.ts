import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inbox-page.ts';

test('a morning without a mouse: find, open, read on, answer, finish, take it back', async ({
  signIn,
  source,
}) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  const { page } = inbox;
  const { keyboard } = page;
  /** Without waiting for what the first key did: a sequence has a second. */
  const inARow = (...keys: string[]) => Promise.all(keys.map((key) => keyboard.press(key)));
  for (const externalId of ['keys-1', 'keys-2'])
    await source.send({ externalId, threadId: externalId, text: `Frage ${externalId}` });
  await inbox.open();
  await expect(inbox.row('Frage keys-2')).toBeVisible();

  await test.step('G and a letter lead to a view', async () => {
    await inARow('g', 'm');
    await expect(page).toHaveURL(/\/inbox\/mine$/u);
    await inARow('g', 'a');
    await expect(page).toHaveURL(/\/inbox\/all$/u);
  });

  await test.step('J points at the first, Enter opens it, J and K turn the page', async () => {
    await expect(inbox.row('Frage keys-2')).toBeVisible();
    await keyboard.press('j');
    await expect(inbox.focusedRow()).toContainText('Frage keys-2');
    await keyboard.press('Enter');
    await expect(inbox.thread()).toContainText('Frage keys-2');
    await keyboard.press('j');
    await expect(inbox.thread()).toContainText('Frage keys-1');
    await keyboard.press('k');
    await expect(inbox.thread()).toContainText('Frage keys-2');
  });

  await test.step('R leads into the reply, Ctrl and Enter send it, Z takes it back', async () => {
    await keyboard.press('r');
    await expect(inbox.composer()).toBeFocused();
    await keyboard.type('Moin Frieda');
    await keyboard.press('Control+Enter');
    await expect(page.getByText(/geht in \d+ s raus/u).first()).toBeVisible();
    await keyboard.press('Escape');
    await expect(inbox.composer()).not.toBeFocused();
    await keyboard.press('z');
    await expect(inbox.composer()).toHaveValue('Moin Frieda');
    expect(source.received).toEqual([]);
  });

  await test.step('E finishes it and goes on to the next, Z opens it again', async () => {
    await expect(inbox.composer()).toHaveValue('Moin Frieda');
    await inbox.composer().fill('');
    await keyboard.press('Escape');
    await keyboard.press('e');
    // Nobody has answered her yet. Escape leaves the question, and not the conversation with it.
    const question = page.getByRole('dialog', { name: 'Ohne Antwort erledigen' });
    await expect(question).toBeVisible();
    await keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(inbox.thread()).toContainText('Frage keys-2');
    await keyboard.press('e');
    await expect(question).toBeVisible();
    // Enter takes the first reason.
    await keyboard.press('Enter');
    await expect(inbox.thread()).toContainText('Frage keys-1');
    await expect(inbox.row('Frage keys-2')).toHaveCount(0);
    await keyboard.press('z');
    await expect(inbox.row('Frage keys-2')).toBeVisible();
  });

  await test.step('? shows every key, Ctrl and K find everything else', async () => {
    await keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Tastenkürzel' });
    await expect(help).toContainText('Übergeben');
    await keyboard.press('Escape');
    await expect(help).toBeHidden();
    await keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Suchen oder springen' })).toBeFocused();
    await keyboard.type('Einstellungen');
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/\/settings\/profile$/u);
  });
});
