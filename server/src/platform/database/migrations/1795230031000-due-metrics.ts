import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row of the inbox may show any clock, when that is the one due first. */
export class DueMetrics1795230031000 implements MigrationInterface {
  name = 'DueMetrics1795230031000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE conversation
         DROP CONSTRAINT ck_conversation_metric,
         ADD CONSTRAINT ck_conversation_metric
           CHECK (due_metric IN ('firstResponse', 'nextResponse', 'pickUp', 'resolution'))`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
