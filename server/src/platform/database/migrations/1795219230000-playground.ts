import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Playground1795219230000 implements MigrationInterface {
  name = 'Playground1795219230000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE playground_account (
        id uuid NOT NULL,
        handle text NOT NULL,
        name text NOT NULL,
        portrait text NOT NULL,
        is_brand boolean NOT NULL,
        avatar_media_id uuid,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_playground_account PRIMARY KEY (id),
        CONSTRAINT uq_playground_account_handle UNIQUE (handle)
      )`);
    await runner.query(`
      CREATE TABLE playground_post (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        text text NOT NULL,
        visibility text NOT NULL,
        in_reply_to_id uuid,
        root_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        counterpart_id uuid,
        mentions_brand boolean NOT NULL DEFAULT false,
        media jsonb NOT NULL DEFAULT '[]',
        agent jsonb,
        check_url text,
        idempotency_key text,
        change bigint NOT NULL,
        created_at timestamptz(3) NOT NULL,
        edited_at timestamptz(3),
        deleted_at timestamptz(3),
        CONSTRAINT pk_playground_post PRIMARY KEY (id),
        CONSTRAINT uq_playground_post_key UNIQUE (idempotency_key),
        CONSTRAINT fk_playground_post_account FOREIGN KEY (account_id) REFERENCES playground_account (id),
        CONSTRAINT fk_playground_post_counterpart FOREIGN KEY (counterpart_id) REFERENCES playground_account (id),
        CONSTRAINT ck_playground_post_visibility CHECK (visibility IN ('public', 'private')),
        CONSTRAINT ck_playground_post_private CHECK ((visibility = 'private') = (counterpart_id IS NOT NULL))
      )`);
    await runner.query(`CREATE UNIQUE INDEX uq_playground_post_change ON playground_post (change)`);
    await runner.query(`CREATE INDEX ix_playground_post_root ON playground_post (root_id, created_at)`);
    await runner.query(`
      CREATE INDEX ix_playground_post_counterpart ON playground_post (counterpart_id) WHERE counterpart_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE playground_hook (
        url text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_playground_hook PRIMARY KEY (url)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
