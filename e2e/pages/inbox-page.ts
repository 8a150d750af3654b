import { expect, type Locator, type Page } from '@playwright/test';

/** The inbox as an agent of the demonstration sees it, in German. */
export class InboxPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(view = 'all'): Promise<void> {
    await this.page.goto(`/inbox/${view}`);
    await expect(this.page.getByRole('navigation').first()).toBeVisible();
  }

  row(name: string): Locator {
    return this.page.locator('a[data-conversation]').filter({ hasText: name });
  }

  /** Who else is in the open conversation, as its head says it. */
  headSign(words: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('img', { name: words });
  }

  /** The row that has the focus. */
  focusedRow(): Locator {
    return this.page.locator('a[data-conversation]:focus');
  }

  async openConversation(name: string): Promise<void> {
    await this.row(name).first().click();
    await expect(this.thread()).toBeVisible();
  }

  /** The conversation that is open, by its id in the address. */
  conversationId(): string {
    return new URL(this.page.url()).searchParams.get('c') ?? '';
  }

  thread(): Locator {
    return this.page.getByRole('log', { name: 'Verlauf' });
  }

  composer(): Locator {
    return this.page.getByRole('textbox', { name: /Antwort|Notiz/u });
  }

  sendButton(): Locator {
    return this.page.getByRole('button', { name: /^(?:Öffentlich|Privat) senden/u });
  }

  async write(text: string): Promise<void> {
    await this.composer().click();
    await this.composer().fill(text);
  }

  /** Types, and goes on with its last letter for as long as something is looked at: colleagues see it for seconds only. */
  async whileTyping(text: string, look: () => Promise<void>): Promise<void> {
    await this.composer().pressSequentially(text);
    const last = text.slice(-1);
    let isOver = false;
    const looking = look().finally(() => (isOver = true));
    // What it finds wrong is told below, once the typing has stopped.
    looking.catch(() => {});
    while (!isOver) {
      await this.page.keyboard.press('Backspace');
      await this.page.keyboard.press(last, { delay: 500 });
    }
    await looking;
    await expect(this.composer()).toHaveValue(text);
  }

  async send(): Promise<void> {
    await this.composer().press('Control+Enter');
  }

  /** A single letter works only outside text fields: the thread takes the focus first. */
  async press(letter: string): Promise<void> {
    await this.thread().focus();
    await this.page.keyboard.press(letter);
  }

  async attach(name: string, mimeType: string, buffer: Buffer): Promise<void> {
    await this.page.locator('form input[type="file"]').setInputFiles({ name, mimeType, buffer });
  }
}
