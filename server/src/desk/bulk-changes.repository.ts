import { Injectable } from '@nestjs/common';
import type { BulkChange } from '@visavis/shared/api/hand-over';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { ChangedRow } from './bulk-change.types.ts';

export interface StoredBulkChange {
  id: string;
  agentId: string;
  change: BulkChange;
  rows: ChangedRow[];
  at: Date;
}

/** Rows of `bulk_change`. */
@Injectable()
export class BulkChangesRepository {
  async insert(tx: Tx, stored: StoredBulkChange): Promise<void> {
    await tx.query(`INSERT INTO bulk_change (id, agent_id, change, rows, at) VALUES ($1, $2, $3, $4, $5)`, [
      stored.id,
      stored.agentId,
      JSON.stringify(stored.change),
      JSON.stringify(stored.rows),
      stored.at,
    ]);
  }

  /** One's own that is young enough, as long as nobody has taken it; null otherwise. Nobody takes it a second time. */
  async take(
    tx: Tx,
    wanted: { id: string; agentId: string; since: Date; now: Date },
  ): Promise<Pick<StoredBulkChange, 'change' | 'rows' | 'at'> | null> {
    const [row] = await tx.query<Pick<StoredBulkChange, 'change' | 'rows' | 'at'>>(
      `UPDATE bulk_change SET undone_at = $4
       WHERE id = $1 AND agent_id = $2 AND at >= $3 AND undone_at IS NULL RETURNING change, rows, at`,
      [wanted.id, wanted.agentId, wanted.since, wanted.now],
    );
    return row ?? null;
  }

  async removeBefore(tx: Tx, at: Date): Promise<void> {
    await tx.query(`DELETE FROM bulk_change WHERE at < $1`, [at]);
  }
}
