import type { Page } from '@playwright/test';

/** Whether the page is wider than the screen, which no page may be on a phone. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
