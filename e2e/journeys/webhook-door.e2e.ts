import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inbox-page.ts';

test('a signed post comes in, a signed reply goes out, and the live page moves', async ({
  signIn,
  source,
}) => {
  const sabine = await signIn('sabine');
  const live = await sabine.newPage();
  await live.goto('/live');
  const sentence = live.getByText(/warten|wartet/u).first();
  await expect(sentence).toBeVisible();
  // The sentence also tells for how long; only the number may be compared.
  const waiting = async () => Number(/\d+/u.exec((await sentence.textContent()) ?? '')?.[0]);
  const before = await waiting();

  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  await inbox.open();
  await source.send({ externalId: 'door-1', text: 'Die Rechnung für Oktober fehlt in meinem Postfach.' });
  await expect(inbox.row(source.customer).first()).toBeVisible();
  await expect.poll(waiting).toBe(before + 1);

  await inbox.openConversation(source.customer);
  await inbox.write('Hallo Frieda, ich habe sie gerade noch einmal hinterlegt.');
  await inbox.send();
  await expect.poll(() => source.received.length).toBe(1);

  const [reply] = source.received;
  expect(reply).toMatchObject({
    operation: 'create',
    visibility: 'public',
    inReplyTo: 'door-1',
    agent: { name: 'Jana K.', mark: 'JK' },
  });
  expect(reply?.text).toContain('Hallo Frieda, ich habe sie gerade noch einmal hinterlegt.');
  expect(reply?.text.endsWith(reply.signature)).toBe(true);
  expect(reply?.signature).toContain(reply?.checkUrl);
  await expect.poll(waiting).toBe(before);
});

test('what the customer deletes and edits is mirrored', async ({ signIn, source }) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  await inbox.open();
  const postedAt = new Date().toISOString();
  await source.send({ externalId: 'edit-1', text: 'Erste Fassung', postedAt });
  await inbox.openConversation(source.customer);
  await expect(inbox.thread().getByText('Erste Fassung')).toBeVisible();
  await source.send({
    externalId: 'edit-1',
    text: 'Zweite Fassung',
    postedAt,
    editedAt: new Date().toISOString(),
  });
  await expect(inbox.thread().getByText('Zweite Fassung')).toBeVisible();
  await source.send({ externalId: 'edit-1', text: '', postedAt, deleted: true });
  await expect(inbox.thread().getByText(/im Netzwerk gelöscht/u)).toBeVisible();
});

test('a refused reply explains itself, keeps its text and can be sent again', async ({ signIn, source }) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  await inbox.open();
  source.answerWith(403);
  await source.send({ externalId: 'refused-1', text: 'Wann ist mein Anschluss fertig?' });
  await inbox.openConversation(source.customer);
  await inbox.write('Hallo Frieda, am Dienstag ab neun.');
  await inbox.send();
  await expect(inbox.thread().getByText('Nicht veröffentlicht.')).toBeVisible();
  source.answerWith(200);
  await inbox.thread().getByRole('button', { name: 'Jetzt versuchen' }).click();
  await expect.poll(() => source.received.length).toBe(1);
  expect(source.received[0]?.text).toContain('am Dienstag ab neun');
});
