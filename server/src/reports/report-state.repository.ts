import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface ReportStateRow {
  timeZone: string;
  rebuildAskedAt: Date | null;
  rebuildAfter: string | null;
  /** The first day of the last month whose sums were built after all conversations were counted. */
  rebuildMonth: string | null;
  rebuildDone: number;
  rebuildTotal: number;
  builtAt: Date | null;
  checkedAt: Date | null;
  differences: number | null;
}

const COLUMNS = `time_zone AS "timeZone", rebuild_asked_at AS "rebuildAskedAt", rebuild_after AS "rebuildAfter",
  rebuild_month::text AS "rebuildMonth", rebuild_done AS "rebuildDone", rebuild_total AS "rebuildTotal",
  built_at AS "builtAt", checked_at AS "checkedAt", differences`;

/** Where the sums stand. */
@Injectable()
export class ReportStateRepository {
  constructor(private readonly database: Database) {}

  async find(): Promise<ReportStateRow | null> {
    const [row] = await this.database.query<ReportStateRow>(`SELECT ${COLUMNS} FROM report_state`);
    return row ?? null;
  }

  async read(tx: Tx): Promise<ReportStateRow | null> {
    const [row] = await tx.query<ReportStateRow>(`SELECT ${COLUMNS} FROM report_state`);
    return row ?? null;
  }

  /** Asks for a rebuild from the first conversation on, by the days of a time zone; one that runs begins anew. */
  async ask(tx: Tx, timeZone: string, given: { at: Date; total: number }): Promise<void> {
    await tx.query(
      `INSERT INTO report_state (id, time_zone, rebuild_asked_at, rebuild_total) VALUES (1, $1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, rebuild_asked_at = excluded.rebuild_asked_at,
         rebuild_total = excluded.rebuild_total, rebuild_after = NULL, rebuild_month = NULL, rebuild_done = 0`,
      [timeZone, given.at, given.total],
    );
  }

  /** Conversations up to this one are counted. */
  async advance(tx: Tx, after: string, count: number): Promise<void> {
    await tx.query(`UPDATE report_state SET rebuild_after = $1, rebuild_done = rebuild_done + $2`, [
      after,
      count,
    ]);
  }

  /** The sums of a month are built; the months before it were before. */
  async advanceMonth(tx: Tx, from: string): Promise<void> {
    await tx.query(`UPDATE report_state SET rebuild_month = $1`, [from]);
  }

  async finish(tx: Tx, at: Date): Promise<void> {
    await tx.query(
      `UPDATE report_state SET rebuild_asked_at = NULL, rebuild_after = NULL, rebuild_month = NULL,
         built_at = $1, checked_at = $1, differences = 0`,
      [at],
    );
  }

  async noteCheck(tx: Tx, at: Date, differences: number): Promise<void> {
    await tx.query(`UPDATE report_state SET checked_at = $1, differences = $2`, [at, differences]);
  }
}
