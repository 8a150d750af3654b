/**
 * Lets only so many pieces of work run at once in this process, first come first served: for what takes much memory or
 * one of the few threads.
 */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next in line, or becomes free.
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

/** The same by key: work under different keys does not wait for each other. Keeps nothing of a key without work. */
export class TurnsByKey {
  private readonly byKey = new Map<string, { turns: Turns; holders: number }>();

  constructor(private readonly atOnce: number) {}

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const entry = this.byKey.get(key) ?? { turns: new Turns(this.atOnce), holders: 0 };
    this.byKey.set(key, entry);
    entry.holders += 1;
    try {
      return await entry.turns.take(work);
    } finally {
      entry.holders -= 1;
      if (entry.holders === 0) this.byKey.delete(key);
    }
  }
}
