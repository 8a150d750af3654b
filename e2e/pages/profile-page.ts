import { expect, type Locator, type Page } from '@playwright/test';

/** The profile of whoever is signed in, in German. */
export class ProfilePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/settings/profile');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Profil' })).toBeVisible();
    await expect(this.page.getByRole('region', { name: 'Wofür du was zeigst' })).toBeVisible();
  }

  /** The card of one purpose. */
  purpose(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  preview(): Locator {
    return this.page.getByRole('region', { name: 'Vorschau' });
  }

  async agree(purpose: string, form: string): Promise<void> {
    const card = this.purpose(purpose);
    await card.getByRole('radio', { name: form }).check();
    await card.getByRole('button', { name: /^Zustimmen/u }).click();
    await expect(card.getByText(/^Zugestimmt am/u)).toBeVisible();
    await expect(card.getByRole('button', { name: /^Zustimmen/u })).toBeHidden();
  }

  async withdrawEverything(): Promise<void> {
    await this.page.getByRole('button', { name: 'Alles zurückziehen' }).click();
    await expect(this.page.getByText(/^Alles zurückgezogen/u)).toBeVisible();
  }

  async choosePhoto(name: string, buffer: Buffer): Promise<void> {
    await this.page
      .locator('input[type="file"][accept*="image"]')
      .setInputFiles({ name, mimeType: 'image/png', buffer });
  }
}
