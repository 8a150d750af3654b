import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake1795219300000 implements MigrationInterface {
  name = 'Intake1795219300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE raw_hook (
        id uuid NOT NULL,
        channel_id uuid NOT NULL,
        body bytea NOT NULL,
        received_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_raw_hook PRIMARY KEY (id),
        CONSTRAINT fk_raw_hook_channel FOREIGN KEY (channel_id) REFERENCES channel (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX ix_raw_hook_received ON raw_hook (received_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
