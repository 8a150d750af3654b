import { Injectable } from '@nestjs/common';
import type { Availability } from '@visavis/shared/api/session';
import { Database } from '../platform/database/database.ts';

export interface AgentState {
  agentId: string;
  availability: Availability;
  /** Conversations of theirs in which it is our turn. */
  openCount: number;
  /** The same by the weight that each team gives to its kinds. */
  load: number;
}

@Injectable()
export class AgentStatesRepository {
  constructor(private readonly database: Database) {}

  of(agentIds: readonly string[]): Promise<AgentState[]> {
    return this.database.query(
      `SELECT a.id AS "agentId", a.availability, coalesce(o.count, 0)::int AS "openCount",
         coalesce(o.load, 0)::float8 AS load
       FROM agent a LEFT JOIN (
         SELECT c.assignee_id, count(*) AS count, sum(coalesce((t.weights ->> c.kind)::numeric, 1)) AS load
         FROM conversation c JOIN team t ON t.id = c.team_id
         WHERE c.assignee_id = ANY($1::uuid[]) AND c.closed_at IS NULL AND NOT c.is_spam
           AND c.status IN ('new', 'open')
         GROUP BY 1) o ON o.assignee_id = a.id
       WHERE a.id = ANY($1::uuid[])`,
      [agentIds],
    );
  }
}
