import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inbox-page.ts';

test('without a network the screen says so, keeps what is written, and catches up', async ({
  signIn,
  source,
}) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  await source.send({ externalId: 'gap-1', text: 'Mein Anschluss geht nicht.' });
  await inbox.open();
  await inbox.openConversation(source.customer);
  await inbox.write('Hallo Frieda,');

  await jana.setOffline(true);
  await expect(inbox.page.getByText('Keine Verbindung.')).toBeVisible();
  await inbox.composer().pressSequentially(' ich schaue nach.');
  await source.send({ externalId: 'gap-2', inReplyTo: 'gap-1', text: 'Jetzt geht er wieder.' });
  await expect(inbox.page.getByText('Jetzt geht er wieder.')).toHaveCount(0);

  await jana.setOffline(false);
  await expect(inbox.page.getByText('Wieder verbunden.')).toBeVisible();
  await expect(inbox.thread().getByText('Jetzt geht er wieder.')).toBeVisible();
  await expect(inbox.composer()).toHaveValue('Hallo Frieda, ich schaue nach.');

  await inbox.page.reload();
  await expect(inbox.composer()).toHaveValue('Hallo Frieda, ich schaue nach.');
});
