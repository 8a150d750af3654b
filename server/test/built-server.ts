import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../dist');

/** A process of the built server, as `npm start` runs it. */
export interface ServerProcess {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** The exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Resolves when the line with the address was printed, and rejects when the process ends instead. */
  ready(): Promise<void>;
}

/** Runs the built `main.js` with nothing of this process's settings. */
export function startBuiltServer(env: Record<string, string>): ServerProcess {
  return startNode([join(DIST, 'main.js')], env);
}

/** Runs a script that may import from `dist`, whose path is handed over as `VISAVIS_DIST`. */
export function startNode(args: string[], env: Record<string, string>): ServerProcess {
  if (!existsSync(join(DIST, 'main.js')))
    throw new Error('The server is not built: run npm run build first.');
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', VISAVIS_DIST: DIST, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const ready = () =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (stdout.includes('\n')) resolve();
      };
      look();
      child.stdout?.on('data', look);
      void exited.then((code) => reject(new Error(`It ended with ${code}: ${stderr}`)));
    });
  return { child, stdout: () => stdout, stderr: () => stderr, exited, ready };
}
