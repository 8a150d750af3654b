import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DomainEvents1795219201000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE domain_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        type text NOT NULL,
        payload json NOT NULL,
        occurred_at timestamptz NOT NULL
      )`);
    await queryRunner.query('CREATE INDEX domain_event_occurred_at ON domain_event (occurred_at)');
    // No foreign key: both rows are written by one statement, and only settled facts are pruned.
    await queryRunner.query(`
      CREATE TABLE domain_event_delivery (
        event_id bigint NOT NULL,
        listener text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        PRIMARY KEY (listener, event_id)
      )`);
    await queryRunner.query('CREATE INDEX domain_event_delivery_due_at ON domain_event_delivery (due_at)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
