import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Channels1795219250000 implements MigrationInterface {
  name = 'Channels1795219250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE channel (
        id uuid NOT NULL,
        network text NOT NULL,
        name text NOT NULL,
        team_id uuid NOT NULL,
        since timestamptz(3) NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}',
        sealed_secrets text,
        sealed_state text,
        settings_version integer NOT NULL DEFAULT 1,
        cursor jsonb,
        account jsonb,
        text_limit integer,
        measure jsonb NOT NULL DEFAULT '{}',
        health_state text NOT NULL DEFAULT 'healthy',
        health_reason text,
        health_since timestamptz(3) NOT NULL,
        failures integer NOT NULL DEFAULT 0,
        last_post_at timestamptz(3),
        lag_seconds integer,
        budget jsonb,
        paused_at timestamptz(3),
        next_poll_at timestamptz(3),
        polling_until timestamptz(3),
        next_sweep_at timestamptz(3),
        streaming_until timestamptz(3),
        streaming_by uuid,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_channel PRIMARY KEY (id),
        CONSTRAINT fk_channel_team FOREIGN KEY (team_id) REFERENCES team (id),
        CONSTRAINT ck_channel_health CHECK (health_state IN ('healthy', 'degraded', 'reconnect', 'paused'))
      )`);
    await runner.query(`CREATE INDEX ix_channel_due_poll ON channel (next_poll_at) WHERE paused_at IS NULL`);
    await runner.query(
      `CREATE INDEX ix_channel_due_sweep ON channel (next_sweep_at) WHERE paused_at IS NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
