import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inbox-page.ts';
import { PlaygroundPage } from '../pages/playground-page.ts';

const question = '@brueckenfunk_hilft Mein Telefon rauscht seit dem Gewitter, was kann ich tun?';
const answer =
  'Hallo Svenja, das klingt nach der Dose. Ich schicke dir einen Techniker, er meldet sich heute noch.';

test('a post on the playground is answered by Jana, signed, and confirmed by the check page', async ({
  page,
  signIn,
}) => {
  const jana = await signIn('jana');
  const inbox = new InboxPage(await jana.newPage());
  await inbox.open();

  const playground = new PlaygroundPage(page);
  await playground.openAs('svenja_albers');
  await playground.post(question);

  await test.step('it is on her screen within moments', async () => {
    await expect(inbox.page.getByText('Mein Telefon rauscht seit dem Gewitter').first()).toBeVisible();
  });

  await test.step('she answers, and can take it back for a while', async () => {
    await inbox.page.getByText('Mein Telefon rauscht seit dem Gewitter').first().click();
    await inbox.write(answer);
    await inbox.send();
    await expect(inbox.page.getByText(/geht in \d+ s raus/u).first()).toBeVisible();
  });

  await test.step('the customer sees it with her name, without loading the page again', async () => {
    await expect(playground.entry('das klingt nach der Dose').first()).toBeVisible();
    await expect(playground.entry('das klingt nach der Dose').first()).toContainText('Jana K.');
    await expect(playground.entry('das klingt nach der Dose').first()).toContainText('^JK');
  });

  await test.step('the link in it leads to a page that confirms her and the wording', async () => {
    const link = playground
      .entry('das klingt nach der Dose')
      .locator('a[href*="/c/"]')
      .filter({ visible: true })
      .last();
    await page.goto((await link.getAttribute('href')) ?? '');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Jana K.');
    await expect(page.locator('blockquote')).toHaveText(answer);
  });

  await test.step('and her screen says that it is published', async () => {
    await expect(inbox.page.getByText(/veröffentlicht \d/u).last()).toBeVisible();
  });
});
