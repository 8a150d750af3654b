import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What was just opened is really there: a menu or dialog that fades in has no contrast yet. It begins to fade two frames
 * after it was asked for; what moves for longer, as a bar that runs out, is not waited for.
 */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const passing = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && Number(effect?.getComputedTiming().endTime) <= 1_000,
      );
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

/** No serious and no critical fault in what is on screen now, in light and in dark. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await comeToRest(page);
    const axe = new AxeBuilder({ page });
    // In the dark nothing but the colours differs.
    const { violations } = await (
      colorScheme === 'light' ? axe.withTags(RULES) : axe.withRules('color-contrast')
    ).analyze();
    const faults = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.html}`));
    expect(faults, `${what}, ${colorScheme}`).toEqual([]);
  }
}
