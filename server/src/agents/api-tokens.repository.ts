import { Injectable } from '@nestjs/common';
import type { ApiTokenScope } from '@visavis/shared/api/session';
import type { Role } from '@visavis/shared/permissions';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface FoundToken {
  id: string;
  agentId: string;
  role: Role;
  teamIds: string[];
  scopes: ApiTokenScope[];
  lastUsedAt: Date | null;
}

export interface ListedToken {
  id: string;
  name: string;
  scopes: ApiTokenScope[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

@Injectable()
export class ApiTokensRepository {
  constructor(private readonly database: Database) {}

  async findLive(tokenHash: Buffer, now: Date): Promise<FoundToken | null> {
    const [found] = await this.database.query<FoundToken>(
      `SELECT t.id, t.agent_id AS "agentId", t.scopes, t.last_used_at AS "lastUsedAt", a.role,
              ARRAY(SELECT m.team_id FROM team_member m WHERE m.agent_id = a.id ORDER BY m.team_id) AS "teamIds"
       FROM api_token t JOIN agent a ON a.id = t.agent_id
       WHERE t.token_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2) AND a.deactivated_at IS NULL`,
      [tokenHash, now],
    );
    return found ?? null;
  }

  async list(agentId: string): Promise<ListedToken[]> {
    return this.database.query(
      `SELECT id, name, scopes, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
       FROM api_token WHERE agent_id = $1 ORDER BY created_at DESC, id`,
      [agentId],
    );
  }

  async insert(tx: Tx, agentId: string, token: ListedToken, tokenHash: Buffer): Promise<void> {
    await tx.query(
      `INSERT INTO api_token (id, agent_id, name, token_hash, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [token.id, agentId, token.name, tokenHash, token.scopes, token.createdAt, token.expiresAt],
    );
  }

  async touch(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query('UPDATE api_token SET last_used_at = $2 WHERE id = $1', [id, now]);
  }

  /** @returns whether the agent had such a token */
  async delete(tx: Tx, agentId: string, id: string): Promise<boolean> {
    const gone = await tx.query('DELETE FROM api_token WHERE id = $1 AND agent_id = $2 RETURNING id', [
      id,
      agentId,
    ]);
    return gone.length > 0;
  }
}
