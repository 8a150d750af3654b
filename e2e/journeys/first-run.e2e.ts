import { expect, test, type Page } from '@playwright/test';
import { startEmptyProduct, type EmptyProduct } from '../empty-product.ts';
import { expectAccessible } from '../pages/accessible.ts';

/** A picture of 120 by 40 pixels in one colour, as a bitmap that the browser of the journey draws itself. */
async function aLogo(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 40 });
    canvas.getContext('2d')?.fillRect(0, 0, 120, 40);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(data, 'base64');
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test.describe('an empty installation', () => {
  // A second product starts beside the first, and two people walk through it.
  test.setTimeout(360_000);
  let product: EmptyProduct;
  test.beforeAll(async () => {
    product = await startEmptyProduct();
  });
  test.afterAll(async () => product.stop());

  test('is set up in four steps, left and gone on with, and ends in the inbox', async ({ browser }) => {
    const context = await browser.newContext({ baseURL: product.url });
    const page = await context.newPage();

    await page.goto('/');
    await expect(page).toHaveURL(/\/setup/u);
    await expect(page.getByText('Step 1 of 4')).toBeVisible();
    await expectAccessible(page, 'the first step');
    await page.getByLabel('Name of the company').fill('Nordlicht Energie');
    await page.getByLabel('Public address').fill('https://nordlicht.example');
    await press(page, 'Continue');
    await expect(heading(page, 'Who sets it up?')).toBeFocused();

    // Left before there is an account: the browser remembers.
    await page.reload();
    await expect(page.getByText('Step 2 of 4')).toBeVisible();
    await page.getByLabel('Your name').fill('Imke Petersen');
    await page.getByLabel('E-mail address').fill('imke@nordlicht.example');
    await page.getByLabel('Password').fill('five green bottles');
    await page.getByLabel('One-time key').fill('not the key');
    await press(page, 'Set up');
    await expect(page.getByText("The key isn't right or was used already.")).toBeVisible();
    await page.getByLabel('One-time key').fill(product.token);
    await press(page, 'Set up');
    await expect(heading(page, 'Where do posts come from?')).toBeVisible();

    // Left with an account: the server remembers.
    await page.reload();
    await expect(page.getByText('Step 3 of 4')).toBeVisible();
    await press(page, 'Connect a channel');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Webhook/u })
      .click();
    await press(page, 'Connect');
    await expect(page.getByRole('dialog').getByText('Webhook is connected.')).toBeVisible();
    await page.keyboard.press('Escape');
    await press(page, 'Continue');
    await expect(page.getByText('Step 4 of 4')).toBeVisible();

    await press(page, 'Continue later');
    await expect(page).toHaveURL(/\/inbox\/all/u);
    await page.getByRole('link', { name: 'Continue', exact: true }).click();
    await expect(heading(page, 'Who answers?')).toBeVisible();
    await page.getByLabel('Full name').fill('Ole Hansen');
    await page.getByLabel('E-mail address').fill('ole@nordlicht.example');
    await press(page, 'Invite');
    const link = await page.getByLabel('Link for Ole Hansen').textContent();
    await expectAccessible(page, 'the last step');
    await page.setViewportSize({ width: 320, height: 640 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
      .toBe(false);
    await press(page, 'Go to the inbox');
    await expect(page).toHaveURL(/\/inbox\/all/u);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Continue', exact: true })).toHaveCount(0);

    await test.step('the invited colleague sets a password and signs in', async () => {
      const own = await browser.newContext();
      const colleague = await own.newPage();
      await colleague.goto(link ?? '');
      await colleague.getByLabel('New password').fill('nine blue kettles');
      await colleague.getByRole('button', { name: 'Save password' }).click();
      await colleague.getByLabel('E-mail address').fill('ole@nordlicht.example');
      await colleague.getByLabel('Password').fill('nine blue kettles');
      await colleague.getByRole('button', { name: 'Sign in' }).click();
      await expect(colleague).toHaveURL(/\/inbox\/all/u);
      await own.close();
    });

    await test.step('its logo, colour and imprint stand on the check page', async () => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto('/settings/organisation');
      const look = page.getByRole('region', { name: 'Look of the public pages' });
      await look
        .getByLabel('Logo', { exact: true })
        .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: await aLogo(page) });
      await expect(look.getByRole('img', { name: 'Logo' })).toBeVisible();
      await look.getByRole('textbox', { name: 'Colour', exact: true }).fill('#c2410c');
      await look.getByRole('button', { name: 'Save' }).click();
      const legal = page.getByRole('region', { name: 'Legal' });
      await legal.getByRole('textbox', { name: 'Imprint' }).fill('https://nordlicht.example/imprint');
      await legal.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Not saved yet')).toHaveCount(0);
      await expectAccessible(page, 'the settings of the organisation');
      await page.setViewportSize({ width: 320, height: 640 });
      await expect
        .poll(() => page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth))
        .toBe(0);

      const customer = await (await browser.newContext({ baseURL: product.url })).newPage();
      await customer.goto('/c/0000000000000');
      const logo = customer.locator('header img');
      await expect(logo).toBeVisible();
      await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120);
      await expect(customer.getByRole('link', { name: 'Imprint' })).toHaveAttribute(
        'href',
        'https://nordlicht.example/imprint',
      );
      await expect(customer.getByText('Nordlicht Energie')).toBeVisible();
      await expectAccessible(customer, 'the check page');
      await customer.context().close();
    });
    await context.close();
  });
});
