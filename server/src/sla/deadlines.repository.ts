import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

const RUNS = 'met_at IS NULL AND cancelled_at IS NULL AND breached_at IS NULL';
const TO_WARN = `${RUNS} AND warned_at IS NULL`;

/** Looks for deadlines and warnings whose time has come, through partial indexes that hold running clocks only. */
@Injectable()
export class DeadlinesRepository {
  constructor(private readonly database: Database) {}

  /** The conversations of at most `limit` warnings and `limit` deadlines that have come and are not noted yet. */
  async conversationsDue(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `(SELECT conversation_id AS id FROM sla_target WHERE ${TO_WARN} AND warn_at <= $1 ORDER BY warn_at LIMIT $2)
       UNION
       (SELECT conversation_id FROM sla_target WHERE ${RUNS} AND deadline_at <= $1 ORDER BY deadline_at LIMIT $2)`,
      [now, limit],
    );
    return rows.map((row) => row.id);
  }

  /** When the next one comes, noted ones left out; null when no clock runs. */
  async nextDueAt(): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }>(
      `SELECT least(
         (SELECT warn_at FROM sla_target WHERE ${TO_WARN} AND warn_at IS NOT NULL ORDER BY warn_at LIMIT 1),
         (SELECT deadline_at FROM sla_target WHERE ${RUNS} AND deadline_at IS NOT NULL ORDER BY deadline_at LIMIT 1)
       ) AS at`,
    );
    return row?.at ?? null;
  }

  /** Notes deadlines that have passed, at the deadline itself. @returns conversations noted now, each once for ever */
  async noteBreaches(tx: Tx, conversationIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE sla_target SET breached_at = deadline_at
       WHERE conversation_id = ANY($1::uuid[]) AND ${RUNS} AND deadline_at <= $2
       RETURNING conversation_id AS id`,
      [conversationIds, now],
    );
    return rows.map((row) => row.id);
  }

  /** Notes warnings of clocks that still run. @returns conversations noted now, each once for ever */
  async noteWarnings(tx: Tx, conversationIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE sla_target SET warned_at = warn_at
       WHERE conversation_id = ANY($1::uuid[]) AND ${TO_WARN} AND warn_at <= $2
       RETURNING conversation_id AS id`,
      [conversationIds, now],
    );
    return rows.map((row) => row.id);
  }
}
