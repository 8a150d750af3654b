import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Schedule1795220030000 implements MigrationInterface {
  name = 'Schedule1795220030000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...skills, ...availability, ...schedule]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Languages get a level like skills; those that were given so far are spoken every day. */
const skills = [
  `CREATE TABLE skill (
    id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    created_at timestamptz(3) NOT NULL,
    deleted_at timestamptz(3),
    CONSTRAINT pk_skill PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX uq_skill_name ON skill (lower(name)) WHERE deleted_at IS NULL`,
  `CREATE TABLE agent_skill (
    agent_id uuid NOT NULL,
    skill_id uuid NOT NULL,
    level smallint NOT NULL,
    CONSTRAINT pk_agent_skill PRIMARY KEY (agent_id, skill_id),
    CONSTRAINT fk_agent_skill_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT fk_agent_skill_skill FOREIGN KEY (skill_id) REFERENCES skill (id) ON DELETE CASCADE,
    CONSTRAINT ck_agent_skill_level CHECK (level BETWEEN 1 AND 3)
  )`,
  `CREATE INDEX ix_agent_skill_skill ON agent_skill (skill_id)`,
  `CREATE TABLE agent_language (
    agent_id uuid NOT NULL,
    language text NOT NULL,
    level smallint NOT NULL,
    position smallint NOT NULL,
    CONSTRAINT pk_agent_language PRIMARY KEY (agent_id, language),
    CONSTRAINT fk_agent_language_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT ck_agent_language_level CHECK (level BETWEEN 1 AND 3)
  )`,
  `INSERT INTO agent_language (agent_id, language, level, position)
   SELECT a.id, split_part(lower(given.tag), '-', 1), 2, min(given.position) - 1
   FROM agent a CROSS JOIN LATERAL unnest(a.languages) WITH ORDINALITY AS given (tag, position) GROUP BY 1, 2`,
  `ALTER TABLE agent DROP COLUMN languages`,
];

/** Whatever anybody was set to until now, they set themselves. */
const availability = [
  `ALTER TABLE agent
    ADD COLUMN availability_reason text,
    ADD COLUMN availability_returns_at timestamptz(3),
    ADD COLUMN availability_set_by text NOT NULL DEFAULT 'hand',
    ADD COLUMN availability_set_at timestamptz(3),
    ADD COLUMN availability_before text,
    ADD COLUMN last_screen_at timestamptz(3),
    ADD CONSTRAINT ck_agent_availability_reason CHECK (availability_reason IN
      ('break', 'meeting', 'training', 'endOfShift', 'leave', 'sick', 'noScreen', 'other')),
    ADD CONSTRAINT ck_agent_availability_set_by CHECK (availability_set_by IN ('hand', 'shift', 'session')),
    ADD CONSTRAINT ck_agent_availability_before CHECK (availability_before IN ('available', 'busy'))`,
  `UPDATE agent SET availability_set_at = availability_since`,
  `ALTER TABLE agent ALTER COLUMN availability_set_at SET NOT NULL`,
  `ALTER TABLE team
    ADD COLUMN weights jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN same_face_wait_minutes integer NOT NULL DEFAULT 30,
    ADD COLUMN pick_up_minutes integer,
    ADD CONSTRAINT ck_team_same_face_wait CHECK (same_face_wait_minutes BETWEEN 0 AND 10080),
    ADD CONSTRAINT ck_team_pick_up CHECK (pick_up_minutes BETWEEN 1 AND 10080)`,
];

const schedule = [
  `CREATE TABLE shift (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    team_id uuid NOT NULL,
    starts_at timestamptz(3) NOT NULL,
    ends_at timestamptz(3) NOT NULL,
    note text NOT NULL DEFAULT '',
    planned_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_shift PRIMARY KEY (id),
    CONSTRAINT fk_shift_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT fk_shift_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT ck_shift_span CHECK (ends_at > starts_at)
  )`,
  `CREATE INDEX ix_shift_agent ON shift (agent_id, starts_at)`,
  `CREATE INDEX ix_shift_team ON shift (team_id, starts_at)`,
  `CREATE INDEX ix_shift_starts ON shift (starts_at)`,
  `CREATE TABLE absence (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    kind text NOT NULL,
    starts_at timestamptz(3) NOT NULL,
    ends_at timestamptz(3) NOT NULL,
    stand_in_agent_id uuid,
    planned_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_absence PRIMARY KEY (id),
    CONSTRAINT fk_absence_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT fk_absence_stand_in FOREIGN KEY (stand_in_agent_id) REFERENCES agent (id) ON DELETE SET NULL,
    CONSTRAINT ck_absence_kind CHECK (kind IN ('leave', 'sick', 'training', 'other')),
    CONSTRAINT ck_absence_span CHECK (ends_at > starts_at),
    CONSTRAINT ck_absence_stand_in CHECK (stand_in_agent_id <> agent_id)
  )`,
  `CREATE INDEX ix_absence_agent ON absence (agent_id, ends_at)`,
  `CREATE INDEX ix_absence_ends ON absence (ends_at)`,
];
