import type { DataSourceOptions } from 'typeorm';
import { migrations } from './migrations/index.ts';

/** How every process connects. `synchronize` stays off everywhere; the schema comes from the migrations alone. */
export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
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
