// Fresh start and second start of the built product to `/readyz`, and its resident memory when idle,
// beside the bare embedded PostgreSQL that each start contains.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../dist/platform/database/embedded-postgres.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const readyWithinMs = 120_000;
const idleMs = 5_000;

export async function measure({ say, scale }) {
  const bare = await startBarePostgres();
  const dataDir = mkdtempSync(join(tmpdir(), 'visavis-bench-start-'));
  try {
    const fresh = await startProduct(dataDir);
    await stop(fresh.child);
    const second = await startProduct(dataDir);
    say(`idle for ${idleMs * scale} ms …`);
    await sleep(Math.max(1_000, idleMs * scale));
    const memory = residentMegabytes(second.child.pid);
    await stop(second.child);
    return [
      {
        name: 'start: fresh',
        unit: 'ms',
        value: fresh.ms,
        limit: { name: 'bare PostgreSQL with initdb, ms', value: bare.freshMs },
      },
      {
        name: 'start: second',
        unit: 'ms',
        value: second.ms,
        limit: { name: 'bare PostgreSQL, ms', value: bare.secondMs },
      },
      {
        name: 'start: memory when idle',
        unit: 'MB',
        value: memory.node,
        limit: { name: 'node alone, MB', value: memory.bareNode },
      },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function startBarePostgres() {
  const dataDir = mkdtempSync(join(tmpdir(), 'visavis-bench-bare-'));
  const times = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const started = performance.now();
    const postgres = await startEmbeddedPostgres({ dataDir });
    times.push(performance.now() - started);
    await postgres.stop();
  }
  rmSync(dataDir, { recursive: true, force: true });
  return { freshMs: times[0], secondMs: times[1] };
}

async function startProduct(dataDir) {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      REDIS_URL: '',
      PUBLIC_URL: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (performance.now() - started < readyWithinMs) {
    if (child.exitCode !== null)
      throw new Error(`The product ended with code ${child.exitCode} before it was ready.`);
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (response?.status === 200) return { child, ms: performance.now() - started };
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error('The product was not ready within two minutes.');
}

async function stop(child) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Resident memory by /proc; zero where there is none. */
function residentMegabytes(pid) {
  const own = spawnSleeper();
  const figures = { node: readResident(pid), bareNode: readResident(own.pid) };
  own.kill();
  return figures;
}

function spawnSleeper() {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10_000)']);
  const until = performance.now() + 500;
  while (performance.now() < until) readdirSync('/');
  return child;
}

function readResident(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/u);
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
