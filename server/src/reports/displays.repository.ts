import { Injectable } from '@nestjs/common';
import type { PublicForm } from '@visavis/shared/agents/public-face';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface DisplayRow {
  id: string;
  name: string;
  teamId: string | null;
  teamName: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  createdBy: string;
  createdByName: string;
  /** Whoever made it has left. */
  isOrphan: boolean;
}

/** Somebody who answers, and how much of them may be shown. */
export interface WallPersonRow {
  id: string;
  form: PublicForm | null;
  publicName: string;
  mark: string;
  faceVersion: number;
  availability: 'available' | 'busy' | 'away' | 'off';
}

const COLUMNS = `d.id, d.name, d.team_id AS "teamId", t.name AS "teamName", d.created_at AS "createdAt",
  d.last_seen_at AS "lastSeenAt", a.id AS "createdBy", a.display_name AS "createdByName",
  a.deactivated_at IS NOT NULL AS "isOrphan"`;
const TABLES = `FROM display_token d JOIN agent a ON a.id = d.created_by LEFT JOIN team t ON t.id = d.team_id`;

@Injectable()
export class DisplaysRepository {
  constructor(private readonly database: Database) {}

  /** @param teamIds null for all; screens of all teams are listed only then */
  list(teamIds: readonly string[] | null): Promise<DisplayRow[]> {
    return this.database.query(
      `SELECT ${COLUMNS} ${TABLES}
       WHERE d.revoked_at IS NULL AND ($1::uuid[] IS NULL OR d.team_id = ANY($1::uuid[]))
       ORDER BY d.created_at DESC, d.id LIMIT 200`,
      [teamIds],
    );
  }

  async find(id: string): Promise<DisplayRow | null> {
    const [found] = await this.database.query<DisplayRow>(
      `SELECT ${COLUMNS} ${TABLES}
       WHERE d.id = $1 AND d.revoked_at IS NULL`,
      [id],
    );
    return found ?? null;
  }

  /** By its token; also one that may not be used any more because nobody did for long, or because its maker has left. */
  async findUnrevoked(tokenHash: Buffer): Promise<DisplayRow | null> {
    const [found] = await this.database.query<DisplayRow>(
      `SELECT ${COLUMNS} ${TABLES}
       WHERE d.token_hash = $1 AND d.revoked_at IS NULL`,
      [tokenHash],
    );
    return found ?? null;
  }

  /** Those that were not revoked. */
  async count(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM display_token WHERE revoked_at IS NULL',
    );
    return row?.count ?? 0;
  }

  async insert(
    tx: Tx,
    display: Pick<DisplayRow, 'id' | 'name' | 'teamId' | 'createdAt' | 'createdBy'>,
    tokenHash: Buffer,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO display_token (id, name, team_id, token_hash, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [display.id, display.name, display.teamId, tokenHash, display.createdBy, display.createdAt],
    );
  }

  async touch(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query('UPDATE display_token SET last_seen_at = $2 WHERE id = $1', [id, now]);
  }

  async revoke(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query('UPDATE display_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
      id,
      now,
    ]);
  }

  /** Everybody who answers, with what they agreed to for the team page. @param teamId null for all */
  people(teamId: string | null): Promise<WallPersonRow[]> {
    return this.database.query(
      `SELECT a.id, c.form, a.public_name AS "publicName", a.mark, a.face_version AS "faceVersion", a.availability
       FROM agent a LEFT JOIN face_consent c
         ON c.agent_id = a.id AND c.purpose = 'teamPage' AND c.withdrawn_at IS NULL
       WHERE a.deactivated_at IS NULL AND EXISTS (
         SELECT FROM team_member m WHERE m.agent_id = a.id AND ($1::uuid IS NULL OR m.team_id = $1::uuid))
       ORDER BY a.public_name, a.id`,
      [teamId],
    );
  }
}
