import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/app-config.ts';
import { Logger } from '../logger.ts';
import { createQueueBackend, type BackedQueue, type JobOptions, type QueueBackend } from './queue-backend.ts';
import type { QueueName } from './queues.ts';

export interface AddOptions {
  /**
   * The same id is not queued twice while it waits or runs; make it of the row's id. BullMQ uses ':' itself, so it
   * becomes '-'.
   */
  jobId?: string;
  /** Not before this many milliseconds have passed. */
  delayMs?: number;
}

/** BullMQ's own advice for one `addBulk`. */
const BULK_LIMIT = 500;

/**
 * Wakes processors. A job is only a nudge: what is to be done and when stands in our rows, and a sweep finds what a lost
 * job forgot.
 */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly queues = new Map<string, BackedQueue>();
  private opened: QueueBackend | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly logger: Logger,
  ) {}

  /** @throws Error when the backend is away; a job that must not be lost has a row that a sweep finds */
  async add(queue: QueueName, data: object, options: AddOptions = {}): Promise<void> {
    await this.queueOf(queue).add(queue, data, jobOptions(options));
  }

  async addMany(queue: QueueName, jobs: readonly { data: object; options?: AddOptions }[]): Promise<void> {
    for (let start = 0; start < jobs.length; start += BULK_LIMIT) {
      const slice = jobs.slice(start, start + BULK_LIMIT);
      await this.queueOf(queue).addBulk(
        slice.map(({ data, options }) => ({ name: queue, data, opts: jobOptions(options ?? {}) })),
      );
    }
  }

  /** Repeats a job for as long as the installation lives; saying so again, also in other processes, changes nothing. */
  async every(queue: QueueName, everyMs: number, data: object = {}): Promise<void> {
    await this.queueOf(queue).upsertJobScheduler(
      `every-${queue}`,
      { every: everyMs },
      { name: queue, data, opts: { attempts: 1 } },
    );
  }

  /** How much waits, runs and is put off, by queue; for the metrics. */
  async counts(
    names: readonly QueueName[],
  ): Promise<Record<string, { waiting: number; active: number; delayed: number }>> {
    const rows = await Promise.all(
      names.map(async (name) => {
        const {
          waiting = 0,
          active = 0,
          delayed = 0,
        } = await this.queueOf(name).getJobCounts('waiting', 'active', 'delayed');
        return [name, { waiting, active, delayed }] as const;
      }),
    );
    return Object.fromEntries(rows);
  }

  /** Resolves when the backend answers. */
  async ping(): Promise<void> {
    await this.backend().ping();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    await this.opened?.close();
  }

  /** Shared with the workers of this process. */
  backend(): QueueBackend {
    this.opened ??= createQueueBackend(this.config);
    return this.opened;
  }

  private queueOf(name: QueueName): BackedQueue {
    const existing = this.queues.get(name);
    if (existing !== undefined) return existing;
    const queue = this.backend().openQueue(name);
    queue.on('error', (error) =>
      this.logger.rarely('A queue lost its backend for a moment.', { err: error, queue: name }),
    );
    this.queues.set(name, queue);
    return queue;
  }
}

function jobOptions({ jobId, delayMs }: AddOptions): JobOptions {
  return {
    ...(jobId === undefined ? {} : { jobId: jobId.replaceAll(':', '-') }),
    ...(delayMs === undefined || delayMs <= 0 ? {} : { delay: Math.ceil(delayMs) }),
  };
}
