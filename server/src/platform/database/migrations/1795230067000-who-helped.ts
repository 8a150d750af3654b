import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who helped a customer last is found at once, also where the same customer has asked thousands of times and nobody helped. */
export class WhoHelped1795230067000 implements MigrationInterface {
  name = 'WhoHelped1795230067000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX ix_conversation_helped ON conversation (contact_id, last_customer_message_at)
       WHERE last_helper_id IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
