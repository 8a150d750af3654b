import { tmpdir } from 'node:os';
import { parseAllowEntry } from '../src/platform/config/allow-entry.ts';
import { AppConfig, type AppSettings } from '../src/platform/config/app-config.ts';
import { workerRedis } from './test-database.ts';

/** Settings of a test: no demo, loopback may be called, and Redis only where the run was given one. */
export function testConfig(settings: Partial<AppSettings> = {}): AppConfig {
  const loopback = ['127.0.0.0/8', '::1/128', 'localhost'].map(parseAllowEntry);
  const port = settings.port ?? 3000;
  return new AppConfig({
    port,
    host: '127.0.0.1',
    dataDir: tmpdir(),
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl: null,
    redisUrl: workerRedis(),
    role: 'all',
    secrets: ['a secret that only tests use'],
    demo: false,
    outboundAllow: loopback.filter((entry) => entry !== null),
    metricsToken: null,
    logLevel: 'error',
    undoSeconds: 8,
    clientDir: null,
    ...settings,
  });
}
