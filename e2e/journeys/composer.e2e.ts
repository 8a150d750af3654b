import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inbox-page.ts';
import { PlaygroundPage } from '../pages/playground-page.ts';

let inbox: InboxPage;

test.beforeEach(async ({ signIn }) => {
  inbox = new InboxPage(await (await signIn('jana')).newPage());
  await inbox.open();
});

test('a picture goes out once it is described, and one that is too big is refused in words', async ({
  source,
}) => {
  await source.send({ externalId: 'picture-1', text: 'Wo ist der Knopf zum Zurücksetzen?' });
  await inbox.openConversation(source.customer);
  await inbox.write('Hier, neben dem Netzteil.');
  await inbox.attach('riesig.png', 'image/png', Buffer.alloc(11_000_000));
  await expect(inbox.page.getByText('Bild ist zu groß: 11 MB, erlaubt sind 10')).toBeVisible();

  await inbox.attach('knopf.png', 'image/png', png());
  const alt = inbox.page.getByRole('textbox', { name: /Was ist zu sehen/u });
  await expect(alt).toBeFocused();
  await expect(inbox.sendButton()).toBeDisabled();
  await alt.fill('Rückseite des Routers, der Knopf ist rot eingekreist');
  await alt.press('Enter');
  await expect(inbox.sendButton()).toBeEnabled();
  await inbox.sendButton().click();
  await expect.poll(() => source.received.length).toBe(1);
  expect(source.received[0]?.media).toMatchObject([
    { alt: 'Rückseite des Routers, der Knopf ist rot eingekreist' },
  ]);
});

test('what belongs to one person is not published without being asked', async ({ source }) => {
  await source.send({ externalId: 'personal-1', text: 'Auf welches Konto kommt die Gutschrift?' });
  await inbox.openConversation(source.customer);
  await inbox.write('Auf DE89 3704 0044 0532 0130 00, wie bisher.');
  await expect(inbox.page.getByRole('alert').filter({ hasText: 'IBAN erkannt:' })).toBeVisible();

  await test.step('sending asks, and nothing has gone', async () => {
    await inbox.send();
    const anyway = inbox.page.getByRole('button', { name: 'Trotzdem öffentlich senden' });
    await expect(anyway).toBeFocused();
    await expect(inbox.composer()).not.toHaveValue('');
  });
  await test.step('it can be removed', async () => {
    await inbox.page.getByRole('button', { name: 'Entfernen' }).click();
    await expect(inbox.composer()).toHaveValue('Auf, wie bisher.');
    await expect(inbox.page.getByText('IBAN erkannt:')).toBeHidden();
  });
  await test.step('or said in private, where the composer looks different', async () => {
    await inbox.write('Auf DE89 3704 0044 0532 0130 00, wie bisher.');
    await inbox.page
      .getByRole('alert')
      .filter({ hasText: 'IBAN erkannt:' })
      .getByRole('button', { name: 'Privat' })
      .click();
    await expect(inbox.page.getByRole('textbox', { name: 'Private Antwort' })).toBeVisible();
    await expect(inbox.page.getByText('IBAN erkannt:')).toBeHidden();
    await inbox.sendButton().click();
    const reply = inbox.thread().getByRole('article', { name: /antwortet/u });
    await expect(reply).toContainText('privat');
    await expect(reply).toContainText(/geht in \d+ s raus/u);
  });
});

test('what is too long for the network is marked and cannot be sent', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.openAs('svenja_albers');
  await playground.post('@brueckenfunk_hilft Erklärt mir bitte ganz genau, wie Glasfaser funktioniert.');
  await inbox.page.getByText('Erklärt mir bitte ganz genau').first().click();
  await inbox.write(`Licht läuft durch Glas. ${'Sehr schnell. '.repeat(40)}`);
  await expect(inbox.page.getByText(/^\d+ zu viel$/u)).toBeVisible();
  await expect(inbox.page.locator('form mark')).not.toHaveText('');
  await expect(inbox.sendButton()).toBeDisabled();
  await inbox.write('Licht läuft durch Glas.');
  await expect(inbox.sendButton()).toBeEnabled();
});

test('a note that mentions Sabine is in her own list', async ({ signIn, source }) => {
  const sabine = new InboxPage(await (await signIn('sabine')).newPage());
  await sabine.open('mentioned');
  await source.send({ externalId: 'note-1', text: 'Ich bekomme keine Gutschrift.' });
  await inbox.openConversation(source.customer);
  await inbox.press('n');
  await expect(inbox.page.getByRole('textbox', { name: 'Interne Notiz' })).toBeFocused();
  await inbox.page.keyboard.type('Darf ich das freigeben? @sab');
  await inbox.page.getByRole('option', { name: /Sabine/u }).click();
  await inbox.send();
  await expect(inbox.thread().getByText('Darf ich das freigeben?')).toBeVisible();
  await expect(sabine.row(source.customer)).toBeVisible();
  await sabine.openConversation(source.customer);
  await expect(sabine.thread().getByText('Darf ich das freigeben?')).toBeVisible();
  expect(source.received).toEqual([]);
});

test('Z takes a reply back: the text stands in the composer again and nothing went out', async ({
  source,
}) => {
  await source.send({ externalId: 'undo-1', text: 'Wann kommt der Techniker?' });
  await inbox.openConversation(source.customer);
  await inbox.write('Am Dienstag, nein, am Mittwoch.');
  await inbox.send();
  await expect(inbox.page.getByText(/geht in \d+ s raus/u).first()).toBeVisible();
  await expect(inbox.composer()).toHaveValue('');
  await inbox.press('z');
  await expect(inbox.composer()).toHaveValue('Am Dienstag, nein, am Mittwoch.');
  await expect(inbox.thread().getByText('Am Dienstag, nein')).toBeHidden();
  expect(source.received).toEqual([]);
});

test('a draft survives a reload, and is there on another screen', async ({ signIn, source }) => {
  await source.send({ externalId: 'draft-1', text: 'Könnt ihr mich zurückrufen?' });
  await inbox.openConversation(source.customer);
  const saved = inbox.page.waitForResponse(
    (response) => response.url().endsWith('/draft') && response.request().method() === 'PUT',
  );
  await inbox.write('Gern, am besten morgen');
  await saved;
  await inbox.page.reload();
  await expect(inbox.composer()).toHaveValue('Gern, am besten morgen');

  const phone = new InboxPage(await (await signIn('jana')).newPage());
  await phone.open();
  await phone.openConversation(source.customer);
  await expect(phone.composer()).toHaveValue('Gern, am besten morgen');
});

/** A red square of 64 pixels: what a decoder takes without looking twice. */
function png(): Buffer {
  const size = 64;
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(size * 3, Buffer.from([200, 40, 40]))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: size }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length, 0);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body), 0);
  return Buffer.concat([length, body, sum]);
}
