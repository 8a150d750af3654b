import { Injectable } from '@nestjs/common';
import type { Exclusion } from '@visavis/shared/routing/pick-agent';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** A conversation as far as it matters who must not get it. */
export interface Excluding {
  id: string;
  contactId: string;
  lastCustomerMessageAt: Date;
}

/** First number of the two-part advisory locks, one for teams and one for people. */
const TEAM_LOCK = 81_001;
const AGENT_LOCK = 81_002;

/** `OFFSET 0` has each conversation looked up by its key, whatever the planner expects of so many. */
export const EXCLUSIONS = `
  WITH c AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS c (id, contact_id, last_customer_message_at)
  )
  SELECT c.id, e.agent_id AS "agentId", e.exclusion FROM c CROSS JOIN LATERAL (
    SELECT s.agent_id, 'shielded' AS exclusion, 1 AS place FROM routing_shield s WHERE s.contact_id = c.contact_id
    UNION ALL
    SELECT r.agent_id, 'gaveItBack', 2 FROM routing_release r WHERE r.conversation_id = c.id
    UNION ALL
    SELECT d.agent_id, 'didNotPickUp', 3 FROM routing_decision d
    WHERE d.conversation_id = c.id AND d.kind = 'returned' AND d.at >= c.last_customer_message_at
    OFFSET 0) e
  ORDER BY e.place`;

export const LAST_PLACED = `
  SELECT agent.id, latest.at FROM unnest($1::uuid[]) AS agent (id)
  JOIN LATERAL (
    SELECT at FROM routing_decision WHERE agent_id = agent.id AND kind = 'placed' ORDER BY at DESC LIMIT 1
  ) latest ON true`;

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
  async lastPlacedAt(
    reader: Pick<Tx, 'query'> | null,
    agentIds: readonly string[],
  ): Promise<Map<string, Date>> {
    const rows = await (reader ?? this.database).query<{ id: string; at: Date }>(LAST_PLACED, [agentIds]);
    return new Map(rows.map((row) => [row.id, row.at]));
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

  /**
   * Who must not be given which of these conversations: who is shielded from the contact, gave it back, or left it
   * unopened since the customer wrote last. The first of these for each.
   */
  async exclusionsOf(
    reader: Pick<Tx, 'query'> | null,
    conversations: readonly Excluding[],
  ): Promise<Map<string, Map<string, Exclusion>>> {
    const rows = await (reader ?? this.database).query<{ id: string; agentId: string; exclusion: Exclusion }>(
      EXCLUSIONS,
      [
        conversations.map(({ id }) => id),
        conversations.map(({ contactId }) => contactId),
        conversations.map(({ lastCustomerMessageAt }) => lastCustomerMessageAt),
      ],
    );
    const found = new Map<string, Map<string, Exclusion>>();
    for (const { id, agentId, exclusion } of rows) {
      const excluded = found.get(id) ?? new Map<string, Exclusion>();
      if (!excluded.has(agentId)) excluded.set(agentId, exclusion);
      found.set(id, excluded);
    }
    return found;
  }
}
