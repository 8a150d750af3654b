import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HandOver1795220070000 implements MigrationInterface {
  name = 'HandOver1795220070000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `CREATE TABLE hand_over (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    from_agent_id uuid,
    to_agent_id uuid,
    from_team_id uuid NOT NULL,
    to_team_id uuid NOT NULL,
    cause text NOT NULL,
    note text NOT NULL DEFAULT '',
    is_announced boolean NOT NULL DEFAULT false,
    by_agent_id uuid,
    at timestamptz(3) NOT NULL,
    answered_at timestamptz(3),
    CONSTRAINT pk_hand_over PRIMARY KEY (id),
    CONSTRAINT fk_hand_over_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT fk_hand_over_from FOREIGN KEY (from_agent_id) REFERENCES agent (id),
    CONSTRAINT fk_hand_over_to FOREIGN KEY (to_agent_id) REFERENCES agent (id),
    CONSTRAINT fk_hand_over_from_team FOREIGN KEY (from_team_id) REFERENCES team (id),
    CONSTRAINT fk_hand_over_to_team FOREIGN KEY (to_team_id) REFERENCES team (id),
    CONSTRAINT fk_hand_over_by FOREIGN KEY (by_agent_id) REFERENCES agent (id),
    CONSTRAINT ck_hand_over_cause CHECK (cause IN ('hand', 'away', 'shiftEnd', 'leave', 'left', 'notPickedUp'))
  )`,
  `CREATE INDEX ix_hand_over_conversation ON hand_over (conversation_id, at)`,
  `CREATE INDEX ix_hand_over_to ON hand_over (to_agent_id, at, id)`,
  `CREATE TABLE bulk_change (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    change jsonb NOT NULL,
    rows jsonb NOT NULL,
    at timestamptz(3) NOT NULL,
    undone_at timestamptz(3),
    CONSTRAINT pk_bulk_change PRIMARY KEY (id),
    CONSTRAINT fk_bulk_change_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_bulk_change_at ON bulk_change (at)`,
  `CREATE TABLE conversation_follower (
    conversation_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_conversation_follower PRIMARY KEY (conversation_id, agent_id),
    CONSTRAINT fk_conversation_follower_conversation FOREIGN KEY (conversation_id)
      REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT fk_conversation_follower_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `ALTER TABLE message_mention
    ADD COLUMN kind text NOT NULL DEFAULT 'mention',
    ADD COLUMN answered_at timestamptz(3),
    ADD CONSTRAINT ck_message_mention_kind CHECK (kind IN ('mention', 'ask'))`,
  `CREATE INDEX ix_message_mention_asked ON message_mention (agent_id) WHERE kind = 'ask' AND answered_at IS NULL`,
];
