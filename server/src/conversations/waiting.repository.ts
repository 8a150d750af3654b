import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** A conversation that waits for somebody to take it. */
export interface WaitingConversation {
  id: string;
  language: string | null;
  /** Who answered this contact last, in this conversation or else in any other. */
  lastHelperId: string | null;
}

/** Somebody, as far as one team is concerned. */
export interface AgentInTeam {
  agentId: string;
  teamId: string;
}

/** It is our turn, and it is nobody's: neither spam nor history. */
const WAITS = `c.assignee_id IS NULL AND c.status IN ('new', 'open') AND NOT c.is_spam AND NOT c.is_history
  AND c.closed_at IS NULL`;

/** Reads of what waits and of what everybody has open, for placement. */
@Injectable()
export class WaitingRepository {
  constructor(private readonly database: Database) {}

  async teamsWithWaiting(teamIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM unnest($1::uuid[]) AS team (id)
       WHERE EXISTS (SELECT FROM conversation c WHERE c.team_id = team.id AND ${WAITS}) ORDER BY id`,
      [teamIds],
    );
    return rows.map((row) => row.id);
  }

  /** Whose customer has waited longest comes first. */
  async waitingIn(tx: Tx, teamId: string, limit: number): Promise<WaitingConversation[]> {
    return tx.query(
      `SELECT c.id, c.language, coalesce(c.last_helper_id, earlier.last_helper_id) AS "lastHelperId"
       FROM conversation c
       LEFT JOIN LATERAL (
         SELECT o.last_helper_id FROM conversation o
         WHERE o.contact_id = c.contact_id AND o.last_helper_id IS NOT NULL
         ORDER BY o.last_customer_message_at DESC LIMIT 1
       ) earlier ON c.last_helper_id IS NULL
       WHERE c.team_id = $1 AND ${WAITS}
       ORDER BY c.last_customer_message_at, c.id LIMIT $2`,
      [teamId, limit],
    );
  }

  /** What people have in teams and did not close. */
  async keptIn(places: readonly AgentInTeam[], limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT c.id FROM unnest($1::uuid[], $2::uuid[]) AS place (agent_id, team_id)
       JOIN conversation c ON c.assignee_id = place.agent_id AND c.team_id = place.team_id
       WHERE c.closed_at IS NULL ORDER BY c.id LIMIT $3`,
      [places.map(({ agentId }) => agentId), places.map(({ teamId }) => teamId), limit],
    );
    return rows.map((row) => row.id);
  }

  /** Snoozes that have ended, the longest ago first. */
  async snoozesEnded(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM conversation WHERE status = 'snoozed' AND snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2`,
      [now, limit],
    );
    return rows.map((row) => row.id);
  }

  /** How many conversations in which it is our turn each agent has; who has none is missing. */
  async openCounts(
    reader: Pick<Tx, 'query'> | null,
    agentIds: readonly string[],
  ): Promise<Map<string, number>> {
    const rows = await (reader ?? this.database).query<{ id: string; count: number }>(
      `SELECT c.assignee_id AS id, count(*)::int AS count FROM conversation c
       WHERE c.assignee_id = ANY($1::uuid[]) AND c.status IN ('new', 'open') AND NOT c.is_spam AND c.closed_at IS NULL
       GROUP BY c.assignee_id`,
      [agentIds],
    );
    return new Map(rows.map((row) => [row.id, row.count]));
  }
}
