import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.ts';
import { freePort } from './free-port.ts';

// Playwright reads this file again in each worker; what the first reading chose travels in the environment. The server
// of the journeys takes the port a moment later.
process.env.VISAVIS_E2E_PORT ??= String(await freePort());
if (!process.env.VISAVIS_E2E_DATA) {
  const data = mkdtempSync(join(tmpdir(), 'visavis-e2e-'));
  process.env.VISAVIS_E2E_DATA = data;
  process.on('exit', () => rmSync(data, { recursive: true, force: true, maxRetries: 3 }));
}
// The journeys run on what a fresh clone has: the embedded database, no Redis, one process.
for (const name of ['DATABASE_URL', 'REDIS_URL', 'VISAVIS_ROLE', 'VISAVIS_DEMO', 'VISAVIS_SECRET'])
  delete process.env[name];

const baseURL = `http://127.0.0.1:${process.env.VISAVIS_E2E_PORT}`;
const browser = await findBrowser();

export default defineConfig({
  testDir: 'journeys',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // One product, one demo: the journeys share it and run one after another.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  // The one place for patience: a busy machine with two cores takes its time. The journeys name none of their own.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      env: { ...(process.env as Record<string, string>), ...browser.env },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
        '--disable-sync',
        '--disable-features=OptimizationHints,MediaRouter,Translate',
        '--no-proxy-server',
      ],
    },
  },
  webServer: {
    // Not through npm: it would pass the signal to a shell and leave the server and its database behind.
    command: `"${process.execPath}" ../server/dist/main.js`,
    url: `${baseURL}/readyz`,
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      ...(process.env as Record<string, string>),
      HOST: '127.0.0.1',
      PORT: process.env.VISAVIS_E2E_PORT,
      PUBLIC_URL: baseURL,
      DATA_DIR: process.env.VISAVIS_E2E_DATA,
      // Replies are looked at, compared and taken back while they are held: a slow browser needs longer than a person.
      UNDO_SECONDS: '12',
    },
  },
});
