import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Consent1795220020000 implements MigrationInterface {
  name = 'Consent1795220020000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `ALTER TABLE agent
    ADD COLUMN pronouns text NOT NULL DEFAULT '',
    ADD COLUMN since_year integer,
    ADD COLUMN sentence text NOT NULL DEFAULT '',
    ADD CONSTRAINT ck_agent_since_year CHECK (since_year BETWEEN 1900 AND 2200)`,
  `CREATE TABLE face_consent (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    purpose text NOT NULL,
    form text NOT NULL,
    wording text NOT NULL,
    locale text NOT NULL,
    granted_at timestamptz(3) NOT NULL,
    withdrawn_at timestamptz(3),
    CONSTRAINT pk_face_consent PRIMARY KEY (id),
    CONSTRAINT fk_face_consent_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT ck_face_consent_purpose CHECK (purpose IN ('replies', 'checkPage', 'teamPage', 'persona')),
    CONSTRAINT ck_face_consent_form CHECK (form IN ('portrait', 'firstName', 'initials', 'shielded')),
    CONSTRAINT ck_face_consent_locale CHECK (locale IN ('de', 'en'))
  )`,
  `CREATE UNIQUE INDEX uq_face_consent_current ON face_consent (agent_id, purpose) WHERE withdrawn_at IS NULL`,
  `CREATE INDEX ix_face_consent_history ON face_consent (agent_id, granted_at)`,
  `CREATE TABLE face_removal (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    purpose text NOT NULL,
    place text NOT NULL,
    count integer NOT NULL,
    CONSTRAINT pk_face_removal PRIMARY KEY (id),
    CONSTRAINT fk_face_removal_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT ck_face_removal_purpose CHECK (purpose IN ('replies', 'checkPage', 'teamPage', 'persona')),
    CONSTRAINT ck_face_removal_place CHECK (place IN ('pictures', 'replies', 'checkPages', 'linkCards', 'teamPage', 'networkProfile'))
  )`,
  `CREATE INDEX ix_face_removal_agent ON face_removal (agent_id, at)`,
  // For counting where a face stood when it is taken back.
  `CREATE INDEX ix_message_author ON message (agent_id) WHERE type = 'reply'`,
  // Whoever uploaded a photo did so below a sentence that named replies and the check page. Nobody agreed to more, and
  // who uploaded none was never asked.
  `INSERT INTO face_consent (id, agent_id, purpose, form, wording, locale, granted_at)
   SELECT gen_random_uuid(), a.id, purpose, 'portrait',
     CASE a.locale WHEN 'de'
       THEN 'Kundinnen und Kunden sehen dein Gesicht an deinen Antworten und auf der Prüfseite. Du kannst es jederzeit zurückziehen.'
       ELSE 'Customers see your face with your replies and on the check page. You can withdraw it at any time.' END,
     a.locale, coalesce((SELECT f.created_at FROM face f WHERE f.agent_id = a.id AND f.version = a.face_version), a.created_at)
   FROM agent a, unnest(ARRAY['replies', 'checkPage']) AS purpose
   WHERE a.face_version > 0 AND a.deactivated_at IS NULL`,
  // People who left before leaving closed the profile.
  `UPDATE face f SET media_id = NULL, withdrawn_at = a.deactivated_at
   FROM agent a WHERE a.id = f.agent_id AND a.deactivated_at IS NOT NULL AND f.media_id IS NOT NULL`,
  `UPDATE agent SET face_version = 0 WHERE deactivated_at IS NOT NULL AND face_version > 0`,
  `DELETE FROM media m USING agent a WHERE m.kind = 'face' AND m.owner_agent_id = a.id AND a.deactivated_at IS NOT NULL`,
];
