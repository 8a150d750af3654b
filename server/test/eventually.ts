import { setTimeout as delay } from 'node:timers/promises';

/**
 * Tries an assertion until it holds, for what another process or a timer brings about.
 *
 * @throws what the assertion threw last, when it did not come to hold in time
 */
export async function eventually(assertion: () => Promise<void> | void, withinMs = 20_000): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await delay(20);
  }
}
