import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { InboxPage } from '../pages/inbox-page.ts';
import { PlaygroundPage } from '../pages/playground-page.ts';

const draft = 'Hallo Finn, die eSIM ist jetzt freigeschaltet.';

/** A private message of yesterday waits in the demonstration; the playground takes answers for a day. */
test('a reply window that is over says so, loses no word, and opens when the customer writes again', async ({
  page,
  signIn,
}) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  await inbox.page.goto('/inbox/all?status=waiting');
  await inbox.openConversation('Finn Jansen');

  await test.step('before anything is sent', async () => {
    await inbox.write(draft);
    await expect(
      inbox.page.getByText(/nimmt seit .* keine Antwort mehr an, bis Finn wieder schreibt/u),
    ).toBeVisible();
    await expect(inbox.page.getByText('Fenster zu').first()).toBeVisible();
    await expect(inbox.sendButton()).toBeDisabled();
    await inbox.send();
    await expect(inbox.composer()).toHaveValue(draft);
    await expectAccessible(inbox.page, 'a composer whose window is over');
  });

  await test.step('the draft is there after a reload', async () => {
    await expect
      .poll(async () => {
        const answer = await inbox.page.request.get(`/api/conversations/${inbox.conversationId()}/draft`);
        return ((await answer.json()) as { draft: { text: string } | null }).draft?.text;
      })
      .toBe(draft);
    await inbox.page.reload();
    await expect(inbox.composer()).toHaveValue(draft);
  });

  await test.step('he writes again, and it counts down anew', async () => {
    const playground = new PlaygroundPage(page);
    await playground.openAs('finn_j');
    await playground.postPrivately('Geht es schon? EID endet auf 4471.');
    await expect(inbox.page.getByText(/^Fenster 23:\d\d Std$/u).first()).toBeVisible({ timeout: 20_000 });
    await expect(inbox.composer()).toHaveValue(draft);
    await expect(inbox.sendButton()).toBeEnabled();
  });

  await test.step('and the same words go out', async () => {
    await inbox.send();
    await expect(
      page.locator('#feed article').filter({ hasText: 'jetzt freigeschaltet' }).first(),
    ).toBeVisible({
      timeout: 20_000,
    });
  });
});
