/** What waits under each key, such as the ids of messages under their conversation. */
export type Gathered = Map<string, Set<string>>;

/**
 * Hands on what is offered at once, and what is offered again under the same key within `intervalMs` together, when that
 * time is up. So a single change is on its way without delay, and a burst costs one delivery for each interval.
 */
export class Paced {
  private readonly deliveredAt = new Map<string, number>();
  private readonly running = new Set<Promise<void>>();
  private waiting: Gathered = new Map();
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;

  constructor(
    private readonly intervalMs: number,
    private readonly deliver: (gathered: Gathered) => Promise<void>,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** Resolves when what could go at once is delivered. @throws what delivering it throws */
  async offer(offered: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    if (this.isStopped) return;
    const due: Gathered = new Map();
    const now = performance.now();
    for (const [key, values] of offered) {
      if (this.isDue(key, now) && !this.waiting.has(key)) due.set(key, new Set(values));
      else this.wait(key, values);
    }
    this.schedule();
    await this.run(due);
  }

  /** Delivers everything that waits, and waits for what is on its way. For tests. */
  async flush(): Promise<void> {
    while (this.waiting.size > 0 || this.running.size > 0) {
      await this.runWaiting(() => true);
      await Promise.allSettled(this.running);
    }
  }

  stop(): void {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.waiting.clear();
  }

  private isDue(key: string, now: number): boolean {
    return now - (this.deliveredAt.get(key) ?? -Infinity) >= this.intervalMs;
  }

  private wait(key: string, values: ReadonlySet<string>): void {
    const already = this.waiting.get(key) ?? new Set();
    for (const value of values) already.add(value);
    this.waiting.set(key, already);
  }

  private schedule(): void {
    if (this.timer !== null || this.waiting.size === 0 || this.isStopped) return;
    const oldest = Math.min(...[...this.waiting.keys()].map((key) => this.deliveredAt.get(key) ?? 0));
    const inMs = Math.max(1, oldest + this.intervalMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      const now = performance.now();
      void this.runWaiting((key) => this.isDue(key, now)).finally(() => this.schedule());
    }, inMs);
    this.timer.unref();
  }

  private async runWaiting(isTaken: (key: string) => boolean): Promise<void> {
    const taken = [...this.waiting].filter(([key]) => isTaken(key));
    for (const [key] of taken) this.waiting.delete(key);
    try {
      await this.run(new Map(taken));
    } catch (error) {
      this.onFault(error);
      // Nobody asks for it again, so it stays owed.
      if (!this.isStopped) for (const [key, values] of taken) this.wait(key, values);
    }
  }

  private async run(gathered: Gathered): Promise<void> {
    if (gathered.size === 0) return;
    const now = performance.now();
    this.forget(now);
    for (const key of gathered.keys()) this.deliveredAt.set(key, now);
    const work = this.deliver(gathered);
    const settled = work.then(
      () => {},
      () => {},
    );
    this.running.add(settled);
    await work.finally(() => this.running.delete(settled));
  }

  /** Keys that may go at once anyway need no memory. */
  private forget(now: number): void {
    for (const key of this.deliveredAt.keys()) {
      if (!this.isDue(key, now)) break;
      this.deliveredAt.delete(key);
    }
  }
}
