import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A closing that was taken back is a line of its own, and the live page reads it like the others that say where something stands. */
export class ClosingTakenBack1795230068000 implements MigrationInterface {
  name = 'ClosingTakenBack1795230068000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ix_conversation_event_status`);
    await runner.query(
      `CREATE INDEX ix_conversation_event_status ON conversation_event (at)
       WHERE type IN ('opened', 'reopened', 'closingTakenBack', 'statusChanged', 'snoozed', 'woken')`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
