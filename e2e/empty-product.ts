import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const PATIENCE_MS = 180_000;

/** A product of its own that nobody has set up, beside the one of the journeys. */
export interface EmptyProduct {
  url: string;
  /** As somebody reads it off the console. */
  token: string;
  stop(): Promise<void>;
}

/** Starts the built product without the demonstration, on a port and in a folder of its own. */
export async function startEmptyProduct(): Promise<EmptyProduct> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'visavis-first-run-'));
  const server = spawn(process.execPath, [join(import.meta.dirname, '../server/dist/main.js')], {
    env: {
      ...process.env,
      VISAVIS_DEMO: '0',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: folder,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    if (server.exitCode === null) {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const token = await printedToken(server.stdout, AbortSignal.timeout(PATIENCE_MS));
    return { url, token, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function printedToken(output: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`No one-time token was printed: ${said}`)));
    output.on('end', () => reject(new Error(`The product ended before it was ready: ${said}`)));
    output.on('data', (part: Buffer) => {
      said += part.toString();
      const token = /one-time token ([\w-]+)/u.exec(said)?.[1];
      if (token !== undefined) resolve(token);
    });
  });
}
