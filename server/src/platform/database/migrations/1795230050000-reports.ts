import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reports are read from: counted facts, their sums by day and month, and where building them stands. */
export class Reports1795230050000 implements MigrationInterface {
  name = 'Reports1795230050000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `CREATE TABLE report_fact (
    conversation_id uuid NOT NULL,
    measure text NOT NULL,
    day date NOT NULL,
    hour smallint NOT NULL,
    policy text NOT NULL,
    bucket integer NOT NULL,
    n integer NOT NULL,
    team_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    tags text[] NOT NULL DEFAULT '{}',
    CONSTRAINT pk_report_fact PRIMARY KEY (conversation_id, measure, day, hour, policy, bucket)
  )`,
  `CREATE INDEX ix_report_fact_day ON report_fact (measure, day, team_id, conversation_id)`,
  `CREATE TABLE report_rollup (
    dimension text NOT NULL,
    grain text NOT NULL,
    day date NOT NULL,
    team_id uuid NOT NULL,
    value text NOT NULL,
    measure text NOT NULL,
    bucket integer NOT NULL,
    n bigint NOT NULL,
    CONSTRAINT pk_report_rollup PRIMARY KEY (dimension, grain, day, team_id, value, measure, bucket),
    CONSTRAINT ck_report_rollup_grain CHECK (grain IN ('day', 'month'))
  )`,
  `CREATE INDEX ix_report_rollup_empty ON report_rollup (dimension) WHERE n = 0`,
  `CREATE TABLE report_person (
    agent_id uuid NOT NULL,
    number integer GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT pk_report_person PRIMARY KEY (agent_id),
    CONSTRAINT uq_report_person_number UNIQUE (number),
    CONSTRAINT fk_report_person_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE report_state (
    id integer NOT NULL,
    time_zone text NOT NULL,
    rebuild_asked_at timestamptz(3),
    rebuild_after uuid,
    rebuild_done integer NOT NULL DEFAULT 0,
    rebuild_total integer NOT NULL DEFAULT 0,
    built_at timestamptz(3),
    checked_at timestamptz(3),
    differences integer,
    CONSTRAINT pk_report_state PRIMARY KEY (id),
    CONSTRAINT ck_report_state_one CHECK (id = 1)
  )`,
  `CREATE TABLE saved_report (
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    query jsonb NOT NULL,
    every text,
    next_at timestamptz(3),
    sent_at timestamptz(3),
    failed_at timestamptz(3),
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_saved_report PRIMARY KEY (id),
    CONSTRAINT fk_saved_report_owner FOREIGN KEY (owner_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT ck_saved_report_every CHECK (every IN ('day', 'week', 'month'))
  )`,
  `CREATE INDEX ix_saved_report_owner ON saved_report (owner_id, created_at)`,
  `CREATE INDEX ix_saved_report_due ON saved_report (next_at) WHERE next_at IS NOT NULL`,
];
