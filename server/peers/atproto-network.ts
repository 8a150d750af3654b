import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ownDatabase } from '../test/test-database.ts';

const LAUNCHER = fileURLToPath(new URL('atproto-network.mjs', import.meta.url));
const START_MS = 60_000;
const STOP_MS = 15_000;

/** A whole AT Protocol network of our own, until `stop`. */
export interface AtprotoNetwork {
  /** Address of the data server; it passes on what belongs to the app view. */
  pds: string;
  stop(): Promise<void>;
}

/** @throws Error saying what is missing; `npm run test:peers` brings packages and Redis */
export async function startAtprotoNetwork(): Promise<AtprotoNetwork> {
  const { PEERS_DIR, PEERS_REDIS_HOST } = process.env;
  if (!PEERS_DIR || !PEERS_REDIS_HOST)
    throw new Error('The network needs PEERS_DIR and PEERS_REDIS_HOST: run this by `npm run test:peers`.');
  const folder = mkdtempSync(join(tmpdir(), 'visavis-atproto-'));
  const child = spawn(process.execPath, [LAUNCHER], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PEERS_DIR,
      REDIS_HOST: PEERS_REDIS_HOST,
      DB_POSTGRES_URL: await ownDatabase('network', 'empty'),
      LOG_ENABLED: 'false',
      // Repositories and blobs lie there, and go with it.
      TMPDIR: folder,
    },
  });
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { pds: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const give = (why: string) => reject(new Error(`${why}\n${said.slice(-20).join('\n')}`));
    const timer = setTimeout(() => give(`The network did not start within ${START_MS} ms.`), START_MS);
    child.once('error', reject);
    child.once('exit', (code) => give(`The network ended with ${String(code)} instead of starting.`));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (!line.startsWith('{"pds"')) return;
        clearTimeout(timer);
        resolve((JSON.parse(line) as { pds: string }).pds);
      });
    }
  });
}

/** It ends when its input ends; what hangs is killed. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.stdin?.end();
  await exit;
  clearTimeout(timer);
}
