// Fresh start and second start of the built product to `/readyz`, and its resident memory when idle,
// beside the bare embedded PostgreSQL that each start contains.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../dist/platform/database/embedded-postgres.js';
import { startMain, stopMain } from './product.mjs';

const idleMs = 5_000;

export async function measure({ say, scale }) {
  const bare = await startBarePostgres();
  const dataDir = mkdtempSync(join(tmpdir(), 'visavis-bench-start-'));
  try {
    const fresh = await startMain({ DATA_DIR: dataDir });
    await stopMain(fresh.child);
    const second = await startMain({ DATA_DIR: dataDir });
    say(`idle for ${idleMs * scale} ms …`);
    await delay(Math.max(1_000, idleMs * scale));
    const memory = residentMegabytes(second.child.pid);
    await stopMain(second.child);
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
