import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Policies of teams become one ordered list, of which the first that matches a conversation holds for it. */
export class SlaPolicies1795230020000 implements MigrationInterface {
  name = 'SlaPolicies1795230020000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const statements = [
  `ALTER TABLE sla_policy
     ADD COLUMN position integer NOT NULL DEFAULT 0,
     ADD COLUMN is_active boolean NOT NULL DEFAULT true,
     ADD COLUMN is_fallback boolean NOT NULL DEFAULT false,
     ADD COLUMN conditions jsonb NOT NULL DEFAULT '[]',
     ADD COLUMN targets jsonb NOT NULL DEFAULT '{}',
     ADD COLUMN warn jsonb NOT NULL DEFAULT '{}',
     ADD COLUMN pauses jsonb NOT NULL DEFAULT '{"waitingForCustomer": true, "snoozedForCustomer": true}',
     ADD COLUMN version integer NOT NULL DEFAULT 1,
     ALTER COLUMN team_id DROP NOT NULL,
     ALTER COLUMN business_hours_id DROP NOT NULL,
     ALTER COLUMN first_response_minutes DROP NOT NULL,
     ALTER COLUMN next_response_minutes DROP NOT NULL`,
  // What a team was given because nobody had decided anything is what the last of the list promises to everybody.
  `DELETE FROM sla_policy policy
   WHERE name = 'Standard' AND first_response_minutes = 60 AND next_response_minutes = 120
     AND NOT EXISTS (
       SELECT FROM routing_rule rule
       WHERE rule.actions @> jsonb_build_array(jsonb_build_object('do', 'slaPolicy', 'policyId', policy.id::text)))
     AND NOT EXISTS (SELECT FROM conversation WHERE sla_policy_id = policy.id)`,
  `UPDATE sla_policy SET
     position = numbered.position,
     conditions = jsonb_build_array(jsonb_build_object('field', 'team', 'anyOf', jsonb_build_array(sla_policy.team_id::text))),
     targets = jsonb_build_object('firstResponse', first_response_minutes, 'nextResponse', next_response_minutes,
                                  'pickUp', NULL, 'resolution', NULL)
   FROM (
     SELECT policy.id, row_number() OVER (ORDER BY lower(team.name), policy.id) - 1 AS position
     FROM sla_policy policy JOIN team ON team.id = policy.team_id
   ) numbered
   WHERE numbered.id = sla_policy.id`,
  `INSERT INTO sla_policy (id, name, is_fallback, targets)
   VALUES (gen_random_uuid(), 'Standard', true,
           '{"firstResponse": 60, "nextResponse": 120, "pickUp": null, "resolution": null}')`,
  `ALTER TABLE sla_policy
     DROP COLUMN team_id,
     DROP COLUMN business_hours_id,
     DROP COLUMN first_response_minutes,
     DROP COLUMN next_response_minutes,
     ALTER COLUMN targets DROP DEFAULT,
     ALTER COLUMN pauses DROP DEFAULT,
     ADD CONSTRAINT ck_sla_policy_fallback CHECK (NOT is_fallback OR (is_active AND conditions = '[]'::jsonb))`,
  `CREATE UNIQUE INDEX uq_sla_policy_fallback ON sla_policy (is_fallback) WHERE is_fallback`,
  // Teams have carried their hours over to calendars of their own.
  `DROP TABLE business_hours`,
];
