import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { NamedPeople } from './known-people.service.ts';

@Injectable()
export class KnownPeopleRepository {
  constructor(private readonly database: Database) {}

  /** One statement, by key. Deactivated people and deleted skills are not there. */
  existing(
    { teamIds, agentIds, skillIds }: NamedPeople,
    tx: Tx | null,
  ): Promise<{ kind: 'team' | 'agent' | 'skill'; id: string }[]> {
    return (tx ?? this.database).query(
      `SELECT 'team' AS kind, id FROM team WHERE id = ANY($1::uuid[])
       UNION ALL
       SELECT 'agent', id FROM agent WHERE id = ANY($2::uuid[]) AND deactivated_at IS NULL
       UNION ALL
       SELECT 'skill', id FROM skill WHERE id = ANY($3::uuid[]) AND deleted_at IS NULL`,
      [teamIds, agentIds, skillIds],
    );
  }

  /** Those of the pairs in which the person is active and may see what the team has. */
  visible(
    tx: Tx,
    pairs: readonly { agentId: string; teamId: string }[],
  ): Promise<{ agentId: string; teamId: string }[]> {
    return tx.query(
      `SELECT DISTINCT a.id AS "agentId", t.id AS "teamId"
       FROM unnest($1::uuid[], $2::uuid[]) AS given (agent_id, team_id)
       JOIN agent a ON a.id = given.agent_id AND a.deactivated_at IS NULL
       JOIN team t ON t.id = given.team_id
       WHERE NOT t.is_closed OR a.role = 'admin'
         OR EXISTS (SELECT FROM team_member m WHERE m.team_id = t.id AND m.agent_id = a.id)`,
      [pairs.map((pair) => pair.agentId), pairs.map((pair) => pair.teamId)],
    );
  }
}
