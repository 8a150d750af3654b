import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contacts1795219260000 implements MigrationInterface {
  name = 'Contacts1795219260000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact (
        id uuid NOT NULL,
        display_name text NOT NULL,
        muted_at timestamptz(3),
        muted_by_agent_id uuid,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_contact PRIMARY KEY (id),
        CONSTRAINT fk_contact_muted_by_agent FOREIGN KEY (muted_by_agent_id) REFERENCES agent (id)
      )`);
    await runner.query(`
      CREATE TABLE contact_identity (
        id uuid NOT NULL,
        contact_id uuid NOT NULL,
        scope text NOT NULL,
        external_id text NOT NULL,
        network text NOT NULL,
        handle text,
        name text NOT NULL,
        avatar_source_url text,
        avatar_media_id uuid,
        profile_url text,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_contact_identity PRIMARY KEY (id),
        CONSTRAINT uq_contact_identity_external UNIQUE (scope, external_id),
        CONSTRAINT fk_contact_identity_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE,
        CONSTRAINT fk_contact_identity_avatar FOREIGN KEY (avatar_media_id) REFERENCES media (id) ON DELETE SET NULL
      )`);
    await runner.query(`CREATE INDEX ix_contact_identity_contact ON contact_identity (contact_id)`);
    await runner.query(`
      CREATE INDEX ix_contact_identity_avatar ON contact_identity (avatar_media_id)
      WHERE avatar_media_id IS NOT NULL`);
    // One index answers for name and handle: a search for either looks into both.
    await runner.query(`
      CREATE INDEX ix_contact_identity_words ON contact_identity
      USING gin ((lower(name || ' ' || coalesce(handle, ''))) gin_trgm_ops)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
