import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Replies1795219310000 implements MigrationInterface {
  name = 'Replies1795219310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reply_draft (
        conversation_id uuid NOT NULL,
        agent_id uuid NOT NULL,
        text text NOT NULL,
        visibility text NOT NULL,
        in_reply_to_message_id uuid,
        media_ids uuid[] NOT NULL DEFAULT '{}',
        updated_at timestamptz(3) NOT NULL,
        CONSTRAINT pk_reply_draft PRIMARY KEY (conversation_id, agent_id),
        CONSTRAINT fk_reply_draft_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
        CONSTRAINT fk_reply_draft_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
        CONSTRAINT ck_reply_draft_visibility CHECK (visibility IN ('public', 'private'))
      )`);
    await runner.query(`
      CREATE TABLE delivery (
        message_id uuid NOT NULL,
        channel_id uuid NOT NULL,
        agent_id uuid NOT NULL,
        operation text NOT NULL,
        state text NOT NULL,
        idempotency_key text NOT NULL,
        answer json NOT NULL,
        typed jsonb NOT NULL,
        new_text text,
        new_typed text,
        delivery_id uuid NOT NULL,
        record_key text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        send_at timestamptz(3) NOT NULL,
        next_attempt_at timestamptz(3),
        locked_until timestamptz(3),
        locked_by text,
        first_attempted_at timestamptz(3),
        tried_since timestamptz(3) NOT NULL,
        is_in_doubt boolean NOT NULL DEFAULT false,
        last_error jsonb,
        accepted_at timestamptz(3),
        CONSTRAINT pk_delivery PRIMARY KEY (message_id),
        CONSTRAINT uq_delivery_idempotency_key UNIQUE (idempotency_key),
        CONSTRAINT fk_delivery_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE,
        CONSTRAINT fk_delivery_channel FOREIGN KEY (channel_id) REFERENCES channel (id),
        CONSTRAINT fk_delivery_agent FOREIGN KEY (agent_id) REFERENCES agent (id),
        CONSTRAINT ck_delivery_operation CHECK (operation IN ('create', 'edit', 'delete')),
        CONSTRAINT ck_delivery_state CHECK (
          state IN ('queued', 'sending', 'unknown', 'looking', 'parked', 'done', 'failed', 'cancelled')
        ),
        CONSTRAINT ck_delivery_due CHECK (state NOT IN ('queued', 'unknown') OR next_attempt_at IS NOT NULL),
        CONSTRAINT ck_delivery_lease CHECK (
          (state IN ('sending', 'looking')) = (locked_until IS NOT NULL AND locked_by IS NOT NULL)
        ),
        CONSTRAINT ck_delivery_wording CHECK (operation <> 'edit' OR new_text IS NOT NULL)
      )`);
    await runner.query(
      `CREATE INDEX ix_delivery_due ON delivery (next_attempt_at) WHERE state IN ('queued', 'unknown')`,
    );
    await runner.query(
      `CREATE INDEX ix_delivery_lease ON delivery (locked_until) WHERE state IN ('sending', 'looking')`,
    );
    await runner.query(`CREATE INDEX ix_delivery_parked ON delivery (channel_id) WHERE state = 'parked'`);
    await runner.query(`
      CREATE TABLE delivery_pause (
        channel_id uuid NOT NULL,
        until timestamptz(3) NOT NULL,
        CONSTRAINT pk_delivery_pause PRIMARY KEY (channel_id),
        CONSTRAINT fk_delivery_pause_channel FOREIGN KEY (channel_id) REFERENCES channel (id) ON DELETE CASCADE
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
