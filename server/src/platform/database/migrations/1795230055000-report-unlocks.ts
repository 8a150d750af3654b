import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at figures of single people: asked for, agreed to by somebody else, and each one kept. */
export class ReportUnlocks1795230055000 implements MigrationInterface {
  name = 'ReportUnlocks1795230055000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `CREATE TABLE report_unlock (
    id uuid NOT NULL,
    team_id uuid NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    purpose text NOT NULL,
    hours integer NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamptz(3) NOT NULL,
    decided_by uuid,
    decided_at timestamptz(3),
    expires_at timestamptz(3),
    ended_at timestamptz(3),
    CONSTRAINT pk_report_unlock PRIMARY KEY (id),
    CONSTRAINT fk_report_unlock_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT fk_report_unlock_asked_by FOREIGN KEY (asked_by) REFERENCES agent (id),
    CONSTRAINT fk_report_unlock_decided_by FOREIGN KEY (decided_by) REFERENCES agent (id),
    CONSTRAINT ck_report_unlock_days CHECK (from_day <= to_day),
    CONSTRAINT ck_report_unlock_hours CHECK (hours BETWEEN 1 AND 24),
    CONSTRAINT ck_report_unlock_two_people CHECK (decided_by <> asked_by),
    CONSTRAINT ck_report_unlock_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT ck_report_unlock_expires
      CHECK (expires_at IS NULL OR (decided_at IS NOT NULL AND expires_at <= decided_at + make_interval(hours => hours)))
  )`,
  `CREATE INDEX ix_report_unlock_team ON report_unlock (team_id, asked_at)`,
  `CREATE TABLE report_look (
    id uuid NOT NULL,
    unlock_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_report_look PRIMARY KEY (id),
    CONSTRAINT fk_report_look_unlock FOREIGN KEY (unlock_id) REFERENCES report_unlock (id) ON DELETE CASCADE,
    CONSTRAINT fk_report_look_agent FOREIGN KEY (agent_id) REFERENCES agent (id)
  )`,
  `CREATE INDEX ix_report_look_unlock ON report_look (unlock_id, at)`,
  `CREATE TABLE report_look_person (
    look_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    CONSTRAINT pk_report_look_person PRIMARY KEY (look_id, agent_id),
    CONSTRAINT fk_report_look_person_look FOREIGN KEY (look_id) REFERENCES report_look (id) ON DELETE CASCADE,
    CONSTRAINT fk_report_look_person_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_report_look_person_agent ON report_look_person (agent_id)`,
];
