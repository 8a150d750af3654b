import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Routing1795219280000 implements MigrationInterface {
  name = 'Routing1795219280000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `CREATE TABLE routing_decision (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    reasons jsonb NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_routing_decision PRIMARY KEY (id),
    CONSTRAINT fk_routing_decision_conversation FOREIGN KEY (conversation_id)
      REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT fk_routing_decision_agent FOREIGN KEY (agent_id) REFERENCES agent (id)
  )`,
  `CREATE INDEX ix_routing_decision_conversation ON routing_decision (conversation_id, at)`,
  `CREATE INDEX ix_routing_decision_agent ON routing_decision (agent_id, at)`,
  `CREATE TABLE routing_release (
    conversation_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_routing_release PRIMARY KEY (conversation_id, agent_id),
    CONSTRAINT fk_routing_release_conversation FOREIGN KEY (conversation_id)
      REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT fk_routing_release_agent FOREIGN KEY (agent_id) REFERENCES agent (id)
  )`,
];
