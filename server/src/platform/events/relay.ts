import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../config/app-config.ts';
import { Logger } from '../logger.ts';
import { ListenerQueue } from './listener-queue.ts';
import { ListenerRegistry } from './listener.registry.ts';
import { OwedEventsRepository, type OwedEvent, type StoredEvent } from './owed-events.repository.ts';

const SWEEP_MS = 1_000;
const RENEW_MS = 2_000;
const PRUNE_MS = 3_600_000;
const SWEEP_LIMIT = 1_000;

/**
 * Carries facts from the commit to their listeners. The process that committed hands them over at once; a sweep in
 * every process that runs jobs takes whatever nobody has heard for five seconds, so a crash in between delays a
 * fact and never loses it.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly queues = new Map<string, ListenerQueue>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly background = new Set<Promise<unknown>>();
  private isStopped = false;

  constructor(
    private readonly config: AppConfig,
    private readonly listeners: ListenerRegistry,
    private readonly owedEvents: OwedEventsRepository,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeat(RENEW_MS, () => this.renew());
    if (!this.config.runsWorker) return;
    this.repeat(SWEEP_MS, () => this.sweep());
    this.repeat(PRUNE_MS, () => this.owedEvents.prune([...this.listeners.all().keys()]));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.background);
    // What is handed over is finished; what still waits stays owed and is heard after the next start.
    await Promise.all([...this.queues.values()].map((queue) => queue.stop()));
  }

  /** What a transaction of this process has just committed. Returns at once. */
  handOver(stored: readonly StoredEvent[]): void {
    if (stored.length === 0 || this.isStopped) return;
    for (const listener of this.listeners.all().values()) {
      const heard = stored.filter(({ event }) => listener.facts.has(event.type));
      if (heard.length > 0) this.queueOf(listener.name)?.push(heard);
    }
  }

  /** Hands out what is overdue. Safe in several processes at once. @returns how many facts it took */
  async sweep(which: 'due' | 'fresh' = 'due'): Promise<number> {
    const claimed = await this.owedEvents.claim([...this.listeners.all().keys()], SWEEP_LIMIT, which);
    for (const [name, owed] of groupByListener(claimed)) {
      const queue = this.queueOf(name);
      if (queue === undefined) continue;
      const fresh = owed.filter((one) => !queue.holds(one.id));
      // What failed before comes alone, so that one fact that cannot be handled does not hold up the others.
      const [first, again] = [
        fresh.filter((one) => one.attempts === 1),
        fresh.filter((one) => one.attempts > 1),
      ];
      if (first.length > 0) queue.push(first);
      for (const one of again) queue.pushAlone(one);
    }
    return claimed.length;
  }

  /** Resolves when every listener has been given everything that is stored, also by other processes, at least once. */
  async drain(): Promise<void> {
    for (;;) {
      while ([...this.queues.values()].some((queue) => !queue.isIdle)) {
        await Promise.all([...this.queues.values()].map((queue) => queue.idle()));
      }
      if ((await this.sweep('fresh')) === 0 && [...this.queues.values()].every((queue) => queue.isIdle))
        return;
    }
  }

  private async renew(): Promise<void> {
    const held = [...this.queues].flatMap(([listener, queue]) =>
      queue.held().map((id) => ({ listener, id })),
    );
    if (held.length > 0) await this.owedEvents.renew(held);
  }

  private queueOf(name: string): ListenerQueue | undefined {
    const existing = this.queues.get(name);
    if (existing !== undefined) return existing;
    const listener = this.listeners.get(name);
    if (listener === undefined) return undefined;
    const queue = new ListenerQueue(listener, this.owedEvents, this.logger);
    this.queues.set(name, queue);
    return queue;
  }

  /** One at a time, and never fatal: an unreachable database is tried again at the next turn. */
  private repeat(everyMs: number, work: () => Promise<unknown>): void {
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning || this.isStopped) return;
      isRunning = true;
      const turn = work()
        .catch((error: unknown) =>
          this.logger.rarely('The relay could not reach the database.', { err: error }),
        )
        .finally(() => {
          isRunning = false;
          this.background.delete(turn);
        });
      this.background.add(turn);
    }, everyMs);
    timer.unref();
    this.timers.push(timer);
  }
}

function groupByListener(owed: readonly OwedEvent[]): Map<string, OwedEvent[]> {
  const groups = new Map<string, OwedEvent[]>();
  for (const one of owed) {
    const group = groups.get(one.listener);
    if (group === undefined) groups.set(one.listener, [one]);
    else group.push(one);
  }
  return groups;
}
