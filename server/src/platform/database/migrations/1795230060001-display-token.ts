import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Screens on a wall: they show figures without anybody being signed in, with a token of their own. */
export class DisplayToken1795230060001 implements MigrationInterface {
  name = 'DisplayToken1795230060001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const table = `
  CREATE TABLE display_token (
    id uuid NOT NULL,
    name text NOT NULL,
    team_id uuid,
    token_hash bytea NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    revoked_at timestamptz(3),
    last_seen_at timestamptz(3),
    CONSTRAINT pk_display_token PRIMARY KEY (id),
    CONSTRAINT uq_display_token_hash UNIQUE (token_hash),
    CONSTRAINT fk_display_token_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT fk_display_token_created_by FOREIGN KEY (created_by) REFERENCES agent (id)
  )`;
