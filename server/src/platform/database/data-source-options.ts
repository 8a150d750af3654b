import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { migrations } from './migrations/index.ts';

/** How every process connects. `synchronize` stays off everywhere; the schema comes from the migrations alone. */
export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    // Given, so that TypeORM does not look for a native driver first.
    driver: pg,
    url,
    migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    migrationsRun: false,
    logging: false,
    applicationName: 'visavis',
    poolSize: 24,
    extra: { connectionTimeoutMillis: 10_000, keepAlive: true },
  };
}
