import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RoutingRules1795220060000 implements MigrationInterface {
  name = 'RoutingRules1795220060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `CREATE TABLE routing_rule_list (
    id smallint NOT NULL DEFAULT 1,
    stamp uuid NOT NULL,
    CONSTRAINT pk_routing_rule_list PRIMARY KEY (id),
    CONSTRAINT ck_routing_rule_list_one CHECK (id = 1)
  )`,
  `CREATE TABLE routing_rule (
    id uuid NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    is_active boolean NOT NULL,
    conditions jsonb NOT NULL,
    actions jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    updated_at timestamptz(3) NOT NULL,
    updated_by uuid,
    deleted_at timestamptz(3),
    CONSTRAINT pk_routing_rule PRIMARY KEY (id),
    CONSTRAINT fk_routing_rule_editor FOREIGN KEY (updated_by) REFERENCES agent (id)
  )`,
];
