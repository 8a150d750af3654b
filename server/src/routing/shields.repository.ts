import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Somebody whom placement gives nothing of a contact. */
export interface Shield {
  agentId: string;
  contactId: string;
  byAgentId: string;
  /** May be empty. */
  reason: string;
  at: Date;
}

@Injectable()
export class ShieldsRepository {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  of(contactId: string): Promise<Shield[]> {
    return this.database.query(
      `SELECT agent_id AS "agentId", contact_id AS "contactId", by_agent_id AS "byAgentId", reason, at
       FROM routing_shield WHERE contact_id = $1 ORDER BY at DESC, agent_id`,
      [contactId],
    );
  }

  ofContacts(
    reader: Tx | null,
    contactIds: readonly string[],
  ): Promise<{ contactId: string; agentIds: string[] }[]> {
    return (reader ?? this.database).query(
      `SELECT contact_id AS "contactId", array_agg(agent_id) AS "agentIds"
       FROM routing_shield WHERE contact_id = ANY($1::uuid[]) GROUP BY contact_id`,
      [contactIds],
    );
  }

  async save(tx: Tx, { agentId, contactId, byAgentId, reason, at }: Shield): Promise<void> {
    await tx.query(
      `INSERT INTO routing_shield (agent_id, contact_id, by_agent_id, reason, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (agent_id, contact_id)
       DO UPDATE SET by_agent_id = excluded.by_agent_id, reason = excluded.reason, at = excluded.at`,
      [agentId, contactId, byAgentId, reason, at],
    );
  }

  /** @returns whether there was one */
  async remove(tx: Tx, agentId: string, contactId: string): Promise<boolean> {
    const removed = await tx.query(
      'DELETE FROM routing_shield WHERE agent_id = $1 AND contact_id = $2 RETURNING agent_id',
      [agentId, contactId],
    );
    return removed.length > 0;
  }
}
