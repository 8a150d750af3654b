import pg from 'pg';

const DEADLOCK = '40P01';

interface Given {
  serverUrl: string;
  run: string;
  template: string;
}

/** The database of this jest worker, cloned from the migrated template when first asked for. */
export async function workerDatabase(): Promise<string> {
  const { serverUrl, run, template } = given();
  const name = `${run}_w${process.env.JEST_WORKER_ID ?? '1'}`;
  return cloneDatabase(serverUrl, name, template);
}

/** Another database, for tests of what happens to a whole one; `empty` has no tables at all. */
export async function ownDatabase(suffix: string, kind: 'migrated' | 'empty' = 'migrated'): Promise<string> {
  const { serverUrl, run, template } = given();
  const name = `${run}_w${process.env.JEST_WORKER_ID ?? '1'}_${suffix}`;
  return cloneDatabase(serverUrl, name, kind === 'migrated' ? template : 'template0');
}

/** Each jest worker has a numbered Redis database of its own. Null without REDIS_URL. */
export function workerRedis(): string | null {
  const text = process.env.REDIS_URL;
  if (!text) return null;
  const url = new URL(text);
  url.pathname = `/${Number(process.env.JEST_WORKER_ID ?? '1') % 16}`;
  return url.href;
}

/** Empties every table of the product and of its queues; the schema stays. */
export async function truncateAll(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('public', 'bullmq') AND tablename <> 'migration'`,
    );
    if (rows.length > 0) await truncate(client, rows.map((row) => row.name).join(', '));
  });
}

/** A process that the spec before has killed may still be ending a transaction: whoever loses to it tries again. */
async function truncate(client: pg.Client, tables: string, tries = 5): Promise<void> {
  try {
    await client.query(`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
  } catch (error) {
    if (tries === 1 || !(error instanceof pg.DatabaseError) || error.code !== DEADLOCK) throw error;
    await truncate(client, tables, tries - 1);
  }
}

async function cloneDatabase(serverUrl: string, name: string, template: string): Promise<string> {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function given(): Given {
  const text = process.env.VISAVIS_TEST_DATABASE;
  if (text === undefined) throw new Error('The tests’ global set-up did not run.');
  return JSON.parse(text) as Given;
}
