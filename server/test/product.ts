import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { WebhookAnswer } from '@visavis/shared/api/hooks';
import { Redis } from 'ioredis';
import pg from 'pg';
import { signSha256Hex } from '../src/platform/crypto/hmac.ts';
import { startBuiltServer, type ServerProcess } from './built-server.ts';
import { FakeClock } from './fakes/fake-clock.ts';
import type { SignedInHeaders } from './sign-in.ts';
import { createTestApp, freePort, type TestApp } from './test-app.ts';
import { testConfig } from './test-config.ts';
import { ownDatabase, workerRedis } from './test-database.ts';

const PATIENCE_MS = 30_000;

export interface ProductGiven<W> {
  /** Names its database; one per spec file. */
  name: string;
  /** Makes what the processes will find, before any of them runs. */
  world: (app: TestApp) => Promise<W>;
  env?: Record<string, string>;
}

/** A webhook channel, as the source behind it knows it. */
export interface Door {
  id: string;
  secret: string | null;
}

/** Another process of the same installation. */
export interface ProductProcess {
  readonly url: string;
  readonly server: ServerProcess;
}

/**
 * The whole built product over a database of its own: real processes, which a test may kill and start again, and which
 * are only spoken to as the world speaks to them.
 */
export class Product<W> {
  private readonly processes: ProductProcess[] = [];

  private constructor(
    readonly world: W,
    readonly database: pg.Pool,
    readonly databaseUrl: string,
    private readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  static async prepare<W>({ name, world, env = {} }: ProductGiven<W>): Promise<Product<W>> {
    const databaseUrl = await ownDatabase(name);
    await emptyRedis();
    const app = await createTestApp({ settings: { databaseUrl }, clock: new FakeClock(new Date()) });
    let made: W;
    try {
      made = await world(app);
      await app.settle();
    } finally {
      await app.close();
    }
    const database = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    return new Product(made, database, databaseUrl, mkdtempSync(join(tmpdir(), 'visavis-product-')), env);
  }

  /** Starts a process, on the given port where it shall be the successor of another. */
  async start(env: Record<string, string> = {}, port?: number): Promise<ProductProcess> {
    const at = port ?? (await freePort());
    const redis = workerRedis();
    const server = startBuiltServer({
      DATABASE_URL: this.databaseUrl,
      ...(redis !== null && { REDIS_URL: redis }),
      VISAVIS_SECRET: testConfig().secrets[0] ?? '',
      VISAVIS_DEMO: '0',
      DATA_DIR: this.folder,
      LOG_LEVEL: 'error',
      OUTBOUND_ALLOW: '127.0.0.0/8',
      PORT: String(at),
      ...this.env,
      ...env,
    });
    const started = { url: `http://127.0.0.1:${at}`, server };
    this.processes.push(started);
    await server.ready();
    return started;
  }

  /** The end that nobody can prepare for. */
  async kill({ server }: ProductProcess): Promise<void> {
    server.child.kill('SIGKILL');
    await server.exited;
  }

  async stop(): Promise<void> {
    for (const { server } of this.processes) {
      server.child.kill('SIGTERM');
      await server.exited;
    }
    await this.database.end();
    await emptyRedis();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async rows<R>(sql: string, params: unknown[] = []): Promise<R[]> {
    return (await this.database.query(sql, params)).rows as R[];
  }

  async count(from: string): Promise<number> {
    const [row] = await this.rows<{ count: string }>(`SELECT count(*) FROM ${from}`);
    return Number(row?.count);
  }
}

/** One signed call at a door, whatever comes of it. @throws when there is no answer */
export async function knock(url: string, door: Door, posts: unknown): Promise<Response> {
  const raw = JSON.stringify(posts);
  return fetch(`${url}/api/hooks/${door.id}`, {
    method: 'POST',
    body: raw,
    headers: {
      'Content-Type': 'application/json',
      'X-Visavis-Signature': `sha256=${signSha256Hex(door.secret ?? '', raw)}`,
    },
  });
}

/** As networks do: the same call until it was taken. @throws when that took longer than any outage of these tests */
export async function deliver(
  url: string,
  door: Door,
  posts: unknown,
  onRefused: (answer: Response) => Promise<void> = async () => {},
): Promise<WebhookAnswer> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const answer = await knock(url, door, posts).catch(() => null);
    if (answer?.status === 202) return (await answer.json()) as WebhookAnswer;
    if (answer !== null) await onRefused(answer);
    await delay(40);
  }
  throw new Error('The door took nothing for too long.');
}

/** A call to the API as somebody who is signed in. @throws when there is no answer */
export async function call(
  url: string,
  as: SignedInHeaders,
  path: string,
  given: { method?: string; body?: unknown } = {},
): Promise<Response> {
  const { method = given.body === undefined ? 'GET' : 'POST', body } = given;
  return fetch(url + path, {
    method,
    headers: { Cookie: as.Cookie, Origin: url, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** What killed processes left behind must not reach those of another test. */
async function emptyRedis(): Promise<void> {
  const url = workerRedis();
  if (url === null) return;
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
}
