import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Rows of `conversation_follower`. */
@Injectable()
export class FollowersRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, conversationId: string, agentId: string, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO conversation_follower (conversation_id, agent_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [conversationId, agentId, at],
    );
  }

  async remove(tx: Tx, conversationId: string, agentId: string): Promise<void> {
    await tx.query(`DELETE FROM conversation_follower WHERE conversation_id = $1 AND agent_id = $2`, [
      conversationId,
      agentId,
    ]);
  }

  of(conversationIds: readonly string[]): Promise<{ conversationId: string; agentIds: string[] }[]> {
    return this.database.query(
      `SELECT conversation_id AS "conversationId", array_agg(agent_id ORDER BY agent_id) AS "agentIds"
       FROM conversation_follower WHERE conversation_id = ANY($1::uuid[]) GROUP BY conversation_id`,
      [conversationIds],
    );
  }
}
