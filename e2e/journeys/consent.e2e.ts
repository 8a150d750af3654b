import { deflateSync, crc32 } from 'node:zlib';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { InboxPage } from '../pages/inbox-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';

const PURPOSES = ['In Antworten', 'Auf der Prüfseite', 'Auf der Teamseite', 'Als Profil im Netzwerk'];

/** A photo of 300 by 200, red on the left and blue on the right. */
function aPhoto(): Buffer {
  const [width, height] = [300, 200];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (1 + width * 3) + 1 + x * 3 + (x < width / 2 ? 0 : 2)] = 220;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

const bytes = async (request: APIRequestContext, address: string): Promise<Buffer> => {
  const answer = await request.get(address);
  expect([address, answer.status()]).toEqual([address, 200]);
  return answer.body();
};
/** The portrait that stands in for the picture of an address. */
const standIn = (address: string) => address.replace(/\/\d+\/(\d+\.webp)$/u, '/0/$1');
const teamPhotoOf = (page: Page, mark: string) =>
  page.getByRole('listitem').filter({ hasText: mark }).locator('img').first();

test('Jana lends her face, takes it back everywhere at once, and what she wrote stays true', async ({
  signIn,
  source,
  browser,
  baseURL,
}) => {
  test.slow();
  const { customer } = source;
  const jana = await signIn('jana');
  const visitor = await browser.newContext({ baseURL, locale: 'de-DE' });

  await test.step('she gives a new photo, cut to what she wants to show, and agrees to each purpose', async () => {
    const profile = new ProfilePage(await jana.newPage());
    await profile.open();
    await profile.choosePhoto('jana.png', aPhoto());
    const dialog = profile.page.getByRole('dialog', { name: 'Ausschnitt wählen' });
    await dialog.getByRole('group', { name: /Ausschnitt des Fotos/u }).focus();
    for (let step = 0; step < 12; step += 1) await profile.page.keyboard.press('ArrowRight');
    await dialog.getByRole('slider', { name: 'Vergrößern' }).fill('1.5');
    await expectAccessible(profile.page, 'choosing the part of a photo');
    await dialog.getByRole('button', { name: 'Foto verwenden' }).click();
    await expect(profile.page.getByText('Dein Foto ist gespeichert.')).toBeVisible();
    await profile
      .purpose('Auf der Teamseite')
      .getByRole('button', { name: /^Zurückziehen/u })
      .click();
    await expect(profile.purpose('Auf der Teamseite').getByText(/^Zurückgezogen am/u)).toBeVisible();
    await profile.agree('Auf der Teamseite', 'Foto und Name');
    await expectAccessible(profile.page, 'the profile');
    await profile.page.close();
  });

  const { delivery, conversation } = await test.step('she answers a customer', async () => {
    await source.send({ externalId: `lent-${customer}`, text: `Wer antwortet mir hier? ${customer}` });
    const inbox = new InboxPage(await jana.newPage());
    await inbox.open();
    await inbox.openConversation(customer);
    await inbox.write('Ich bin Jana, und ich bleibe dran.');
    await inbox.send();
    await expect.poll(() => source.received.length).toBe(1);
    return { delivery: source.received[0], conversation: inbox.page.url() };
  });
  const checkUrl = delivery?.checkUrl ?? '';
  const { request } = visitor;

  const shown =
    await test.step('her face is on the check page, the card, the team page and at the network', async () => {
      expect(delivery?.agent.name).toBe('Jana K.');
      const check = (await (await request.get(`${checkUrl}.json`)).json()) as { reply: { faceUrl: string } };
      const page = await visitor.newPage();
      await page.goto('/team?lang=de');
      await expectAccessible(page, 'the team page');
      const teamFace = (await teamPhotoOf(page, '^JK').getAttribute('src')) ?? '';
      await page.getByRole('navigation', { name: 'Sprache' }).getByRole('link', { name: 'Türkçe' }).click();
      await expect(page.getByRole('heading', { name: /^Mehmet A\./u })).toBeVisible();
      await expect(page.getByRole('heading', { name: /^Jana K\./u })).toBeHidden();
      await page.goto(checkUrl);
      await expect(page.getByRole('heading', { name: /Jana K\. aus unserem Team/u })).toBeVisible();
      await page.getByRole('link', { name: 'Unser Team' }).click();
      await expect(page).toHaveURL(/\/team/u);
      await page.close();
      const addresses = [delivery?.agent.avatarUrl ?? '', check.reply.faceUrl, teamFace];
      for (const address of addresses)
        expect((await bytes(request, address)).equals(await bytes(request, standIn(address)))).toBe(false);
      return { addresses, card: await bytes(request, `${checkUrl}/card.png`) };
    });

  await test.step('one click takes it back, with a proof', async () => {
    const colleague = new InboxPage(await (await signIn('mehmet')).newPage());
    await colleague.page.goto(conversation);
    await expect(colleague.thread()).toContainText('und ich bleibe dran');
    const photo = colleague.thread().locator('img[src*="/faces/"]').last();
    const before = await photo.getAttribute('src');
    expect(before).not.toContain('/0/');
    const profile = new ProfilePage(await jana.newPage());
    await profile.open();
    await profile.withdrawEverything();
    await expect(profile.page.getByRole('table', { name: 'Entfernt' })).toContainText('gelöscht');
    await expect(profile.preview()).toContainText('— Serviceteam ^JK');
    await expectAccessible(profile.page, 'the profile after a withdrawal');
    await profile.page.close();
    // On the screen of a colleague that was open all the while, too.
    await expect(colleague.thread().locator(`img[src="${before}"]`)).toHaveCount(0);
    await expect(photo).toHaveAttribute('src', /\/0\/\d+\.webp$/u);
  });

  await test.step('it is gone at every old address, and the reply is still confirmed', async () => {
    for (const address of shown.addresses)
      expect((await bytes(request, address)).equals(await bytes(request, standIn(address)))).toBe(true);
    expect((await bytes(request, `${checkUrl}/card.png`)).equals(shown.card)).toBe(false);
    const page = await visitor.newPage();
    await page.goto(checkUrl);
    await expect(page.getByRole('heading', { name: /Jana K\. aus unserem Team/u })).toBeVisible();
    await expect(page.getByText('Ich bin Jana, und ich bleibe dran.')).toBeVisible();
    await page.goto('/team?lang=de');
    await expect(page.getByText('^JK')).toHaveCount(0);
  });

  await test.step('and she can lend it again', async () => {
    const profile = new ProfilePage(await jana.newPage());
    await profile.open();
    for (const purpose of PURPOSES) await profile.agree(purpose, 'Foto und Name');
    await expect(profile.preview()).toContainText('— Jana aus dem Serviceteam ^JK');
  });
  await visitor.close();
});
