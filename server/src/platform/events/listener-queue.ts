import { Logger } from '../logger.ts';
import type { FactListener } from './listener.registry.ts';
import type { OwedEventsRepository, StoredEvent } from './owed-events.repository.ts';

/** More facts than this never go into one call, however many wait. */
const BATCH_LIMIT = 500;

/** What one listener still has to hear in this process: one call at a time, and facts that wait meanwhile go together. */
export class ListenerQueue {
  private batches: { events: StoredEvent[]; isAlone: boolean }[] = [];
  private readonly ids = new Set<string>();
  private running: Promise<void> | null = null;
  private isStopped = false;

  constructor(
    private readonly listener: FactListener,
    private readonly owedEvents: OwedEventsRepository,
    private readonly logger: Logger,
  ) {}

  get isIdle(): boolean {
    return this.running === null;
  }

  push(events: readonly StoredEvent[]): void {
    this.enqueue([...events], false);
  }

  pushAlone(event: StoredEvent): void {
    this.enqueue([event], true);
  }

  holds(id: string): boolean {
    return this.ids.has(id);
  }

  held(): string[] {
    return [...this.ids];
  }

  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  /** Finishes the call in progress and makes no other. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.batches = [];
    await this.idle();
  }

  private enqueue(events: StoredEvent[], isAlone: boolean): void {
    if (this.isStopped) return;
    this.batches.push({ events, isAlone });
    for (const { id } of events) this.ids.add(id);
    this.running ??= this.work();
  }

  private async work(): Promise<void> {
    // A turn later, so that the caller of `push` is never held up by a listener.
    await Promise.resolve();
    for (let batch = this.next(); batch.length > 0; batch = this.next()) await this.hand(batch);
    // In the turn of the last look: a fact that comes a turn later has to begin anew.
    this.running = null;
  }

  private next(): StoredEvent[] {
    const first = this.batches.shift();
    if (first === undefined) return [];
    const events = first.events;
    while (!first.isAlone && events.length < BATCH_LIMIT) {
      const following = this.batches[0];
      if (
        following === undefined ||
        following.isAlone ||
        events.length + following.events.length > BATCH_LIMIT
      )
        break;
      events.push(...following.events);
      this.batches.shift();
    }
    return events.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  }

  private async hand(batch: readonly StoredEvent[]): Promise<void> {
    const ids = batch.map(({ id }) => id);
    try {
      await this.listener.handle(batch.map(({ event }) => event));
      await this.owedEvents.settle(this.listener.name, ids);
    } catch (error) {
      this.logger.error('A listener failed; it will be asked again.', {
        err: error,
        listener: this.listener.name,
        facts: ids.length,
        firstId: ids[0],
      });
      await this.owedEvents.postpone(this.listener.name, ids).catch(() => {
        // The database is away; what was taken comes back when its time is up.
      });
    }
    for (const id of ids) this.ids.delete(id);
  }
}
