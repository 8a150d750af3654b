import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Agents1795219240000 implements MigrationInterface {
  name = 'Agents1795219240000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...people, ...access]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const people = [
  `CREATE TABLE team (
    id uuid NOT NULL,
    name text NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    is_closed boolean NOT NULL DEFAULT false,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_team PRIMARY KEY (id)
  )`,
  `CREATE UNIQUE INDEX uq_team_name ON team (lower(name))`,
  `CREATE UNIQUE INDEX uq_team_default ON team (is_default) WHERE is_default`,
  `CREATE TABLE agent (
    id uuid NOT NULL,
    email text NOT NULL,
    password_hash text,
    role text NOT NULL,
    display_name text NOT NULL,
    public_name text NOT NULL,
    mark text NOT NULL,
    languages text[] NOT NULL DEFAULT '{}',
    helps_with text NOT NULL DEFAULT '',
    locale text NOT NULL DEFAULT 'de',
    theme text NOT NULL DEFAULT 'system',
    shortcuts_enabled boolean NOT NULL DEFAULT true,
    availability text NOT NULL DEFAULT 'off',
    availability_since timestamptz(3) NOT NULL,
    capacity integer NOT NULL DEFAULT 8,
    face_version integer NOT NULL DEFAULT 0,
    deactivated_at timestamptz(3),
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_agent PRIMARY KEY (id),
    CONSTRAINT uq_agent_email UNIQUE (email),
    CONSTRAINT uq_agent_mark UNIQUE (mark),
    CONSTRAINT ck_agent_email CHECK (email = lower(email)),
    CONSTRAINT ck_agent_role CHECK (role IN ('agent', 'lead', 'admin')),
    CONSTRAINT ck_agent_availability CHECK (availability IN ('available', 'busy', 'away', 'off')),
    CONSTRAINT ck_agent_capacity CHECK (capacity BETWEEN 0 AND 100),
    CONSTRAINT ck_agent_locale CHECK (locale IN ('de', 'en')),
    CONSTRAINT ck_agent_theme CHECK (theme IN ('system', 'light', 'dark'))
  )`,
  `CREATE TABLE team_member (
    team_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    CONSTRAINT pk_team_member PRIMARY KEY (team_id, agent_id),
    CONSTRAINT fk_team_member_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT fk_team_member_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_team_member_agent ON team_member (agent_id)`,
  `CREATE TABLE face (
    agent_id uuid NOT NULL,
    version integer NOT NULL,
    media_id uuid,
    created_at timestamptz(3) NOT NULL,
    withdrawn_at timestamptz(3),
    CONSTRAINT pk_face PRIMARY KEY (agent_id, version),
    CONSTRAINT fk_face_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT fk_face_media FOREIGN KEY (media_id) REFERENCES media (id) ON DELETE SET NULL
  )`,
];

const access = [
  `CREATE TABLE session (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    user_agent text NOT NULL DEFAULT '',
    created_at timestamptz(3) NOT NULL,
    last_seen_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (id),
    CONSTRAINT uq_session_token UNIQUE (token_hash),
    CONSTRAINT fk_session_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_session_agent ON session (agent_id)`,
  `CREATE TABLE api_token (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz(3) NOT NULL,
    last_used_at timestamptz(3),
    expires_at timestamptz(3),
    CONSTRAINT pk_api_token PRIMARY KEY (id),
    CONSTRAINT uq_api_token_token UNIQUE (token_hash),
    CONSTRAINT fk_api_token_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE password_reset (
    id uuid NOT NULL,
    agent_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_by_agent_id uuid,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_password_reset PRIMARY KEY (id),
    CONSTRAINT uq_password_reset_token UNIQUE (token_hash),
    CONSTRAINT uq_password_reset_agent UNIQUE (agent_id),
    CONSTRAINT fk_password_reset_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
  )`,
  `CREATE TABLE sign_in_failure (
    id uuid NOT NULL,
    email text NOT NULL,
    ip text NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT pk_sign_in_failure PRIMARY KEY (id)
  )`,
  `CREATE INDEX ix_sign_in_failure_ip ON sign_in_failure (ip, at)`,
  `CREATE INDEX ix_sign_in_failure_at ON sign_in_failure (at)`,
];
