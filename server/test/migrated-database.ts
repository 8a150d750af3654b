import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/platform/database/data-source-options.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { migrations } from '../src/platform/database/migrations/index.ts';
import { ownDatabase } from './test-database.ts';

/**
 * A database as it was before a migration, filled by `fill`, and migrated since then.
 *
 * @param name of the database, unlike those of other specs
 * @returns a connection that its caller destroys
 */
export async function migratedDatabase(
  name: string,
  migration: (typeof migrations)[number],
  fill: (before: DataSource) => Promise<void>,
): Promise<DataSource> {
  const url = await ownDatabase(name, 'empty');
  const earlier = migrations.slice(0, migrations.indexOf(migration));
  const before = await new DataSource({ ...dataSourceOptions(url), migrations: earlier }).initialize();
  try {
    await migrate(before);
    await fill(before);
  } finally {
    await before.destroy();
  }
  const after = await new DataSource(dataSourceOptions(url)).initialize();
  await migrate(after);
  return after;
}
