import { rm } from 'node:fs/promises';
import pg from 'pg';

/** Leaves nothing behind: an embedded server goes whole, a given one loses the databases of this run. */
export default async function tearDown() {
  const { postgres, dataDir, serverUrl, run } = globalThis.visavisTestDatabase;
  if (postgres === null) {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
      run,
    ]);
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
    await client.end();
  } else {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
