import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { InboxPage } from '../pages/inbox-page.ts';

test('a clock that explains itself: asked, answered, thanked, started anyway, closed with a reason', async ({
  signIn,
  source,
}) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  const { page } = inbox;
  const ledger = page.getByRole('heading', { name: /^SLA-Uhr/u }).locator('..');
  const thread = { threadId: 'clock-1', language: 'de' };
  await source.send({ ...thread, externalId: 'clock-1', text: 'Seit heute früh kein Netz, was ist da los?' });
  await inbox.open();
  await inbox.openConversation(source.customer);

  await test.step('the ledger says what is due, and by which calendar', async () => {
    await expect(ledger).toContainText('Eingegangen');
    await expect(ledger).toContainText('Erste Antwort fällig');
    await expect(ledger).toContainText('Kalender „');
  });

  await test.step('an answer that the network took meets it', async () => {
    await inbox.write('Hallo Frieda, der Verteiler wird gerade getauscht.');
    await inbox.send();
    await expect.poll(() => source.received.length, { timeout: 30_000 }).toBe(1);
    await expect(ledger).toContainText(/Erste Antwort.*von/u);
  });

  await test.step('a thank-you starts no clock, unless somebody says so', async () => {
    await source.send({ ...thread, externalId: 'clock-2', text: 'Danke, tschüss! ❤️' });
    await expect(ledger).toContainText('sagt nur Danke, als Gruß erkannt');
    await expect(ledger).not.toContainText('Antwort fällig');
    await expectAccessible(page, 'a ledger with a thank-you');
    await ledger.getByRole('button', { name: 'Uhr doch starten' }).click();
    await expect(ledger).toContainText('Antwort fällig');
  });

  await test.step('closing it by mistake and taking that back leaves the clock as it was, and is told', async () => {
    await inbox.press('e');
    const dialog = page.getByRole('dialog', { name: 'Ohne Antwort erledigen' });
    await dialog.getByRole('radio', { name: 'Nur zur Kenntnis' }).check();
    await dialog.getByRole('button', { name: 'Erledigen' }).click();
    await expect(page.getByText(/^Gespräch mit .+ erledigt$/u)).toBeVisible();
    await page.keyboard.press('z');
    await inbox.openConversation(source.customer);
    await expect(ledger).toContainText('Jana hat „erledigt“ zurückgenommen');
    await expect(ledger).toContainText('Antwort fällig');
    await expect(ledger).not.toContainText('Keine Antwort nötig');
    await expect(inbox.thread()).toContainText('Jana hat „erledigt“ zurückgenommen');
    await expectAccessible(page, 'a ledger with a closing that was taken back');
  });

  await test.step('closing it unanswered asks why, and the ledger keeps who said so', async () => {
    await inbox.press('e');
    const dialog = page.getByRole('dialog', { name: 'Ohne Antwort erledigen' });
    await dialog.getByRole('radio', { name: 'Anderswo beantwortet' }).check();
    await dialog.getByRole('textbox', { name: /^Notiz/u }).fill('Am Telefon besprochen');
    await expectAccessible(page, 'the dialog that asks why');
    await dialog.getByRole('button', { name: 'Erledigen' }).click();
    await page.goto(`/inbox/all?c=${inbox.conversationId()}&status=closed`);
    await inbox.openConversation(source.customer);
    await expect(ledger).toContainText('Keine Antwort nötig, sagt Jana');
    await expect(ledger).toContainText('Am Telefon besprochen');
  });
});

test('a clock is met by an answer that is sent and done with at once', async ({ signIn, source }) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  const { page } = inbox;
  const ledger = page.getByRole('heading', { name: /^SLA-Uhr/u }).locator('..');
  await source.send({
    threadId: 'clock-done',
    externalId: 'clock-done',
    text: 'Kann ich den Router behalten?',
  });
  await inbox.open();
  await inbox.openConversation(source.customer);
  const id = inbox.conversationId();
  await inbox.write('Hallo Frieda, ja, der gehört dir.');
  await page.getByRole('button', { name: 'Weitere Sendearten' }).click();
  await page.getByRole('menuitem', { name: 'Senden und erledigen' }).click();
  await expect(page.getByText(/^Gespräch mit .+ erledigt$/u)).toBeVisible();
  await expect.poll(() => source.received.length, { timeout: 30_000 }).toBe(1);
  await page.goto(`/inbox/all?c=${id}&status=closed`);
  await inbox.openConversation(source.customer);
  await expect(ledger).toContainText(/Erste Antwort.*von/u);
  await expect(ledger).not.toContainText('Ohne Antwort erledigt');
});
