import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Media1795219220000 implements MigrationInterface {
  name = 'Media1795219220000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE media (
        id uuid NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        mime_type text,
        bytes integer,
        width integer,
        height integer,
        alt text NOT NULL DEFAULT '',
        source_url text,
        fail_reason text,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz(3),
        owner_agent_id uuid,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_media PRIMARY KEY (id),
        CONSTRAINT ck_media_kind CHECK (kind IN ('upload', 'remote', 'face', 'avatar')),
        CONSTRAINT ck_media_state CHECK (state IN ('pending', 'ready', 'failed', 'refused')),
        CONSTRAINT ck_media_ready CHECK (state <> 'ready' OR (mime_type IS NOT NULL AND bytes IS NOT NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX uq_media_avatar_source ON media (md5(source_url)) WHERE kind = 'avatar'`,
    );
    await runner.query(`CREATE INDEX ix_media_due ON media (next_attempt_at) WHERE state = 'pending'`);
    await runner.query(`
      CREATE TABLE media_blob (
        media_id uuid NOT NULL,
        variant text NOT NULL,
        mime_type text NOT NULL,
        data bytea NOT NULL,
        CONSTRAINT pk_media_blob PRIMARY KEY (media_id, variant),
        CONSTRAINT fk_media_blob_media FOREIGN KEY (media_id) REFERENCES media (id) ON DELETE CASCADE,
        CONSTRAINT ck_media_blob_variant CHECK (variant IN ('original', 'preview', '64', '256', '512'))
      )`);
    // Pictures are compressed already: trying again costs time on every write and read.
    await runner.query(`ALTER TABLE media_blob ALTER COLUMN data SET STORAGE EXTERNAL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
