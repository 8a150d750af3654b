import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** What somebody's teams and role let them see. */
export interface TeamsSeen {
  agentId: string;
  role: 'agent' | 'lead' | 'admin';
  teamIds: string[];
  /** Open teams, and their own; for administrators all. */
  visibleTeamIds: string[];
  /** No team keeps anything from them. */
  seesAll: boolean;
}

/** Who sees which teams' conversations, for however many agents at once. */
@Injectable()
export class VisibleTeamsRepository {
  constructor(private readonly database: Database) {}

  /** People who are not here any more are missing. */
  seenBy(agentIds: readonly string[]): Promise<TeamsSeen[]> {
    return this.database.query(
      `SELECT a.id AS "agentId", a.role,
         coalesce(array_agg(t.id ORDER BY t.id) FILTER (WHERE m.agent_id IS NOT NULL), '{}') AS "teamIds",
         coalesce(array_agg(t.id ORDER BY t.id) FILTER (
           WHERE a.role = 'admin' OR NOT t.is_closed OR m.agent_id IS NOT NULL), '{}') AS "visibleTeamIds",
         coalesce(bool_and(a.role = 'admin' OR NOT t.is_closed OR m.agent_id IS NOT NULL), true) AS "seesAll"
       FROM agent a LEFT JOIN team t ON true
       LEFT JOIN team_member m ON m.team_id = t.id AND m.agent_id = a.id
       WHERE a.id = ANY($1::uuid[]) AND a.deactivated_at IS NULL
       GROUP BY a.id, a.role`,
      [agentIds],
    );
  }
}
