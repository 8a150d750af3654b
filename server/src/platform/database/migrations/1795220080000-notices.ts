import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notices1795220080000 implements MigrationInterface {
  name = 'Notices1795220080000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...indexes]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const tables = [
  `CREATE TABLE notice (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    kind text NOT NULL,
    conversation_id uuid NOT NULL,
    actor_agent_id uuid,
    source_id uuid NOT NULL,
    text text NOT NULL DEFAULT '',
    at timestamptz(3) NOT NULL,
    in_app boolean NOT NULL,
    by_browser boolean NOT NULL,
    by_mail boolean NOT NULL,
    seen_at timestamptz(3),
    mailed_at timestamptz(3),
    mail_settled_at timestamptz(3),
    mail_tries smallint NOT NULL DEFAULT 0,
    CONSTRAINT pk_notice PRIMARY KEY (id),
    CONSTRAINT uq_notice_source UNIQUE (agent_id, kind, source_id),
    CONSTRAINT fk_notice_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT fk_notice_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT fk_notice_actor FOREIGN KEY (actor_agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT ck_notice_kind CHECK (kind IN
      ('askedForHelp', 'handOver', 'mentioned', 'answered', 'customerBack', 'assigned', 'takenOver', 'followed')),
    CONSTRAINT ck_notice_ways CHECK (in_app OR by_mail OR by_browser),
    CONSTRAINT ck_notice_mail CHECK (mail_settled_at IS NULL OR mailed_at IS NOT NULL)
  )`,
  `CREATE TABLE notice_settings (
    agent_id uuid NOT NULL,
    ways jsonb NOT NULL,
    mail_after_minutes integer NOT NULL,
    quiet_from text,
    quiet_to text,
    shows_texts boolean NOT NULL DEFAULT false,
    CONSTRAINT pk_notice_settings PRIMARY KEY (agent_id),
    CONSTRAINT fk_notice_settings_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT ck_notice_settings_mail CHECK (mail_after_minutes > 0),
    CONSTRAINT ck_notice_settings_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
  )`,
];

const indexes = [
  // A page of somebody's notices, the newest first.
  `CREATE INDEX ix_notice_list ON notice (agent_id, at DESC, id DESC) WHERE in_app`,
  // How many are new, and the newest of them: ids rise with time.
  `CREATE INDEX ix_notice_unseen ON notice (agent_id, id DESC) WHERE seen_at IS NULL`,
  // Those of a conversation that somebody has opened, and those of one that is erased.
  `CREATE INDEX ix_notice_conversation ON notice (conversation_id, agent_id)`,
  // What still has to go out by e-mail: as many as wait, however many there are.
  `CREATE INDEX ix_notice_owed_mail ON notice (agent_id, at)
    WHERE by_mail AND seen_at IS NULL AND mail_settled_at IS NULL`,
  // When somebody was last written to.
  `CREATE INDEX ix_notice_mailed ON notice (agent_id, mailed_at) WHERE mailed_at IS NOT NULL`,
  `CREATE INDEX ix_notice_seen ON notice (seen_at) WHERE seen_at IS NOT NULL`,
];
