import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the live page reads of a day without touching what lies behind it. */
export class LiveReport1795230060000 implements MigrationInterface {
  name = 'LiveReport1795230060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `CREATE INDEX ix_sla_target_fell_due ON sla_target (deadline_at)
     INCLUDE (conversation_id, met_at, cancelled_at, breached_at, paused_at)
     WHERE metric IN ('firstResponse', 'nextResponse')`,
  `CREATE INDEX ix_sla_target_first_answers ON sla_target (met_at) INCLUDE (conversation_id, started_at)
     WHERE metric = 'firstResponse' AND met_at IS NOT NULL`,
  `CREATE INDEX ix_sla_target_started ON sla_target (started_at)
     INCLUDE (conversation_id, deadline_at, met_at, cancelled_at, breached_at, paused_at)
     WHERE metric IN ('firstResponse', 'nextResponse')`,
  `CREATE INDEX ix_conversation_event_status ON conversation_event (at)
     WHERE type IN ('opened', 'reopened', 'statusChanged', 'snoozed', 'woken')`,
];
