import { Injectable } from '@nestjs/common';
import type { Role } from '@visavis/shared/permissions';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface FoundSession {
  id: string;
  agentId: string;
  role: Role;
  teamIds: string[];
  lastSeenAt: Date;
}

export interface ListedSession {
  id: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
}

export interface NewSession {
  id: string;
  agentId: string;
  tokenHash: Buffer;
  userAgent: string;
  expiresAt: Date;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  /** A session that still holds, with what its agent may do. One statement: every request asks this. */
  async findLive(tokenHash: Buffer, now: Date, seenAfter: Date): Promise<FoundSession | null> {
    const [found] = await this.database.query<FoundSession>(
      `SELECT s.id, s.agent_id AS "agentId", s.last_seen_at AS "lastSeenAt", a.role,
              ARRAY(SELECT m.team_id FROM team_member m WHERE m.agent_id = a.id ORDER BY m.team_id) AS "teamIds"
       FROM session s JOIN agent a ON a.id = s.agent_id
       WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND a.deactivated_at IS NULL`,
      [tokenHash, now, seenAfter],
    );
    return found ?? null;
  }

  async listLive(agentId: string, now: Date, seenAfter: Date): Promise<ListedSession[]> {
    return this.database.query(
      `SELECT id, user_agent AS "userAgent", created_at AS "createdAt", last_seen_at AS "lastSeenAt"
       FROM session WHERE agent_id = $1 AND expires_at > $2 AND last_seen_at > $3 ORDER BY last_seen_at DESC, id`,
      [agentId, now, seenAfter],
    );
  }

  /** Which of these hold. */
  async living(ids: readonly string[], now: Date, seenAfter: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT s.id FROM session s JOIN agent a ON a.id = s.agent_id
       WHERE s.id = ANY($1::uuid[]) AND s.expires_at > $2 AND s.last_seen_at > $3 AND a.deactivated_at IS NULL`,
      [ids, now, seenAfter],
    );
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, session: NewSession, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO session (id, agent_id, token_hash, user_agent, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6)`,
      [session.id, session.agentId, session.tokenHash, session.userAgent, now, session.expiresAt],
    );
  }

  async touch(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2', [id, now]);
  }

  /** @returns whether the agent had such a session */
  async delete(tx: Tx, agentId: string, id: string): Promise<boolean> {
    const gone = await tx.query('DELETE FROM session WHERE id = $1 AND agent_id = $2 RETURNING id', [
      id,
      agentId,
    ]);
    return gone.length > 0;
  }

  /** Ends all sessions of an agent but one. */
  async deleteOthers(tx: Tx, agentId: string, keptId: string | null): Promise<string[]> {
    const gone = await tx.query<{ id: string }>(
      'DELETE FROM session WHERE agent_id = $1 AND id IS DISTINCT FROM $2::uuid RETURNING id',
      [agentId, keptId],
    );
    return gone.map(({ id }) => id);
  }

  async deleteEnded(tx: Tx, now: Date, seenBefore: Date): Promise<void> {
    await tx.query('DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2', [now, seenBefore]);
  }
}
