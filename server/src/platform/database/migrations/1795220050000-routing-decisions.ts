import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RoutingDecisions1795220050000 implements MigrationInterface {
  name = 'RoutingDecisions1795220050000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...decisions, ...shields]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const decisions = [
  `ALTER TABLE routing_decision
    ADD COLUMN kind text NOT NULL DEFAULT 'placed',
    ADD COLUMN rule_id uuid,
    ADD COLUMN rule_name text,
    ADD COLUMN actions jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN considered jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN stuck text,
    ADD COLUMN picked_up_at timestamptz(3),
    ADD COLUMN pick_up_by timestamptz(3),
    ALTER COLUMN agent_id DROP NOT NULL,
    ADD CONSTRAINT ck_routing_decision_kind CHECK (kind IN ('matched', 'placed', 'stuck', 'returned'))`,
  // Load is weighed now; until here every conversation weighed one.
  `UPDATE routing_decision
    SET reasons = replace(replace(reasons::text, '"fewestOpen"', '"leastLoad"'), '"openCount"', '"load"')::jsonb
    WHERE reasons @> '[{"kind": "fewestOpen"}]'`,
  `CREATE INDEX ix_routing_decision_rule ON routing_decision (rule_id, at) WHERE rule_id IS NOT NULL`,
  `CREATE INDEX ix_routing_decision_pick_up ON routing_decision (pick_up_by) WHERE pick_up_by IS NOT NULL`,
];

const shields = [
  `CREATE TABLE routing_shield (
    agent_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    by_agent_id uuid NOT NULL,
    reason text NOT NULL DEFAULT '',
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_routing_shield PRIMARY KEY (agent_id, contact_id),
    CONSTRAINT fk_routing_shield_agent FOREIGN KEY (agent_id) REFERENCES agent (id),
    CONSTRAINT fk_routing_shield_contact FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT fk_routing_shield_by FOREIGN KEY (by_agent_id) REFERENCES agent (id)
  )`,
  `CREATE INDEX ix_routing_shield_contact ON routing_shield (contact_id)`,
];
