import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody wrote is found by when it was written: figures of four weeks read no older replies. */
export class AnswersOfPeople1795230066000 implements MigrationInterface {
  name = 'AnswersOfPeople1795230066000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ix_message_author`);
    await runner.query(
      `CREATE INDEX ix_message_author ON message (agent_id, ordered_at) WHERE type = 'reply'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
