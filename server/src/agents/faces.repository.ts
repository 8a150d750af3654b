import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface FaceLookUp {
  mark: string;
  /** Null when the version never existed or its picture was withdrawn. */
  mediaId: string | null;
  /** What the person agreed to for the purpose; null when to nothing. */
  form: PublicForm | null;
}

@Injectable()
export class FacesRepository {
  constructor(private readonly database: Database) {}

  /** Null when there is no such person. */
  async find(agentId: string, version: number, purpose: ConsentPurpose): Promise<FaceLookUp | null> {
    const [found] = await this.database.query<FaceLookUp>(
      `SELECT a.mark, f.media_id AS "mediaId", c.form FROM agent a
       LEFT JOIN face f ON f.agent_id = a.id AND f.version = $2
       LEFT JOIN face_consent c ON c.agent_id = a.id AND c.purpose = $3 AND c.withdrawn_at IS NULL
       WHERE a.id = $1`,
      [agentId, version, purpose],
    );
    return found ?? null;
  }

  /** Numbers go on rising after a withdrawal, so that no address ever changes its person's picture for another. */
  async add(tx: Tx, agentId: string, mediaId: string, now: Date): Promise<number> {
    const [row] = await tx.query<{ version: number }>(
      `INSERT INTO face (agent_id, version, media_id, created_at)
       SELECT $1, coalesce(max(version), 0) + 1, $2, $3 FROM face WHERE agent_id = $1 RETURNING version`,
      [agentId, mediaId, now],
    );
    return row?.version ?? 0;
  }

  /** @returns the pictures that are to be erased */
  async withdrawAll(tx: Tx, agentId: string, now: Date): Promise<string[]> {
    const rows = await tx.query<{ mediaId: string }>(
      `WITH shown AS (SELECT version, media_id FROM face WHERE agent_id = $1 AND media_id IS NOT NULL FOR UPDATE)
       UPDATE face f SET media_id = NULL, withdrawn_at = $2 FROM shown
       WHERE f.agent_id = $1 AND f.version = shown.version RETURNING shown.media_id AS "mediaId"`,
      [agentId, now],
    );
    return rows.map(({ mediaId }) => mediaId);
  }
}
