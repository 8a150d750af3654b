import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What channels, public pages and mails rely on: languages, look, legal links, the mail server, and the first run. */
export class OrganisationFace1795220010000 implements MigrationInterface {
  name = 'OrganisationFace1795220010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation
        ADD COLUMN languages text[] NOT NULL DEFAULT '{de,en}',
        ADD COLUMN accent_colour text,
        ADD COLUMN logo_media_id uuid,
        ADD COLUMN imprint_url text,
        ADD COLUMN privacy_url text,
        ADD COLUMN away_without_screen_minutes integer DEFAULT 15,
        ADD COLUMN set_up_step text,
        ADD COLUMN mail_host text,
        ADD COLUMN mail_port integer,
        ADD COLUMN mail_security text,
        ADD COLUMN mail_user text,
        ADD COLUMN sealed_mail_password text,
        ADD COLUMN mail_from text,
        ADD CONSTRAINT ck_organisation_accent_colour CHECK (accent_colour ~ '^#[0-9a-f]{6}$'),
        ADD CONSTRAINT ck_organisation_set_up_step CHECK (set_up_step IN ('channel', 'people')),
        ADD CONSTRAINT ck_organisation_mail_security CHECK (mail_security IN ('tls', 'starttls', 'none')),
        ADD CONSTRAINT ck_organisation_mail_complete
          CHECK (mail_host IS NULL OR (mail_port IS NOT NULL AND mail_security IS NOT NULL AND mail_from IS NOT NULL))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
