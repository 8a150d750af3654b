import { expect, test, type Person } from '../fixtures.ts';
import { leaveToNobody } from '../leave-to-nobody.ts';
import { InboxPage } from '../pages/inbox-page.ts';

test.describe('two colleagues in one conversation', () => {
  let jana: InboxPage;
  let mehmet: InboxPage;

  test.beforeEach(async ({ signIn, source }) => {
    await source.send({ externalId: 'two-1', text: 'Mein Router startet jede Stunde neu.' });
    const open = async (person: Person) => {
      const inbox = new InboxPage(await (await signIn(person)).newPage());
      await inbox.open();
      await inbox.openConversation(source.customer);
      return inbox;
    };
    [jana, mehmet] = await Promise.all([open('jana'), open('mehmet')]);
  });

  test('each sees the other read and write', async () => {
    await expect(jana.headSign('Mehmet liest mit')).toBeVisible();
    await expect(mehmet.headSign('Jana liest mit')).toBeVisible();
    await jana.whileTyping('Hallo', async () => {
      await expect(mehmet.headSign('Jana schreibt gerade')).toBeVisible();
      await expect(mehmet.page.getByText('Jana schreibt gerade', { exact: true })).toBeVisible();
    });
    await mehmet.page.goto('/inbox/all');
    await expect(jana.headSign(/Mehmet/u)).toBeHidden();
  });

  test('when both answer at once, one goes out, and the other decides with both texts in view', async ({
    source,
  }) => {
    const texts = {
      jana: 'Ich habe dir einen neuen Router geschickt.',
      mehmet: 'Bitte einmal zurücksetzen.',
    };
    await jana.write(texts.jana);
    await mehmet.write(texts.mehmet);
    await Promise.all([jana.send(), mehmet.send()]);

    const bars = [jana, mehmet].map(({ page }) =>
      page.getByText(/^(?:Jana|Mehmet) (?:hat geantwortet|schickt gerade eine Antwort)\./u),
    );
    await expect
      .poll(async () => (await Promise.all(bars.map((bar) => bar.count()))).toSorted((a, b) => a - b))
      .toEqual([0, 1]);
    const isJanaSecond = (await bars[0]?.count()) === 1;
    const [second, own, theirs] = isJanaSecond
      ? [jana, texts.jana, texts.mehmet]
      : [mehmet, texts.mehmet, texts.jana];

    await test.step('the text of the second stays in the composer', async () => {
      await expect(second.composer()).toHaveValue(own);
    });
    await test.step('both stand side by side', async () => {
      await second.page.getByRole('button', { name: 'Vergleichen' }).click();
      const dialog = second.page.getByRole('dialog');
      await expect(dialog.getByText(own)).toBeVisible();
      await expect(dialog.getByText(theirs)).toBeVisible();
      await dialog.getByRole('button', { name: 'Weiter bearbeiten' }).click();
      await expect(dialog).toBeHidden();
    });
    await test.step('and goes out when they decide so', async () => {
      await second.page.getByRole('button', { name: 'Trotzdem senden' }).click();
      await expect(second.composer()).toHaveValue('');
      await expect.poll(() => source.received.length).toBe(2);
      expect(source.received[0]?.text).toContain(theirs);
      expect(source.received[1]?.text).toContain(own);
    });
  });

  test('when both take it, one has it, and the other is told who', async ({ signIn, source, baseURL }) => {
    const admin = await signIn('admin');
    await leaveToNobody(admin, {
      origin: baseURL ?? '',
      conversationId: jana.conversationId(),
      teamName: `Niemand ${source.customer}`,
    });
    for (const inbox of [jana, mehmet])
      await expect(inbox.page.getByRole('button', { name: 'Warum bei niemandem?' })).toBeVisible();
    // Mehmet presses first, but his wish travels longer than Jana's.
    let goOn = () => {};
    const isTaken = new Promise<void>((resolve) => (goOn = resolve));
    await mehmet.page.route('**/claim', async (route) => {
      await isTaken;
      await route.continue();
    });
    await mehmet.press('m');
    await jana.press('m');
    await expect(jana.thread().getByText('Jana kümmert sich')).toBeVisible();
    goOn();
    await expect(mehmet.page.getByText('Jana Krüger war schneller und kümmert sich schon.')).toBeVisible();
    await expect(mehmet.row(source.customer).getByText(/bei Jana/u)).toBeAttached();
  });
});
