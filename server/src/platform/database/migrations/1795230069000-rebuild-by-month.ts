import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months of reports that are built anew already are known, so that nobody builds them twice. */
export class RebuildByMonth1795230069000 implements MigrationInterface {
  name = 'RebuildByMonth1795230069000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE report_state ADD COLUMN rebuild_month date`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
