// `npm run check`: format, lint, lockfile, types and the specs that need no database. All run, all faults are shown.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runJest } from './run-jest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs one check and prints what it said only when it fails. */
function check(name, args) {
  return new Promise((resolve) => {
    const begun = performance.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('close', (status) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${status === 0 ? '✓' : '✕'} ${name} (${seconds} s)`);
      if (status !== 0) console.log(said);
      resolve(status === 0);
    });
  });
}

const types = (workspace) =>
  check(`types of ${workspace}`, ['node_modules/typescript/bin/tsc', '-p', workspace, '--noEmit']);

const results = await Promise.all([
  check('format', ['node_modules/oxfmt/bin/oxfmt', '--check']),
  check('lint', ['scripts/lint.mjs', '--check']),
  check('lockfile', ['scripts/check-lock.mjs']),
  ...['shared', 'server', 'client', 'e2e'].map(types),
]);

const { passed, failed } = runJest(
  ['--testPathIgnorePatterns', '\\.int\\.spec\\.ts$', '/node_modules/', '--silent'],
  {
    VISAVIS_UNIT_ONLY: '1',
  },
);
console.log(`${failed === 0 ? '✓' : '✕'} unit: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && results.every(Boolean) ? 0 : 1);
