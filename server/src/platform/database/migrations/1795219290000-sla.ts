import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sla1795219290000 implements MigrationInterface {
  name = 'Sla1795219290000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...policies, ...clocks]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const policies = [
  `CREATE TABLE business_hours (
    id uuid NOT NULL,
    name text NOT NULL,
    hours jsonb NOT NULL,
    CONSTRAINT pk_business_hours PRIMARY KEY (id)
  )`,
  `CREATE TABLE sla_policy (
    id uuid NOT NULL,
    team_id uuid NOT NULL,
    business_hours_id uuid NOT NULL,
    name text NOT NULL,
    first_response_minutes double precision NOT NULL,
    next_response_minutes double precision NOT NULL,
    CONSTRAINT pk_sla_policy PRIMARY KEY (id),
    CONSTRAINT uq_sla_policy_team UNIQUE (team_id),
    CONSTRAINT fk_sla_policy_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT fk_sla_policy_hours FOREIGN KEY (business_hours_id) REFERENCES business_hours (id),
    CONSTRAINT ck_sla_policy_minutes CHECK (first_response_minutes > 0 AND next_response_minutes > 0)
  )`,
];

const clocks = [
  `CREATE TABLE sla_target (
    id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    metric text NOT NULL,
    turn integer NOT NULL,
    policy_id uuid NOT NULL,
    policy_name text NOT NULL,
    hours jsonb NOT NULL,
    target_minutes double precision NOT NULL,
    started_at timestamptz(3) NOT NULL,
    fetch_delay_ms bigint NOT NULL,
    deadline_at timestamptz(3),
    warn_at timestamptz(3),
    warned_at timestamptz(3),
    met_at timestamptz(3),
    met_by_message_id uuid,
    breached_at timestamptz(3),
    cancelled_at timestamptz(3),
    CONSTRAINT pk_sla_target PRIMARY KEY (id),
    CONSTRAINT uq_sla_target_turn UNIQUE (conversation_id, metric, turn),
    CONSTRAINT fk_sla_target_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT ck_sla_target_metric CHECK (metric IN ('firstResponse', 'nextResponse')),
    CONSTRAINT ck_sla_target_delay CHECK (fetch_delay_ms >= 0),
    CONSTRAINT ck_sla_target_breach CHECK (breached_at IS NULL OR breached_at = deadline_at),
    CONSTRAINT ck_sla_target_end CHECK (met_at IS NULL OR cancelled_at IS NULL)
  )`,
  `CREATE UNIQUE INDEX uq_sla_target_open ON sla_target (conversation_id)
    WHERE met_at IS NULL AND cancelled_at IS NULL`,
  `CREATE INDEX ix_sla_target_warn ON sla_target (warn_at)
    WHERE warned_at IS NULL AND breached_at IS NULL AND met_at IS NULL AND cancelled_at IS NULL`,
  `CREATE INDEX ix_sla_target_deadline ON sla_target (deadline_at)
    WHERE breached_at IS NULL AND met_at IS NULL AND cancelled_at IS NULL`,
  `CREATE TABLE sla_turn (
    message_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    ordered_at timestamptz(3) NOT NULL,
    received_at timestamptz(3) NOT NULL,
    dismissed_at timestamptz(3),
    CONSTRAINT pk_sla_turn PRIMARY KEY (message_id),
    CONSTRAINT fk_sla_turn_message FOREIGN KEY (message_id) REFERENCES message (id) ON DELETE CASCADE,
    CONSTRAINT fk_sla_turn_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_sla_turn_conversation ON sla_turn (conversation_id, ordered_at)`,
];
