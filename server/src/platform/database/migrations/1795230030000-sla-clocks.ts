import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clocks for picking up and for the resolution, their pauses, and why a clock ended without an answer. */
export class SlaClocks1795230030000 implements MigrationInterface {
  name = 'SlaClocks1795230030000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const OPEN = 'met_at IS NULL AND cancelled_at IS NULL';
const RUNS = `breached_at IS NULL AND paused_at IS NULL AND ${OPEN}`;

const statements = [
  `ALTER TABLE sla_target
     ADD COLUMN calendar_name text,
     ADD COLUMN warn jsonb NOT NULL DEFAULT '{}',
     ADD COLUMN pauses jsonb NOT NULL DEFAULT '{}',
     ADD COLUMN paused_at timestamptz(3),
     ADD COLUMN cancel_reason text,
     ADD COLUMN cancelled_by uuid,
     ADD COLUMN no_answer_reason text,
     ADD COLUMN cancel_note text,
     DROP CONSTRAINT ck_sla_target_metric,
     ADD CONSTRAINT ck_sla_target_metric
       CHECK (metric IN ('firstResponse', 'nextResponse', 'pickUp', 'resolution')),
     ADD CONSTRAINT ck_sla_target_cancel CHECK (cancelled_at IS NOT NULL OR cancel_reason IS NULL),
     ADD CONSTRAINT ck_sla_target_no_answer
       CHECK ((no_answer_reason IS NULL) OR (cancel_reason = 'noAnswerNeeded' AND cancelled_by IS NOT NULL)),
     ADD CONSTRAINT fk_sla_target_cancelled_by FOREIGN KEY (cancelled_by) REFERENCES agent (id)`,
  `DROP INDEX uq_sla_target_open`,
  `CREATE UNIQUE INDEX uq_sla_target_open ON sla_target (conversation_id)
   WHERE metric IN ('firstResponse', 'nextResponse') AND ${OPEN}`,
  `CREATE UNIQUE INDEX uq_sla_target_open_metric ON sla_target (conversation_id, metric) WHERE ${OPEN}`,
  `DROP INDEX ix_sla_target_warn`,
  `CREATE INDEX ix_sla_target_warn ON sla_target (warn_at) WHERE warned_at IS NULL AND ${RUNS}`,
  `DROP INDEX ix_sla_target_deadline`,
  `CREATE INDEX ix_sla_target_deadline ON sla_target (deadline_at) WHERE ${RUNS}`,
  `CREATE TABLE sla_pause (
    target_id uuid NOT NULL,
    from_at timestamptz(3) NOT NULL,
    to_at timestamptz(3),
    reason text NOT NULL,
    CONSTRAINT pk_sla_pause PRIMARY KEY (target_id, from_at),
    CONSTRAINT fk_sla_pause_target FOREIGN KEY (target_id) REFERENCES sla_target (id) ON DELETE CASCADE,
    CONSTRAINT ck_sla_pause_reason CHECK (reason IN ('waitingForCustomer', 'snoozedForCustomer')),
    CONSTRAINT ck_sla_pause_order CHECK (to_at IS NULL OR to_at >= from_at)
  )`,
  `ALTER TABLE conversation ADD COLUMN due_paused_at timestamptz(3), ADD COLUMN due_frozen_at timestamptz(3)`,
];
