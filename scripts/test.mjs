// `npm test`: jest over shared, server and client, then the journeys in a real browser, then one line with the sum.
// `npm test -- shared|server|client|e2e …` runs only those parts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runJest } from './run-jest.mjs';
import { conclude, countPlaywright } from './test-summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const JEST_PARTS = ['shared', 'server', 'client'];

function runJourneys() {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-journeys-'));
  const report = join(folder, 'report.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
      {
        cwd: join(root, 'e2e'),
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      },
    );
    const counts = countPlaywright(report);
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => ![...JEST_PARTS, 'e2e'].includes(part));
if (unknown.length > 0) {
  console.error(`Unknown part ${unknown.join(', ')}; there are ${[...JEST_PARTS, 'e2e'].join(', ')}.`);
  process.exit(1);
}
const wanted = (part) => asked.length === 0 || asked.includes(part);
const parts = [];
const jestParts = JEST_PARTS.filter(wanted);
if (jestParts.length > 0) parts.push(runJest(['--selectProjects', ...jestParts]));
if (wanted('e2e')) parts.push(runJourneys());
conclude(parts);
