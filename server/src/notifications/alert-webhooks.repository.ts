import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { AlertWebhookRow, CallOutcome } from './alerts.types.ts';

const ROW = `
  SELECT w.id, w.name, w.url, w.sealed_secret AS "sealedSecret", w.last_at AS "lastAt", w.last_status AS "lastStatus",
    w.last_fault AS "lastFault", (SELECT count(*)::int FROM alert_delivery d
      WHERE d.webhook_id = w.id AND d.sent_at IS NULL AND d.given_up_at IS NULL) AS waiting
  FROM alert_webhook w`;

/** Rows of webhooks that alerts are sent to. */
@Injectable()
export class AlertWebhooksRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<AlertWebhookRow[]> {
    return this.database.query(`${ROW} ORDER BY lower(w.name), w.id`);
  }

  async find(id: string): Promise<AlertWebhookRow | null> {
    const [row] = await this.database.query<AlertWebhookRow>(`${ROW} WHERE w.id = $1`, [id]);
    return row ?? null;
  }

  async count(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }>('SELECT count(*)::int AS count FROM alert_webhook');
    return row?.count ?? 0;
  }

  async add(tx: Tx, webhook: Pick<AlertWebhookRow, 'id' | 'name' | 'url' | 'sealedSecret'>): Promise<void> {
    await tx.query('INSERT INTO alert_webhook (id, name, url, sealed_secret) VALUES ($1, $2, $3, $4)', [
      webhook.id,
      webhook.name,
      webhook.url,
      webhook.sealedSecret,
    ]);
  }

  /** @returns whether there is such a webhook */
  async change(tx: Tx, id: string, { name, url }: { name: string; url: string }): Promise<boolean> {
    const rows = await tx.query('UPDATE alert_webhook SET name = $2, url = $3 WHERE id = $1 RETURNING id', [
      id,
      name,
      url,
    ]);
    return rows.length > 0;
  }

  /** @returns whether there is such a webhook */
  async setSecret(tx: Tx, id: string, sealedSecret: string): Promise<boolean> {
    const rows = await tx.query('UPDATE alert_webhook SET sealed_secret = $2 WHERE id = $1 RETURNING id', [
      id,
      sealedSecret,
    ]);
    return rows.length > 0;
  }

  /** Puts the same secret, sealed anew, in the place of the one that was read; not over a newer one. */
  async reseal(tx: Tx, id: string, { before, after }: { before: string; after: string }): Promise<void> {
    await tx.query('UPDATE alert_webhook SET sealed_secret = $3 WHERE id = $1 AND sealed_secret = $2', [
      id,
      before,
      after,
    ]);
  }

  /** Every sealed secret. There are few webhooks. */
  sealed(): Promise<{ id: string; sealedSecret: string }[]> {
    return this.database.query('SELECT id, sealed_secret AS "sealedSecret" FROM alert_webhook ORDER BY id');
  }

  /** What became of the newest call. */
  async note(tx: Tx, id: string, { status, fault }: CallOutcome, now: Date): Promise<void> {
    await tx.query(
      `UPDATE alert_webhook SET last_at = $2, last_status = $3, last_fault = $4
       WHERE id = $1 AND (last_at IS NULL OR last_at <= $2)`,
      [id, now, status, fault],
    );
  }

  /** Waits for rules that are being saved with it. @returns what became of it */
  async remove(tx: Tx, id: string): Promise<'removed' | 'in-use' | 'missing'> {
    const found = await tx.query('SELECT FROM alert_webhook WHERE id = $1 FOR UPDATE', [id]);
    if (found.length === 0) return 'missing';
    const used = await tx.query('SELECT FROM alert_rule WHERE webhook_id = $1 LIMIT 1', [id]);
    if (used.length > 0) return 'in-use';
    await tx.query('DELETE FROM alert_webhook WHERE id = $1', [id]);
    return 'removed';
  }
}
