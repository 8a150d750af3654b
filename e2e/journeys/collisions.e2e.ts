import type { Page } from '@playwright/test';
import { expect, password, test, type Person } from '../fixtures.ts';
import { leaveToNobody } from '../leave-to-nobody.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { InboxPage } from '../pages/inbox-page.ts';

test.describe('together without collisions', () => {
  let open: (person: Person, path?: string) => Promise<InboxPage>;
  let nobodyHasIt: () => Promise<void>;

  test.beforeEach(async ({ signIn, source, baseURL }) => {
    await source.send({ externalId: 'one', text: 'Mein Router startet jede Stunde neu.' });
    open = async (person) => {
      const inbox = new InboxPage(await (await signIn(person)).newPage());
      await inbox.open();
      await expect(inbox.row(source.customer)).toBeVisible();
      return inbox;
    };
    nobodyHasIt = async () => {
      const admin = await signIn('admin');
      const page = new InboxPage(await admin.newPage());
      await page.open();
      const id = await page.row(source.customer).getAttribute('data-conversation');
      await page.page.close();
      await leaveToNobody(admin, {
        origin: baseURL ?? '',
        conversationId: id ?? '',
        teamName: `Niemand ${source.customer}`,
      });
    };
  });

  test('a row shows who reads, who writes, and who has gone', async ({ source }) => {
    const [jana, mehmet] = await Promise.all([open('jana'), open('mehmet')]);
    const row = mehmet.row(source.customer);
    await jana.openConversation(source.customer);
    await expect(row).toHaveAccessibleName(/Jana liest mit/u);
    await expect(row.getByText('liest', { exact: true })).toBeVisible();

    await test.step('somebody who types writes, until the keys rest', async () => {
      await jana.whileTyping('Hallo', async () => {
        await expect(row).toHaveAccessibleName(/Jana schreibt gerade/u);
        await expect(row.getByText('schreibt', { exact: true })).toBeVisible();
      });
      await expect(row).toHaveAccessibleName(/Jana liest mit/u);
    });
    await test.step('the other way round, on row and head', async () => {
      await mehmet.openConversation(source.customer);
      await expect(jana.headSign('Mehmet liest mit')).toBeVisible();
      await expect(jana.row(source.customer)).toHaveAccessibleName(/Mehmet liest mit/u);
      await mehmet.page.goBack();
      await expect(jana.headSign('Mehmet liest mit')).toBeHidden();
    });
    await test.step('whoever connects later is told at once', async () => {
      const sabine = await open('sabine');
      await expect(sabine.row(source.customer)).toHaveAccessibleName(/Jana liest mit/u);
    });
    await test.step('a tab that is closed takes its person along', async () => {
      await jana.page.close();
      await expect(row).not.toHaveAccessibleName(/Jana liest mit/u);
      await expect(row.locator('[data-presence]')).toHaveCount(0);
    });
  });

  test('whoever writes holds it softly, and a colleague may take over, ask, or leave', async ({ source }) => {
    await nobodyHasIt();
    const [jana, mehmet] = await Promise.all([open('jana'), open('mehmet')]);
    await expect(jana.row(source.customer)).toHaveAccessibleName(/niemand kann das/u);
    await jana.openConversation(source.customer);
    await mehmet.openConversation(source.customer);
    await test.step('Mehmet takes over while she writes, and Jana sees it at once', async () => {
      await jana.whileTyping('Ich sehe mir', async () => {
        await expect(jana.page.getByText('Du schreibst, die anderen sehen das.')).toBeVisible();
        await expect(mehmet.page.getByText('Jana schreibt gerade', { exact: true })).toBeVisible();
        await mehmet.page.getByRole('button', { name: 'Übernehmen', exact: true }).click();
      });
      await expect(mehmet.page.getByRole('button', { name: 'bei dir' })).toBeVisible();
      await expect(jana.page.getByText('Mehmet hat dieses Gespräch.')).toBeVisible();
      await expect(jana.composer()).toHaveValue('Ich sehe mir');
      await expectAccessible(jana.page, 'a colleague has it');
    });
    await test.step('Jana asks him in a note', async () => {
      await jana.page.getByRole('button', { name: 'Mehmet fragen' }).click();
      await expect(jana.composer()).toHaveValue('@Mehmet ');
      await jana.composer().pressSequentially('soll ich den Techniker rufen?');
      await jana.composer().press('Control+Enter');
      await expect(mehmet.thread().getByText('soll ich den Techniker rufen?')).toBeVisible();
    });
    await test.step('and leaves it: her text stays hers, for later', async () => {
      await jana.page.getByText('Öffentlich', { exact: true }).first().click();
      await expect(jana.composer()).toHaveValue('Ich sehe mir');
      const id = jana.conversationId();
      await jana.page.getByRole('button', { name: 'Überlassen' }).click();
      await expect.poll(() => jana.conversationId()).not.toBe(id);
      await jana.openConversation(source.customer);
      await expect(jana.composer()).toHaveValue('Ich sehe mir');
    });
  });

  test('the second of two answers is compared with the first, and nothing of it is lost', async ({
    source,
  }) => {
    const [jana, mehmet] = await Promise.all([open('jana'), open('mehmet')]);
    const mine = 'Hallo Frieda, dein neuer Router kommt am Freitag.';
    const theirs = 'Hallo Frieda, dein neuer Router kommt am Montag.';
    await jana.openConversation(source.customer);
    await mehmet.openConversation(source.customer);
    await jana.write(mine);
    await mehmet.write(theirs);
    await mehmet.send();
    const dialog = jana.page.getByRole('dialog');
    const compare = () => jana.page.getByRole('button', { name: 'Vergleichen' }).click();
    const undo = () =>
      jana.page
        .getByRole('button', { name: /^Rückgängig/u })
        .last()
        .click();

    await test.step('while the first is still held', async () => {
      await expect(jana.page.getByText('Mehmet schickt gerade eine Antwort.')).toBeVisible();
      await compare();
      await expect(dialog.getByText('Antwort von Mehmet, geht gleich raus')).toBeVisible();
      await expect(dialog.locator('mark', { hasText: 'Montag' })).toBeVisible();
      await expect(dialog.locator('mark', { hasText: 'Freitag' })).toBeVisible();
      await expectAccessible(jana.page, 'two answers compared');
    });
    await test.step('their words can be gone on from, and the own ones come back', async () => {
      await dialog.getByRole('button', { name: 'Damit weiterschreiben' }).click();
      await expect(jana.composer()).toHaveValue(theirs);
      await undo();
      await expect(jana.composer()).toHaveValue(mine);
    });
    await test.step('the own ones can be discarded, and come back', async () => {
      await jana.write(`${mine} Bis dann.`);
      await mehmet.write(`${theirs} Melde dich gern.`);
      await mehmet.send();
      await expect(jana.page.getByRole('button', { name: 'Vergleichen' })).toBeVisible();
      await compare();
      await dialog.getByRole('button', { name: 'Entwurf verwerfen' }).click();
      await expect(jana.composer()).toHaveValue('');
      await undo();
      await expect(jana.composer()).toHaveValue(`${mine} Bis dann.`);
    });
  });

  test('says why it is with whom it is, what to do where nobody can take it, and shields', async ({
    source,
  }) => {
    await nobodyHasIt();
    const sabine = await open('sabine');
    await sabine.openConversation(source.customer);
    await sabine.page.getByRole('button', { name: 'Warum bei niemandem?' }).click();
    const panel = sabine.page.getByRole('dialog', { name: 'Warum bei niemandem?' });
    await expect(panel.getByText('Niemand kann das übernehmen')).toBeVisible();
    await expect(panel.getByText(/arbeitet niemand/u)).toBeVisible();
    await expect(panel.getByRole('list', { name: 'Schritte, der neueste zuerst' })).toBeVisible();
    await panel
      .getByText(/^Wer in Frage kam/u)
      .first()
      .click();
    await expectAccessible(sabine.page, 'the explanation');
    await panel.getByRole('button', { name: 'Frieda nicht an mich' }).click();
    await panel.getByRole('textbox').fill('Wir sind verwandt.');
    await panel.getByRole('button', { name: 'Nicht an mich', exact: true }).click();
    await expect(panel.getByText('Frieda nicht an Sabine')).toBeVisible();
    await expectAccessible(sabine.page, 'the explanation with a shield');
    await panel.getByRole('button', { name: 'Aufheben' }).click();
    await expect(panel.getByRole('button', { name: 'Frieda nicht an mich' })).toBeVisible();
    await sabine.page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  test('can be watched without a touch', async ({ source }) => {
    const [jana, sabine] = await Promise.all([open('jana'), open('sabine')]);
    await sabine.row(source.customer).click({ modifiers: ['Alt'] });
    await expect(sabine.page.getByText('Du siehst nur zu.')).toBeVisible();
    await expect(sabine.composer()).toHaveCount(0);
    await expect(jana.row(source.customer)).toHaveAccessibleName(/Sabine liest mit/u);
    await expect(jana.row(source.customer)).toHaveAccessibleName(/ungelesen/u);
    await expectAccessible(sabine.page, 'watching');
    await sabine.press('v');
    await expect(sabine.composer()).toBeVisible();
    await expect(jana.row(source.customer)).not.toHaveAccessibleName(/ungelesen/u);
  });

  test('shows the same clocks in a browser whose own clock is two hours off', async ({ source, signIn }) => {
    const [right, wrong] = [await open('jana'), new InboxPage(await (await signIn('mehmet')).newPage())];
    await wrong.page.clock.install({ time: Date.now() + 2 * 3_600_000 });
    await wrong.open();
    const shown = (inbox: InboxPage) => inbox.row(source.customer).innerText();
    await expect(wrong.row(source.customer)).toHaveAccessibleName(/noch \d/u);
    await expect.poll(async () => (await shown(wrong)) === (await shown(right))).toBe(true);
    await wrong.openConversation(source.customer);
    await expect(wrong.thread().getByText(/^Heute, /u)).toBeVisible();
    await test.step('a reply is held for as long as anywhere else', async () => {
      await wrong.write('Der Neustart kommt vom Update.');
      await wrong.send();
      await expect(wrong.thread().getByText(/geht in (?:[1-9]|1[0-2]) s raus/u)).toBeVisible();
      await expect.poll(() => source.received.length).toBe(1);
    });
  });

  test('a tab whose session ended over night asks for the password and keeps the text', async ({
    source,
  }) => {
    const jana = await open('jana');
    await jana.openConversation(source.customer);
    await jana.write('Gestern Abend angefangen');
    await endSession(jana.page);
    await expect(jana.page.getByLabel('Passwort')).toBeVisible();
    await jana.page.getByLabel('E-Mail').fill('jana@brueckenfunk.example');
    await jana.page.getByLabel('Passwort').fill(password);
    await jana.page.keyboard.press('Enter');
    await expect(jana.composer()).toHaveValue('Gestern Abend angefangen');
    await source.send({ externalId: 'two', inReplyTo: 'one', text: 'Seid ihr wieder da?' });
    await expect(jana.thread().getByText('Seid ihr wieder da?')).toBeVisible();
  });
});

/** As when it ran out: the server closes its screens, and the tab does nothing by itself. */
async function endSession(page: Page): Promise<void> {
  const origin = new URL(page.url()).origin;
  const answer = await page.context().request.delete('/api/session', { headers: { origin } });
  if (!answer.ok()) throw new Error(`The session could not be ended: ${answer.status()}`);
}
