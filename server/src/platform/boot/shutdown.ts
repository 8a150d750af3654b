/** An idle stop takes a moment; one with work in hand at most this long. */
const LONGEST_MS = 9_500;

/**
 * Stops everything once, in the reverse order of its start, on the first SIGINT or SIGTERM. A second signal does not
 * interrupt it, since it is bounded anyway.
 */
export class Shutdown {
  private readonly steps: (() => Promise<void>)[] = [];
  private running: Promise<void> | null = null;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void this.exit());
  }

  add(step: () => Promise<void>): void {
    this.steps.unshift(step);
  }

  /** Runs every step, also after one that fails. */
  run(): Promise<void> {
    this.running ??= this.stop();
    return this.running;
  }

  private async exit(): Promise<void> {
    await this.run();
    process.exit(0);
  }

  private async stop(): Promise<void> {
    const until = performance.now() + LONGEST_MS;
    for (const [index, step] of this.steps.entries()) {
      // The last step is the database's, which bounds itself; whatever stands before it leaves it a second.
      const isLast = index === this.steps.length - 1;
      await bounded(step, Math.max(0, until - performance.now() - (isLast ? 0 : 1_000)));
    }
  }
}

async function bounded(step: () => Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([step(), late]);
  } catch (error) {
    console.error('A part did not stop cleanly:', error instanceof Error ? error.message : error);
  } finally {
    clearTimeout(timer);
  }
}
