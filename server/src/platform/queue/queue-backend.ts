import { createPostgresBackend, createRedisBackend, runMigrations, withBackend, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { AppConfig } from '../config/app-config.ts';

/** What the product uses of a BullMQ queue, the same on PostgreSQL and on Redis. */
export interface BackedQueue {
  add(name: string, data: object, options?: JobOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: object; opts?: JobOptions }[]): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: object; opts: object },
  ): Promise<unknown>;
  getJobCounts(
    ...types: ('waiting' | 'active' | 'delayed' | 'prioritized')[]
  ): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface JobOptions {
  jobId?: string;
  delay?: number;
}

export interface BackedWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  close(force?: boolean): Promise<void>;
}

export interface QueueBackend {
  openQueue(name: string): BackedQueue;
  openWorker(name: string, concurrency: number, handle: (data: unknown) => Promise<void>): BackedWorker;
  /** Resolves when the backend answers, rejects when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Nothing is kept of a job that is over: the truth is in our rows, and an id that is kept would keep the same job from
 * being added again. What failed for good is in the log, and the sweep of its module finds the row again.
 */
const JOB_DEFAULTS = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

/** A failed fetch, for instance while the database restarts, is tried again after this long. */
const RUN_RETRY_MS = 500;
/**
 * A job whose process was killed is handed out again after at most the sum of these, instead of BullMQ's minute; until
 * then its id counts as running and cannot be added again.
 */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 5_000;
const WORKER_DEFAULTS = {
  runRetryDelay: RUN_RETRY_MS,
  lockDuration: LOCK_MS,
  stalledInterval: STALLED_CHECK_MS,
} as const;

/** The tables of the PostgreSQL backend, in their own schema `bullmq`; other processes wait meanwhile. */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

/** Redis when REDIS_URL is set, else PostgreSQL: the one switch. */
export function createQueueBackend(config: AppConfig): QueueBackend {
  if (config.redisUrl !== null) return redisBackend(config.redisUrl);
  if (config.databaseUrl !== null) return postgresBackend(config.databaseUrl);
  throw new Error('Queues need a database or Redis.');
}

function postgresBackend(connectionString: string): QueueBackend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // One connection for each queue and worker besides its LISTEN: more would not be faster, only used up sooner.
  const connection = { connectionString, max: 1, keepAlive: true };
  const pinger = new pg.Pool({
    connectionString,
    max: 1,
    connectionTimeoutMillis: 3_000,
    allowExitOnIdle: true,
  });
  pinger.on('error', () => {});
  return {
    openQueue: (name) => new Queue(name, { connection, defaultJobOptions: JOB_DEFAULTS }) as BackedQueue,
    openWorker: (name, concurrency, handle) =>
      new Worker(name, (job) => handle(job.data), {
        connection,
        concurrency,
        ...WORKER_DEFAULTS,
      }) as BackedWorker,
    ping: async () => {
      await pinger.query('SELECT FROM bullmq.migration LIMIT 1');
    },
    close: () => pinger.end(),
  };
}

function redisBackend(url: string): QueueBackend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const producer = new Redis(url, { maxRetriesPerRequest: 3, enableReadyCheck: true });
  producer.on('error', () => {});
  const options = { prefix: 'visavis' };
  return {
    openQueue: (name) =>
      new Queue(name, { ...options, connection: producer, defaultJobOptions: JOB_DEFAULTS }) as BackedQueue,
    openWorker: (name, concurrency, handle) =>
      new Worker(name, (job) => handle(job.data), {
        ...options,
        connection: { url, maxRetriesPerRequest: null },
        concurrency,
        ...WORKER_DEFAULTS,
      }) as BackedWorker,
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      producer.disconnect();
    },
  };
}
