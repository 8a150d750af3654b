import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SlaReapply1795230021000 implements MigrationInterface {
  name = 'SlaReapply1795230021000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `CREATE TABLE sla_reapply (
    id uuid NOT NULL,
    started_at timestamptz(3) NOT NULL,
    started_by uuid NOT NULL,
    reached uuid,
    total integer NOT NULL,
    done integer NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0,
    finished_at timestamptz(3),
    CONSTRAINT pk_sla_reapply PRIMARY KEY (id),
    CONSTRAINT fk_sla_reapply_started_by FOREIGN KEY (started_by) REFERENCES agent (id)
  )`,
  `CREATE UNIQUE INDEX uq_sla_reapply_running ON sla_reapply ((finished_at IS NULL)) WHERE finished_at IS NULL`,
];
