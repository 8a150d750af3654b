import { afterAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ownDatabase } from '../../../test/test-database.ts';
import { migrateQueues } from '../queue/queue-backend.ts';
import { dataSourceOptions } from './data-source-options.ts';
import { migrate } from './migrate.ts';

describe('several processes that start at once on an empty database', () => {
  const connected: DataSource[] = [];
  afterAll(async () => {
    for (const dataSource of connected) await dataSource.destroy();
  });

  it('migrate it once, and all find it ready', async () => {
    const url = await ownDatabase('migrate', 'empty');
    const startOne = async () => {
      const dataSource = await new DataSource(dataSourceOptions(url)).initialize();
      connected.push(dataSource);
      await migrate(dataSource);
      await migrateQueues(url);
      return dataSource.showMigrations();
    };
    expect(await Promise.all([startOne(), startOne(), startOne()])).toEqual([false, false, false]);
    const names = await connected[0]?.query<{ name: string }[]>('SELECT name FROM migration');
    expect(names?.length).toBeGreaterThan(1);
    expect(new Set(names?.map(({ name }) => name)).size).toBe(names?.length);
  });
});
