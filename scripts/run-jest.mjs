// Runs jest over the workspaces and counts. Jest needs a flag of Node for ES modules, so it is started by hand.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countJest } from './test-summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string[]} args what jest is told besides the report
 * @param {Record<string, string>} [env] on top of the environment
 * @returns {{ passed: number, failed: number }}
 */
export function runJest(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-jest-'));
  const report = join(folder, 'report.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--experimental-vm-modules',
        'node_modules/jest/bin/jest.js',
        '--json',
        `--outputFile=${report}`,
        ...args,
      ],
      // Jest's own report goes to stderr; the JSON it repeats on stdout is for the file only.
      { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } },
    );
    const counts = countJest(report);
    // A global teardown that failed shows in nothing but the exit code.
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
