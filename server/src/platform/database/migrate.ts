import { DataSource } from 'typeorm';

/** Spells "visavis"; any constant does, as long as every process uses the same one. */
const MIGRATION_LOCK = 0x76_69_73_61;

/** Brings the database up to date; of several processes that start at once one works and the others wait for it. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const guard = dataSource.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    await guard.release();
  }
}
