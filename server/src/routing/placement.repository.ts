import { Injectable } from '@nestjs/common';
import type { Reason } from '@visavis/shared/routing/pick-agent';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface Decision {
  id: string;
  conversationId: string;
  agentId: string;
  reasons: readonly Reason[];
  at: Date;
}

/** First number of the two-part advisory locks, one for teams and one for people. */
const TEAM_LOCK = 81_001;
const AGENT_LOCK = 81_002;

@Injectable()
export class PlacementRepository {
  constructor(private readonly database: Database) {}

  /** One placement per team at a time, in whichever process. Held until the transaction ends. */
  async lockTeam(tx: Tx, teamId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock($1, hashtext($2))`, [TEAM_LOCK, teamId]);
  }

  /**
   * One placement per person at a time: who works in two teams must not be filled up from both at once. Taken in one
   * order and after the team's lock, so that placements wait for each other and never in a circle.
   */
  async lockAgents(tx: Tx, agentIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock($1, key)
       FROM (SELECT DISTINCT hashtext(id) AS key FROM unnest($2::text[]) AS agent (id) ORDER BY key) keys`,
      [AGENT_LOCK, agentIds],
    );
  }

  /** When each of these people was placed with something last; who never was is missing. */
  async lastPlacedAt(tx: Tx, agentIds: readonly string[]): Promise<Map<string, Date>> {
    const rows = await tx.query<{ id: string; at: Date }>(
      `SELECT agent.id, latest.at FROM unnest($1::uuid[]) AS agent (id)
       JOIN LATERAL (
         SELECT at FROM routing_decision WHERE agent_id = agent.id ORDER BY at DESC LIMIT 1
       ) latest ON true`,
      [agentIds],
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  }

  async insertDecisions(tx: Tx, decisions: readonly Decision[]): Promise<void> {
    await tx.query(
      `INSERT INTO routing_decision (id, conversation_id, agent_id, reasons, at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::timestamptz[])`,
      [
        decisions.map((decision) => decision.id),
        decisions.map((decision) => decision.conversationId),
        decisions.map((decision) => decision.agentId),
        decisions.map((decision) => JSON.stringify(decision.reasons)),
        decisions.map((decision) => decision.at),
      ],
    );
  }

  /** The newest first. */
  decisionsOf(conversationId: string, limit: number): Promise<Decision[]> {
    return this.database.query(
      `SELECT id, conversation_id AS "conversationId", agent_id AS "agentId", reasons, at
       FROM routing_decision WHERE conversation_id = $1 ORDER BY at DESC, id DESC LIMIT $2`,
      [conversationId, limit],
    );
  }

  async insertReleases(
    tx: Tx,
    releases: readonly { conversationId: string; agentId: string }[],
    at: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO routing_release (conversation_id, agent_id, at)
       SELECT r.conversation_id, r.agent_id, $3 FROM unnest($1::uuid[], $2::uuid[]) AS r (conversation_id, agent_id)
       ORDER BY r.conversation_id, r.agent_id
       ON CONFLICT (conversation_id, agent_id) DO UPDATE SET at = excluded.at`,
      [releases.map((release) => release.conversationId), releases.map((release) => release.agentId), at],
    );
  }

  /** Who gave each of these conversations back. */
  async releasersOf(tx: Tx, conversationIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await tx.query<{ conversationId: string; agentIds: string[] }>(
      `SELECT conversation_id AS "conversationId", array_agg(agent_id ORDER BY agent_id) AS "agentIds"
       FROM routing_release WHERE conversation_id = ANY($1::uuid[]) GROUP BY conversation_id`,
      [conversationIds],
    );
    return new Map(rows.map((row) => [row.conversationId, row.agentIds]));
  }
}
