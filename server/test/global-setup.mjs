import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/platform/database/data-source-options.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { migrateQueues } from '../src/platform/queue/queue-backend.ts';

/** Nothing here has to survive a crash. */
const IN_A_HURRY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

/**
 * One PostgreSQL for the whole run, an embedded one unless DATABASE_URL names another, and in it a migrated template
 * that every jest worker clones for itself.
 */
export default async function setUp() {
  const given = process.env.DATABASE_URL;
  const dataDir = given ? null : await mkdtemp(join(tmpdir(), 'visavis-test-'));
  const postgres = dataDir === null ? null : await startEmbeddedPostgres({ dataDir, settings: IN_A_HURRY });
  const serverUrl = given ?? postgres?.url ?? '';
  const run = `visavis_test_${randomBytes(4).toString('hex')}`;
  const template = `${run}_template`;
  globalThis.visavisTestDatabase = { postgres, dataDir, serverUrl, run };

  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${template}`));
  const templateUrl = new URL(serverUrl);
  templateUrl.pathname = `/${template}`;
  const dataSource = await new DataSource(dataSourceOptions(templateUrl.href)).initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  await migrateQueues(templateUrl.href);

  process.env.VISAVIS_TEST_DATABASE = JSON.stringify({ serverUrl, run, template });
}

async function onServer(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
