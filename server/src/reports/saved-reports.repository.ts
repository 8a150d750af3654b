import { Injectable } from '@nestjs/common';
import type { ReportQuery, ReportRhythm } from '@visavis/shared/api/figures';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface SavedReportRow {
  id: string;
  ownerId: string;
  name: string;
  query: ReportQuery;
  every: ReportRhythm | null;
  nextAt: Date | null;
  sentAt: Date | null;
  failedAt: Date | null;
}

const COLUMNS = `id, owner_id AS "ownerId", name, query, every, next_at AS "nextAt", sent_at AS "sentAt", failed_at AS "failedAt"`;

/** Questions that people kept; everybody has their own. */
@Injectable()
export class SavedReportsRepository {
  constructor(private readonly database: Database) {}

  ofOwner(ownerId: string): Promise<SavedReportRow[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM saved_report WHERE owner_id = $1 ORDER BY created_at, id`,
      [ownerId],
    );
  }

  async find(ownerId: string, id: string): Promise<SavedReportRow | null> {
    const [row] = await this.database.query<SavedReportRow>(
      `SELECT ${COLUMNS} FROM saved_report WHERE owner_id = $1 AND id = $2`,
      [ownerId, id],
    );
    return row ?? null;
  }

  /** Counts with a lock on the owner, so that two savings at once stay below the most that one may keep. */
  async countOf(tx: Tx, ownerId: string): Promise<number> {
    await tx.query(`SELECT FROM agent WHERE id = $1 FOR UPDATE`, [ownerId]);
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM saved_report WHERE owner_id = $1`,
      [ownerId],
    );
    return row?.count ?? 0;
  }

  async insert(tx: Tx, row: Omit<SavedReportRow, 'sentAt' | 'failedAt'>, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO saved_report (id, owner_id, name, query, every, next_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.ownerId, row.name, JSON.stringify(row.query), row.every, row.nextAt, now],
    );
  }

  async update(tx: Tx, row: Omit<SavedReportRow, 'sentAt' | 'failedAt'>): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE saved_report SET name = $3, query = $4, every = $5, next_at = $6 WHERE owner_id = $1 AND id = $2 RETURNING id`,
      [row.ownerId, row.id, row.name, JSON.stringify(row.query), row.every, row.nextAt],
    );
    return rows.length > 0;
  }

  async remove(tx: Tx, ownerId: string, id: string): Promise<boolean> {
    const rows = await tx.query(`DELETE FROM saved_report WHERE owner_id = $1 AND id = $2 RETURNING id`, [
      ownerId,
      id,
    ]);
    return rows.length > 0;
  }

  due(now: Date, limit: number): Promise<SavedReportRow[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM saved_report WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2`,
      [now, limit],
    );
  }

  /** Puts the next mailing off before this one is sent, so that nobody gets it twice. @returns whether it was ours to send */
  async claim(tx: Tx, row: SavedReportRow, nextAt: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE saved_report SET next_at = $3 WHERE id = $1 AND next_at = $2 RETURNING id`,
      [row.id, row.nextAt, nextAt],
    );
    return rows.length > 0;
  }

  /** Lets it be mailed at another instant, unless its owner has changed meanwhile when it is. */
  async putBack(tx: Tx, id: string, { claimed, at }: { claimed: Date; at: Date }): Promise<void> {
    await tx.query(`UPDATE saved_report SET next_at = $3 WHERE id = $1 AND next_at = $2`, [id, claimed, at]);
  }

  async note(tx: Tx, id: string, outcome: { sentAt?: Date; failedAt: Date | null }): Promise<void> {
    await tx.query(`UPDATE saved_report SET sent_at = coalesce($2, sent_at), failed_at = $3 WHERE id = $1`, [
      id,
      outcome.sentAt ?? null,
      outcome.failedAt,
    ]);
  }
}
