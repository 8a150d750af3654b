import { expect, type Locator, type Page } from '@playwright/test';

/** The inbox as an agent of the demonstration sees it, in German. */
export class InboxPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/inbox/all');
    await expect(this.page.getByRole('navigation').first()).toBeVisible();
  }

  row(name: string): Locator {
    return this.page.locator('a[data-conversation]').filter({ hasText: name });
  }

  async openConversation(name: string): Promise<void> {
    await this.row(name).first().click();
    await expect(this.thread()).toBeVisible();
  }

  thread(): Locator {
    return this.page.getByRole('log', { name: 'Verlauf' });
  }

  composer(): Locator {
    return this.page.getByRole('textbox', { name: /Antwort|Notiz/u });
  }

  async write(text: string): Promise<void> {
    await this.composer().click();
    await this.composer().fill(text);
  }

  async send(): Promise<void> {
    await this.composer().press('Control+Enter');
  }
}
