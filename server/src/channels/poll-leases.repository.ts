import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Who fetches from which channel right now: leases in the rows of `channel`, which lapse when a process dies. */
@Injectable()
export class PollLeasesRepository {
  constructor(private readonly database: Database) {}

  async duePolls(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM channel
       WHERE paused_at IS NULL AND next_poll_at <= $1 AND (polling_until IS NULL OR polling_until < $1)
       ORDER BY next_poll_at`,
      [now],
    );
    return rows.map((row) => row.id);
  }

  async dueSweeps(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM channel WHERE paused_at IS NULL AND next_sweep_at <= $1 ORDER BY next_sweep_at`,
      [now],
    );
    return rows.map((row) => row.id);
  }

  /** @returns the cursor and the failures so far, or null when it is not due or somebody else polls */
  async claimPoll(
    tx: Tx,
    id: string,
    at: { now: Date; until: Date },
  ): Promise<{ cursor: Record<string, unknown> | null; failures: number } | null> {
    const [row] = await tx.query<{ cursor: Record<string, unknown> | null; failures: number }>(
      `UPDATE channel SET polling_until = $3
       WHERE id = $1 AND paused_at IS NULL AND next_poll_at <= $2 AND (polling_until IS NULL OR polling_until < $2)
       RETURNING cursor, failures`,
      [id, at.now, at.until],
    );
    return row ?? null;
  }

  async renewPoll(tx: Tx, id: string, at: { now: Date; until: Date }): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE channel SET polling_until = $3
       WHERE id = $1 AND paused_at IS NULL AND polling_until >= $2 RETURNING id`,
      [id, at.now, at.until],
    );
    return rows.length > 0;
  }

  async releasePoll(tx: Tx, id: string, next: { at: Date; failed: boolean }): Promise<void> {
    await tx.query(
      `UPDATE channel SET polling_until = NULL, next_poll_at = $2,
         failures = CASE WHEN $3 THEN failures + 1 ELSE 0 END
       WHERE id = $1`,
      [id, next.at, next.failed],
    );
  }

  /** @returns whether it was due; the next sweep is set at once, so nobody else begins it */
  async claimSweep(tx: Tx, id: string, at: { now: Date; next: Date }): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE channel SET next_sweep_at = $3 WHERE id = $1 AND paused_at IS NULL AND next_sweep_at <= $2 RETURNING id`,
      [id, at.now, at.next],
    );
    return rows.length > 0;
  }

  /** Takes or renews the streams of channels. @returns those that are ours until then */
  async claimStreams(
    tx: Tx,
    ids: readonly string[],
    lease: { by: string; now: Date; until: Date },
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE channel SET streaming_by = $2, streaming_until = $4
       WHERE id = ANY($1::uuid[]) AND paused_at IS NULL
         AND (streaming_by = $2 OR streaming_until IS NULL OR streaming_until < $3)
       RETURNING id`,
      [ids, lease.by, lease.now, lease.until],
    );
    return rows.map((row) => row.id);
  }

  /** The next poll, which a stream had put off, comes now; one that the network had put off keeps its time. */
  async releaseStream(tx: Tx, id: string, { by, now }: { by: string; now: Date }): Promise<void> {
    await tx.query(
      `UPDATE channel SET streaming_by = NULL, streaming_until = NULL,
         next_poll_at = CASE WHEN next_poll_at > $3 AND failures = 0 THEN $3 ELSE next_poll_at END
       WHERE id = $1 AND streaming_by = $2`,
      [id, by, now],
    );
  }

  async isStreamed(tx: Tx, id: string, now: Date): Promise<boolean> {
    const [row] = await tx.query<{ isStreamed: boolean }>(
      `SELECT coalesce(streaming_until > $2, false) AS "isStreamed" FROM channel WHERE id = $1 FOR NO KEY UPDATE`,
      [id, now],
    );
    return row?.isStreamed === true;
  }

  async stopPolling(tx: Tx, id: string): Promise<void> {
    await tx.query(`UPDATE channel SET next_poll_at = NULL, polling_until = NULL WHERE id = $1`, [id]);
  }

  async stopSweeping(tx: Tx, id: string): Promise<void> {
    await tx.query(`UPDATE channel SET next_sweep_at = NULL WHERE id = $1`, [id]);
  }

  async pollNow(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query(
      `UPDATE channel SET next_poll_at = $2 WHERE id = $1 AND next_poll_at > $2 AND failures = 0`,
      [id, now],
    );
  }
}
