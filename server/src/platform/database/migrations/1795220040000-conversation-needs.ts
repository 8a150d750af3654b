import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConversationNeeds1795220040000 implements MigrationInterface {
  name = 'ConversationNeeds1795220040000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `ALTER TABLE conversation
    ADD COLUMN needs text[] NOT NULL DEFAULT '{}',
    ADD COLUMN do_not_route boolean NOT NULL DEFAULT false,
    ADD COLUMN sla_policy_id uuid,
    ADD COLUMN stuck text,
    ADD CONSTRAINT ck_conversation_stuck
      CHECK (stuck IN ('nobodyHasSkill', 'nobodySpeaks', 'nobodyInTeam', 'nobodyLeft', 'waitsFor'))`,
  // What waits for placement, by what it asks for: a line that nobody can serve does not stand before the others.
  `CREATE INDEX ix_conversation_routing
    ON conversation (team_id, needs, coalesce(stuck, ''), last_customer_message_at, id)
    WHERE assignee_id IS NULL AND status IN ('new', 'open') AND NOT is_spam AND NOT is_history
      AND closed_at IS NULL AND NOT do_not_route`,
];
