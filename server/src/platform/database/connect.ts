import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrateQueues } from '../queue/queue-backend.ts';
import { migrate } from './migrate.ts';

/** Connects, and brings the tables of the product and of its queues up to date before anybody reads them. */
export async function connectAndMigrate(options?: DataSourceOptions): Promise<DataSource> {
  if (options?.type !== 'postgres' || options.url === undefined)
    throw new Error('There is no database to connect to.');
  const dataSource = await new DataSource(options).initialize();
  await migrate(dataSource);
  await migrateQueues(options.url);
  return dataSource;
}
