import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ModuleMetadata, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { AppModule } from '../src/app.module.ts';
import { Completeness } from '../src/platform/boot/completeness.ts';
import { Clock } from '../src/platform/clock.ts';
import { AppConfig, type AppSettings } from '../src/platform/config/app-config.ts';
import { Database } from '../src/platform/database/database.ts';
import { Relay } from '../src/platform/events/relay.ts';
import { Readiness } from '../src/platform/health/readiness.ts';
import { configureHttp } from '../src/platform/http/configure-http.ts';
import { PlatformModule } from '../src/platform/platform.module.ts';
import { JobQueue } from '../src/platform/queue/job-queue.ts';
import { ProcessorRegistry } from '../src/platform/queue/processor.registry.ts';
import { queueNames } from '../src/platform/queue/queues.ts';
import { QueueWorkers } from '../src/platform/queue/queue-workers.ts';
import { FakeClock } from './fakes/fake-clock.ts';
import { FakeJobQueue } from './fakes/fake-job-queue.ts';
import { testConfig } from './test-config.ts';
import { truncateAll, workerDatabase } from './test-database.ts';

export interface TestAppOptions {
  /** Modules to build besides the platform; the whole application unless told. */
  modules?: NonNullable<ModuleMetadata['imports']>;
  /** More providers, controllers and processors, beside the modules. */
  providers?: NonNullable<ModuleMetadata['providers']>;
  controllers?: NonNullable<ModuleMetadata['controllers']>;
  /** Puts fakes in place: `(builder) => builder.overrideProvider(SafeHttpClient).useValue(http.client)`. */
  override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
  /** Settings other than the tests' own. */
  settings?: Partial<AppSettings>;
  /** `fake` runs jobs by the test's clock when it settles; `bullmq` is the real queue with real time. */
  queue?: 'fake' | 'bullmq';
  clock?: FakeClock;
  /** Keep what is in the database instead of beginning with an empty one. */
  keepData?: boolean;
}

export interface TestApp {
  readonly app: NestExpressApplication;
  /** Where it listens, and its PUBLIC_URL: the `Origin` of unsafe requests. */
  readonly url: string;
  readonly config: AppConfig;
  readonly clock: FakeClock;
  readonly database: Database;
  /** Null with `queue: 'bullmq'`. */
  readonly jobs: FakeJobQueue | null;
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** Resolves when every listener heard every fact and every job that is due by the clock ran. */
  settle(): Promise<void>;
  /** Empties every table. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const SETTLE_MS = 10_000;

/** The application on a port of its own over this worker's database, emptied first. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const databaseUrl = options.settings?.databaseUrl ?? (await workerDatabase());
  if (options.keepData !== true) await truncateAll(databaseUrl);
  const dataDir = mkdtempSync(join(tmpdir(), 'visavis-data-'));
  const config = testConfig({ port: await freePort(), dataDir, ...options.settings, databaseUrl });
  const clock = options.clock ?? new FakeClock();
  let app: NestExpressApplication | null = null;
  const jobs =
    options.queue === 'bullmq'
      ? null
      : new FakeJobQueue(clock, () => (app as NestExpressApplication).get(ProcessorRegistry));
  app = await build(options, config, clock, jobs);
  const running = app;
  try {
    configureHttp(running);
    await running.listen(config.port, '127.0.0.1');
  } catch (error) {
    await running.close();
    throw error;
  }
  running.get(Readiness).started();
  return {
    app: running,
    url: config.publicUrl,
    config,
    clock,
    database: running.get(Database),
    jobs,
    get: (token) => running.get(token),
    settle: () => settle(running, jobs),
    reset: async () => {
      await running.get(Relay).drain();
      jobs?.clear();
      await truncateAll(databaseUrl);
    },
    close: async () => {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function build(
  options: TestAppOptions,
  config: AppConfig,
  clock: FakeClock,
  jobs: FakeJobQueue | null,
): Promise<NestExpressApplication> {
  const { modules, providers = [], controllers = [] } = options;
  const imports = modules === undefined ? [AppModule] : [PlatformModule, ...modules];
  let builder = Test.createTestingModule({ imports, providers, controllers });
  builder = builder.overrideProvider(AppConfig).useValue(config).overrideProvider(Clock).useValue(clock);
  if (jobs !== null)
    builder = builder.overrideProvider(JobQueue).useValue(jobs).overrideProvider(QueueWorkers).useValue({});
  // A part of the application is incomplete by design.
  if (modules !== undefined) builder = builder.overrideProvider(Completeness).useValue({});
  builder = options.override?.(builder) ?? builder;
  const module = await builder.compile();
  return module.createNestApplication<NestExpressApplication>({
    bodyParser: false,
    logger: ['error', 'warn'],
    forceCloseConnections: true,
  });
}

async function settle(app: NestExpressApplication, jobs: FakeJobQueue | null): Promise<void> {
  const relay = app.get(Relay);
  const until = Date.now() + SETTLE_MS;
  for (let isQuiet = false; !isQuiet;) {
    if (Date.now() > until) throw new Error(`The application did not settle within ${SETTLE_MS} ms.`);
    await relay.drain();
    isQuiet = jobs === null ? await realQueueIsQuiet(app) : (await jobs.runDue()) === 0;
    if (!isQuiet && jobs === null) await delay(10);
  }
}

/** Quiet twice, and nothing handed over in between: between a job's end and its effect lies a moment. */
async function realQueueIsQuiet(app: NestExpressApplication): Promise<boolean> {
  for (let look = 0; look < 2; look += 1) {
    const counts = await app.get(JobQueue).counts(queueNames);
    if (Object.values(counts).some(({ waiting, active }) => waiting + active > 0)) return false;
    await app.get(Relay).drain();
  }
  return true;
}
