import { Injectable } from '@nestjs/common';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import { newId } from '../platform/crypto/new-id.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Policy } from './sla.types.ts';

const POLICY = `
  SELECT policy.id, policy.team_id AS "teamId", policy.name, hours.hours,
         policy.first_response_minutes AS "firstResponseMinutes",
         policy.next_response_minutes AS "nextResponseMinutes"
  FROM sla_policy policy JOIN business_hours hours ON hours.id = policy.business_hours_id`;

export type PolicyContent = Omit<Policy, 'id' | 'teamId'>;

@Injectable()
export class SlaPoliciesRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Policy[]> {
    return this.database.query<Policy>(POLICY);
  }

  ofTeams(tx: Tx, teamIds: readonly string[]): Promise<Policy[]> {
    return tx.query<Policy>(`${POLICY} WHERE policy.team_id = ANY($1::uuid[])`, [teamIds]);
  }

  byIds(tx: Tx, ids: readonly string[]): Promise<Policy[]> {
    return tx.query<Policy>(`${POLICY} WHERE policy.id = ANY($1::uuid[])`, [ids]);
  }

  /** Which of these policies there are. */
  async existing(ids: readonly string[], tx: Tx | null): Promise<string[]> {
    const rows = await (tx ?? this.database).query<{ id: string }>(
      `SELECT id FROM sla_policy WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Creates or replaces the policy of each team. Its calendar is its own. After `serialise`. */
  async save(tx: Tx, teamIds: readonly string[], content: PolicyContent): Promise<void> {
    await tx.query(
      `WITH given AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS g (team_id, policy_id, hours_id)
       ), changed AS (
         UPDATE business_hours SET name = $4, hours = $5::jsonb
         FROM sla_policy policy JOIN given USING (team_id)
         WHERE business_hours.id = policy.business_hours_id
       ), added AS (
         INSERT INTO business_hours (id, name, hours)
         SELECT hours_id, $4, $5::jsonb FROM given
         WHERE NOT EXISTS (SELECT FROM sla_policy policy WHERE policy.team_id = given.team_id)
       )
       INSERT INTO sla_policy (id, team_id, business_hours_id, name, first_response_minutes, next_response_minutes)
       SELECT policy_id, team_id, hours_id, $4, $6, $7 FROM given
       ON CONFLICT (team_id) DO UPDATE SET
         name = excluded.name,
         first_response_minutes = excluded.first_response_minutes,
         next_response_minutes = excluded.next_response_minutes`,
      [
        teamIds,
        teamIds.map(() => newId()),
        teamIds.map(() => newId()),
        content.name,
        JSON.stringify(content.hours satisfies BusinessHours),
        content.firstResponseMinutes,
        content.nextResponseMinutes,
      ],
    );
  }

  /** Policies are written one transaction after the other, so that no team is given two calendars. */
  serialise(tx: Tx): Promise<unknown> {
    return tx.query(`SELECT pg_advisory_xact_lock(hashtext('sla_policy'))`);
  }
}
