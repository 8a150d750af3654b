// The built product as a child process over an embedded PostgreSQL of the bench's own, signed in as the
// demonstration's administrator. Everything stays on loopback and ends with `stop()`.
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../dist/platform/database/embedded-postgres.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const readyWithinMs = 120_000;

/** @returns {Promise<number>} a port of loopback that nobody listens on */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Starts main and waits for `/readyz`. @returns the child, its address and how long that took in milliseconds */
export async function startMain(env) {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: '',
      PUBLIC_URL: '',
      ...env,
      PORT: String(port),
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (performance.now() - started < readyWithinMs) {
    if (child.exitCode !== null)
      throw new Error(`The product ended with code ${child.exitCode} before it was ready.`);
    const response = await fetch(`${url}/readyz`).catch(() => null);
    if (response?.status === 200) return { child, url, ms: performance.now() - started };
    await delay(20);
  }
  child.kill('SIGKILL');
  throw new Error('The product was not ready within two minutes.');
}

export async function stopMain(child) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** The product over a database that the bench may look into. */
export async function startProduct() {
  const dataDir = mkdtempSync(join(tmpdir(), 'visavis-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const { child, url } = await startMain({
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir,
    VISAVIS_DEMO: '1',
    VISAVIS_SECRET: 'a secret of the bench that guards nothing',
    LOG_LEVEL: 'error',
  });
  const database = new pg.Pool({ connectionString: postgres.url, max: 4 });
  const cookie = await signIn(url);
  return {
    url,
    cookie,
    database,
    call: (path, options) => call(url, cookie, path, options),
    async stop() {
      await database.end();
      await stopMain(child);
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** @returns the cookies of a new session; everybody of the demonstration has the same password */
export async function signIn(url, email = 'admin@brueckenfunk.example') {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: 'vis-a-vis' }),
  });
  if (!response.ok) throw new Error(`Signing in was refused with ${response.status}.`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** A request as somebody who is signed in. @returns the answer; anything but success throws */
export async function call(url, cookie, path, { method = 'GET', body } = {}) {
  const response = await fetch(url + path, {
    method,
    headers: { cookie, origin: url, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.error?.message}`);
  return answer;
}

/** A webhook channel and a function that sends posts through its door. */
export async function openDoor(product, name) {
  const channel = await product.call('/api/channels', {
    method: 'POST',
    body: { network: 'webhook', name, settings: {} },
  });
  return {
    channelId: channel.id,
    async send(posts) {
      const body = JSON.stringify(posts);
      const response = await fetch(channel.hookUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-visavis-signature': `sha256=${createHmac('sha256', channel.secret).update(body).digest('hex')}`,
        },
        body,
      });
      const answer = await response.json();
      if (response.status !== 202)
        throw new Error(`The door answered ${response.status}: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}

/** One post as the webhook door takes it; every fifth text is longer. */
export function aPost(number, postedAt = new Date()) {
  const words =
    'Seit heute früh leuchtet die Lampe am Router rot und das Internet ist weg, Neustart hat nichts gebracht.';
  return {
    externalId: `bench-${number}`,
    kind: 'mention',
    visibility: 'public',
    author: {
      externalId: `author-${number % 20_000}`,
      name: `Kunde ${number % 20_000}`,
      handle: `kunde_${number % 20_000}`,
    },
    text: `${words} Vorgang ${number}.${number % 5 === 0 ? ` ${words}` : ''}`,
    language: 'de',
    postedAt: postedAt.toISOString(),
  };
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
