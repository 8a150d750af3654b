import type { Locator, Page } from '@playwright/test';

/** The playground as one of its invented customers sees it, in German. */
export class PlaygroundPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async openAs(handle: string): Promise<void> {
    await this.page.goto(`/playground?as=${handle}&lang=de`);
  }

  async post(text: string): Promise<void> {
    await this.page.locator('#composer textarea').fill(text);
    await this.page.locator('#composer').getByRole('button', { name: 'Abschicken' }).click();
  }

  async postPrivately(text: string): Promise<void> {
    await this.page.locator('#composer').getByRole('radio', { name: 'Nur Brückenfunk' }).check();
    await this.post(text);
  }

  entry(text: string): Locator {
    return this.page.locator('#feed article').filter({ hasText: text });
  }
}
