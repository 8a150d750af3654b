import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';

export interface FailureCounts {
  /** How many failures in the window, and when the one leaves it whose leaving lets the next try in; null: not full. */
  byPair: Date | null;
  byIp: Date | null;
}

@Injectable()
export class SignInFailuresRepository {
  /** Tries from one address are counted one after the other, so that many at once do not all see room. */
  async lockIp(tx: Tx, ip: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [ip]);
  }

  /**
   * The failure that has to grow old before there is room again: the n-th newest in the window, or null.
   */
  async blocking(
    tx: Tx,
    who: { email: string; ip: string },
    since: Date,
    limits: { pair: number; ip: number },
  ): Promise<FailureCounts> {
    const [row] = await tx.query<FailureCounts>(
      `SELECT
         (SELECT at FROM sign_in_failure WHERE ip = $1 AND email = $2 AND at > $3 ORDER BY at DESC OFFSET $4 LIMIT 1) AS "byPair",
         (SELECT at FROM sign_in_failure WHERE ip = $1 AND at > $3 ORDER BY at DESC OFFSET $5 LIMIT 1) AS "byIp"`,
      [who.ip, who.email, since, limits.pair - 1, limits.ip - 1],
    );
    return row ?? { byPair: null, byIp: null };
  }

  async insert(tx: Tx, id: string, who: { email: string; ip: string }, at: Date): Promise<void> {
    await tx.query('INSERT INTO sign_in_failure (id, email, ip, at) VALUES ($1, $2, $3, $4)', [
      id,
      who.email,
      who.ip,
      at,
    ]);
  }

  async clearPair(tx: Tx, who: { email: string; ip: string }): Promise<void> {
    await tx.query('DELETE FROM sign_in_failure WHERE ip = $1 AND email = $2', [who.ip, who.email]);
  }

  async prune(tx: Tx, before: Date): Promise<void> {
    await tx.query('DELETE FROM sign_in_failure WHERE at <= $1', [before]);
  }
}
