import type { Page } from '@playwright/test';
import { expect, test, type Person } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { InboxPage } from '../pages/inbox-page.ts';

test.describe('work changes hands', () => {
  const open = async (signIn: (person: Person) => Promise<{ newPage(): Promise<Page> }>, person: Person) => {
    const inbox = new InboxPage(await (await signIn(person)).newPage());
    await inbox.open();
    return inbox;
  };
  const takeOver = async (inbox: InboxPage, customer: string) => {
    await inbox.openConversation(customer);
    const isHers = inbox.page.getByRole('button', { name: /^bei dir/u });
    // Placement may give it to somebody between the look and the key: then it is taken from them with the next one.
    await expect(async () => {
      if (!(await isHers.isVisible())) await inbox.press('m');
      const answer = await inbox.page.request.get(`/api/conversations/${inbox.conversationId()}`);
      const { assignee } = (await answer.json()) as { assignee: { name: string } | null };
      expect(assignee?.name).toMatch(/^Jana/u);
      await expect(isHers).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 30_000 });
  };

  test('announced: the next answer introduces itself with both names', async ({ signIn, source }) => {
    const jana = await open(signIn, 'jana');
    await source.send({
      externalId: 'over-1',
      text: 'Seit dem Umzug ist mein Router stumm.',
      language: 'de',
    });
    await takeOver(jana, source.customer);

    const dialog = jana.page.getByRole('dialog', { name: 'Übergeben' });
    await test.step('Escape leads back to the conversation, also where nothing had the focus', async () => {
      await jana.page.reload();
      await expect(jana.page.getByRole('button', { name: /^bei dir/u })).toBeVisible();
      await jana.page.keyboard.press('a');
      await expect(dialog.getByRole('combobox')).toBeFocused();
      await jana.page.keyboard.press('Escape');
      await expect(jana.page.getByRole('main')).toBeFocused();
    });

    await jana.press('a');
    await dialog.getByRole('combobox').fill('Mehmet');
    await expect(dialog.getByRole('option', { name: /Mehmet Aydın/u })).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Notiz für Mehmet' }).fill('Router ist schon getauscht.');
    const announce = dialog.getByRole('checkbox', { name: 'Ankündigen' });
    await announce.check();
    await expect(dialog.getByText(/ich bin Mehmet und habe alles gelesen/u)).toBeVisible();
    await expectAccessible(jana.page, 'the dialog of a hand-over');
    await dialog.getByRole('combobox').press('Enter');
    await expect(jana.page.getByText('An Mehmet übergeben, mit Notiz')).toBeVisible();

    const mehmet = await open(signIn, 'mehmet');
    await mehmet.page.goto('/hand-overs');
    await mehmet.page.getByRole('link', { name: new RegExp(source.customer, 'u') }).click();
    const card = mehmet.page.getByRole('region', { name: 'Übergabe' });
    await expect(card).toContainText('Jana hat dir dieses Gespräch übergeben');
    await expect(card).toContainText('Router ist schon getauscht.');
    await expect(mehmet.composer()).toHaveValue(/^Jana hat mir dein Anliegen übergeben, ich bin Mehmet/u);
    await expectAccessible(mehmet.page, 'a conversation that was handed over');

    await mehmet.composer().press('End');
    await mehmet.composer().pressSequentially('Der neue ist unterwegs.');
    await mehmet.send();
    await expect.poll(() => source.received.length).toBe(1);
    const [reply] = source.received;
    expect(reply?.text).toContain('Jana hat mir dein Anliegen übergeben, ich bin Mehmet');
    expect(reply?.text).toContain('Der neue ist unterwegs.');
    expect(reply?.agent.name).toBe('Mehmet A.');
    await expect(card).toBeHidden();
  });

  test('a colleague who goes away without a return leaves what is open to the team', async ({
    signIn,
    source,
    baseURL,
  }) => {
    const jana = await open(signIn, 'jana');
    await source.send({ externalId: 'away-1', text: 'Wann kommt die Technikerin?' });
    await takeOver(jana, source.customer);
    const set = (availability: 'away' | 'available') =>
      jana.page.request.put('/api/me/availability', {
        headers: { origin: baseURL ?? '' },
        data: { availability },
      });
    expect((await set('away')).ok()).toBe(true);
    try {
      await expect(jana.thread().getByText(/Jana ist nicht da, übergeben an/u)).toBeVisible();
      await expect(jana.page.getByRole('button', { name: /^bei dir/u })).toBeHidden();
      await expect(jana.thread().getByText(/Wartet seit/u)).toBeVisible();
    } finally {
      await set('available');
    }
  });

  test('many are done at once and come back at once, by keys', async ({ signIn, source }) => {
    const jana = await open(signIn, 'jana');
    for (const number of [1, 2, 3])
      await source.send({
        externalId: `bulk-${number}`,
        threadId: `bulk-${number}`,
        text: `Frage Nummer ${number}`,
      });
    const rows = jana.row(source.customer);
    await expect(rows).toHaveCount(3);
    await rows.first().focus();
    for (const next of ['j', 'j', null]) {
      await jana.page.keyboard.press('x');
      if (next) await jana.page.keyboard.press(next);
    }
    const bar = jana.page.getByRole('group', { name: 'Ausgewählte Gespräche' });
    await expect(bar.getByText('3 ausgewählt')).toBeVisible();
    await expectAccessible(jana.page, 'rows that are chosen');
    await bar.getByRole('button', { name: 'Erledigt' }).click();
    // Nobody has answered them, so the reason is asked for, once for all.
    const asked = jana.page.getByRole('dialog', { name: 'Ohne Antwort erledigen' });
    await asked.getByLabel('Nur zur Kenntnis').check();
    await asked.getByRole('button', { name: 'Erledigen' }).click();
    await expect(jana.page.getByText('3 Gespräche erledigt')).toBeVisible();
    await expect(rows).toHaveCount(0);
    await expect(bar).toBeHidden();
    await jana.page.keyboard.press('z');
    await expect(jana.page.getByText('3 Gespräche sind wieder wie vorher')).toBeVisible();
    await expect(rows).toHaveCount(3);
  });

  test('a colleague is asked in a note, and answers where the question stands', async ({
    signIn,
    source,
  }) => {
    const [jana, mehmet] = [await open(signIn, 'jana'), await open(signIn, 'mehmet')];
    await source.send({ externalId: 'ask-1', text: 'Geht der alte Router noch am neuen Anschluss?' });
    await jana.openConversation(source.customer);
    await jana.press('n');
    await jana.composer().pressSequentially('@Mehmet Kennst du das Modell? ');
    await jana.page.getByRole('button', { name: 'Mehmet fragen' }).click();
    await jana.composer().press('Control+Enter');
    await expect(jana.thread().getByText('wartet auf Antwort von Mehmet')).toBeVisible();

    await mehmet.openConversation(source.customer);
    const question = mehmet.page.getByRole('region', { name: 'Frage an dich' });
    await expect(question).toContainText('Kennst du das Modell?');
    await expectAccessible(mehmet.page, 'a question of a colleague');
    await question.getByRole('textbox', { name: 'Deine Antwort' }).fill('Ja, geht.');
    await question.getByRole('button', { name: 'Antworten' }).click();
    await expect(question).toBeHidden();
    await expect(jana.thread().getByText('Ja, geht.')).toBeVisible();
    await expect(jana.thread().getByText('wartet auf Antwort von Mehmet')).toBeHidden();
  });
});
