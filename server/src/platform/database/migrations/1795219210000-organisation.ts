import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation1795219210000 implements MigrationInterface {
  name = 'Organisation1795219210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation (
        id uuid NOT NULL,
        name text NOT NULL,
        public_address text,
        locale text NOT NULL DEFAULT 'de',
        time_zone text NOT NULL DEFAULT 'Europe/Berlin',
        form_of_address text NOT NULL DEFAULT 'du',
        customer_number_pattern text,
        is_demo boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_organisation PRIMARY KEY (id),
        CONSTRAINT ck_organisation_locale CHECK (locale IN ('de', 'en')),
        CONSTRAINT ck_organisation_form_of_address CHECK (form_of_address IN ('du', 'sie'))
      )`);
    // One installation serves one organisation: two set-ups at once must not make two.
    await runner.query(`CREATE UNIQUE INDEX uq_organisation_single ON organisation ((true))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
