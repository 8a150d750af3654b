import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const PATIENCE_MS = 120_000;

/** A demonstration of its own whose process can be killed and started again, beside the one of the journeys. */
export interface OwnProduct {
  url: string;
  /** As a machine that loses its power: nothing is said goodbye to. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the built product with the demonstration, on a port and in a folder of its own. */
export async function startOwnProduct(): Promise<OwnProduct> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'visavis-own-'));
  let server: ChildProcess | null = null;
  const start = async () => {
    server = spawn(process.execPath, [join(import.meta.dirname, '../server/dist/main.js')], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, DATA_DIR: folder },
      stdio: 'ignore',
    });
    await untilReady(url, server, Date.now() + PATIENCE_MS);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  const stop = async () => {
    await end('SIGTERM');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, start, kill: () => end('SIGKILL'), stop };
}

async function untilReady(url: string, server: ChildProcess, until: number): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The product ended with ${server.exitCode}.`);
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (Date.now() > until) throw new Error('The product was not ready in time.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
