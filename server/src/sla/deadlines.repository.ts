import { Injectable } from '@nestjs/common';
import type { SlaMetric } from '@visavis/shared/sla/sla-clock';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

const RUNS = 'met_at IS NULL AND cancelled_at IS NULL AND breached_at IS NULL AND paused_at IS NULL';
const TO_WARN = `${RUNS} AND warned_at IS NULL`;

export interface NotedClock {
  id: string;
  conversationId: string;
  metric: SlaMetric;
  /** Else it was warned of. */
  isBreached: boolean;
}

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

  /**
   * Notes deadlines that have passed, at the deadline itself, and warnings of clocks that still run.
   *
   * @returns clocks noted now: each deadline and each warning is noted once
   */
  note(tx: Tx, conversationIds: readonly string[], now: Date): Promise<NotedClock[]> {
    return tx.query<NotedClock>(
      `UPDATE sla_target SET
         breached_at = CASE WHEN deadline_at <= $2 THEN deadline_at END,
         warned_at = CASE WHEN deadline_at <= $2 OR warn_at > $2 THEN warned_at ELSE coalesce(warned_at, warn_at) END
       WHERE conversation_id = ANY($1::uuid[]) AND ${RUNS}
         AND (deadline_at <= $2 OR (warned_at IS NULL AND warn_at <= $2))
       RETURNING id, conversation_id AS "conversationId", metric, breached_at IS NOT NULL AS "isBreached"`,
      [conversationIds, now],
    );
  }
}
