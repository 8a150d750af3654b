import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Calendars1795230010000 implements MigrationInterface {
  name = 'Calendars1795230010000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [table, organisationCalendar, teamCalendars]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const table = `
  CREATE TABLE sla_calendar (
    id uuid NOT NULL,
    scope text NOT NULL,
    team_id uuid,
    channel_id uuid,
    time_zone text,
    weekly jsonb,
    country text,
    region text,
    exceptions jsonb NOT NULL DEFAULT '[]',
    version integer NOT NULL DEFAULT 1,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT pk_sla_calendar PRIMARY KEY (id),
    CONSTRAINT uq_sla_calendar_team UNIQUE (team_id),
    CONSTRAINT uq_sla_calendar_channel UNIQUE (channel_id),
    CONSTRAINT fk_sla_calendar_team FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT fk_sla_calendar_channel FOREIGN KEY (channel_id) REFERENCES channel (id) ON DELETE CASCADE,
    CONSTRAINT ck_sla_calendar_scope CHECK (CASE scope
      WHEN 'organisation' THEN team_id IS NULL AND channel_id IS NULL
      WHEN 'team' THEN team_id IS NOT NULL AND channel_id IS NULL
      WHEN 'channel' THEN team_id IS NULL AND channel_id IS NOT NULL
      ELSE false END),
    CONSTRAINT ck_sla_calendar_region CHECK (region IS NULL OR country IS NOT NULL)
  );
  CREATE UNIQUE INDEX uq_sla_calendar_organisation ON sla_calendar (scope) WHERE scope = 'organisation'`;

const ALWAYS = `'{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],
  "thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]],"sat":[["00:00","24:00"]],"sun":[["00:00","24:00"]]}'::jsonb`;

/** Around the clock, as it was where nobody said otherwise; its time zone is that of the organisation. */
const organisationCalendar = `
  INSERT INTO sla_calendar (id, scope, weekly, updated_at)
  VALUES (gen_random_uuid(), 'organisation', ${ALWAYS}, now())`;

/**
 * Each team keeps the hours its policy had. Those that never closed are left to the organisation's calendar, which
 * does not close either.
 */
const teamCalendars = `
  INSERT INTO sla_calendar (id, scope, team_id, time_zone, weekly, exceptions, updated_at)
  SELECT gen_random_uuid(), 'team', policy.team_id, former.hours->>'timeZone', former.hours->'weekly',
         coalesce(days.exceptions, '[]'), now()
  FROM sla_policy policy
  JOIN business_hours former ON former.id = policy.business_hours_id
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('date', date, 'name', '', 'spans', spans) ORDER BY date) AS exceptions
    FROM (
      SELECT key AS date, value AS spans
      FROM jsonb_each(coalesce(nullif(former.hours->'exceptions', 'null'), '{}'))
      UNION ALL
      SELECT DISTINCT holiday, '[]'::jsonb
      FROM jsonb_array_elements_text(coalesce(nullif(former.hours->'holidays', 'null'), '[]')) AS holiday
      WHERE NOT coalesce(nullif(former.hours->'exceptions', 'null'), '{}') ? holiday
    ) special
  ) days
  WHERE former.hours->'weekly' <> ${ALWAYS} OR days.exceptions IS NOT NULL`;
