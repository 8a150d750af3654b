import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface NewPasswordReset {
  id: string;
  agentId: string;
  tokenHash: Buffer;
  byAgentId: string;
  now: Date;
  expiresAt: Date;
}

@Injectable()
export class PasswordResetsRepository {
  constructor(private readonly database: Database) {}

  async replace(tx: Tx, reset: NewPasswordReset): Promise<void> {
    await tx.query(
      `INSERT INTO password_reset (id, agent_id, token_hash, created_by_agent_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (agent_id) DO UPDATE SET id = excluded.id, token_hash = excluded.token_hash,
         created_by_agent_id = excluded.created_by_agent_id, created_at = excluded.created_at, expires_at = excluded.expires_at`,
      [reset.id, reset.agentId, reset.tokenHash, reset.byAgentId, reset.now, reset.expiresAt],
    );
  }

  async findHolder(tokenHash: Buffer, now: Date): Promise<{ agentId: string; email: string } | null> {
    const [found] = await this.database.query<{ agentId: string; email: string }>(
      `SELECT a.id AS "agentId", a.email FROM password_reset r JOIN agent a ON a.id = r.agent_id
       WHERE r.token_hash = $1 AND r.expires_at > $2 AND a.deactivated_at IS NULL`,
      [tokenHash, now],
    );
    return found ?? null;
  }

  /** @returns whether it still held; of two who use one link at once, one gets it */
  async consume(tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> {
    const gone = await tx.query(
      'DELETE FROM password_reset WHERE token_hash = $1 AND expires_at > $2 RETURNING id',
      [tokenHash, now],
    );
    return gone.length > 0;
  }
}
