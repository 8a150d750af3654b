import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { MOST_NAMED, type CallOutcome, type ClaimedCall, type PlannedCall } from './alerts.types.ts';

/** A webhook is called for one kind of alert at most this often; what comes in between is counted together. */
const APART = "interval '1 minute'";
/** While a receiver takes nothing, what is newer is tried together and at most this often: nobody wants it all at once later. */
const APART_AWAY = "interval '10 minutes'";
/** Longer than a call may take: after that, whoever made it has died. */
const LEASE = "interval '1 minute'";
/** Longer than a call is tried again: what is older was sent or given up long ago. */
const TRIED_FOR = "interval '6 hours'";
const OPEN = 'd.sent_at IS NULL AND d.given_up_at IS NULL';

/** $1 the present, $2 how many. */
export const DUE_STATEMENT = `
  SELECT d.id FROM alert_delivery d WHERE ${OPEN} AND d.due_at <= $1::timestamptz
  ORDER BY d.due_at LIMIT $2::int FOR UPDATE SKIP LOCKED`;

/** $1 the instant before which they were made, $2 how many at a time. */
export const PRUNE_CALLS_STATEMENT = `
  DELETE FROM alert_delivery WHERE id IN (
    SELECT d.id FROM alert_delivery d WHERE d.created_at < $1::timestamptz AND NOT (${OPEN})
    ORDER BY d.created_at LIMIT $2::int)
  RETURNING id`;

/** What a call names already and what joins it, cut to as many as a call names. */
function firstOf(column: 'conversations' | 'channels'): string {
  return `(SELECT coalesce(jsonb_agg(one), '[]') FROM (
           SELECT one FROM jsonb_array_elements(d.${column} || r.${column}) WITH ORDINALITY AS e (one, place)
           ORDER BY place LIMIT ${MOST_NAMED}) named)`;
}

/** Calls that webhooks are owed. */
@Injectable()
export class AlertDeliveriesRepository {
  constructor(private readonly database: Database) {}

  /** Adds to the call of the same webhook and kind that nobody has tried yet, or makes a new one. */
  async owe(tx: Tx, calls: readonly (PlannedCall & { id: string })[], now: Date): Promise<void> {
    const parts = [
      calls.map((one) => one.webhookId),
      calls.map((one) => one.trigger),
      calls.map((one) => one.count),
      calls.map((one) => JSON.stringify(one.conversations)),
      calls.map((one) => JSON.stringify(one.channels)),
    ];
    const grown = await tx.query<{ webhookId: string; trigger: string }>(
      `UPDATE alert_delivery d SET count = d.count + r.count, conversations = ${firstOf('conversations')},
         channels = ${firstOf('channels')}
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::jsonb[], $5::jsonb[])
         AS r (webhook_id, trigger, count, conversations, channels)
       WHERE d.webhook_id = r.webhook_id AND d.trigger = r.trigger AND d.attempts = 0 AND ${OPEN}
       RETURNING d.webhook_id AS "webhookId", d.trigger`,
      parts,
    );
    const isGrown = (call: PlannedCall): boolean =>
      grown.some(({ webhookId, trigger }) => webhookId === call.webhookId && trigger === call.trigger);
    const fresh = calls.filter((call) => !isGrown(call));
    if (fresh.length > 0) await this.insert(tx, fresh, now);
  }

  private async insert(tx: Tx, calls: readonly (PlannedCall & { id: string })[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO alert_delivery (id, webhook_id, trigger, count, conversations, channels, created_at, due_at)
       SELECT r.id, r.webhook_id, r.trigger, r.count, r.conversations, r.channels, $6::timestamptz,
         greatest($6::timestamptz, ${APART} + (SELECT max(greatest(l.created_at, l.sent_at)) FROM alert_delivery l
           WHERE l.webhook_id = r.webhook_id AND l.trigger = r.trigger
             AND l.created_at > $6::timestamptz - ${TRIED_FOR}
             -- Not one of the future, from before the server's clock was set back.
             AND l.created_at <= $6::timestamptz + ${APART}),
           (SELECT least(max(d.due_at), $6::timestamptz + ${APART_AWAY}) FROM alert_delivery d
            WHERE d.webhook_id = r.webhook_id AND d.trigger = r.trigger AND d.attempts > 0 AND ${OPEN}
              AND d.created_at > $6::timestamptz - ${TRIED_FOR} HAVING count(*) > 0))
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::jsonb[], $7::jsonb[])
         AS r (id, webhook_id, trigger, count, conversations, channels)
       ORDER BY r.webhook_id, r.trigger`,
      [
        calls.map((one) => one.id),
        calls.map((one) => one.webhookId),
        calls.map((one) => one.trigger),
        calls.map((one) => one.count),
        calls.map((one) => JSON.stringify(one.conversations)),
        now,
        calls.map((one) => JSON.stringify(one.channels)),
      ],
    );
  }

  /** Takes calls that are due, each for one process. One that is not recorded comes again after its lease. */
  async claim(tx: Tx, now: Date, limit: number): Promise<ClaimedCall[]> {
    return tx.query(
      `UPDATE alert_delivery d SET attempts = d.attempts + 1, due_at = $1::timestamptz + ${LEASE}
       FROM alert_webhook w
       WHERE w.id = d.webhook_id AND d.id IN (${DUE_STATEMENT})
       RETURNING d.id, d.webhook_id AS "webhookId", d.trigger, d.count, d.conversations, d.channels, d.created_at AS "createdAt",
         d.attempts, w.url, w.sealed_secret AS "sealedSecret"`,
      [now, limit],
    );
  }

  /** Notes what became of a call. @param again when to try again, null to give up; not read when it went well */
  async record(
    tx: Tx,
    call: ClaimedCall,
    { fault, again }: CallOutcome & { again: Date | null },
    now: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE alert_delivery SET sent_at = CASE WHEN $2 THEN $4::timestamptz END,
         given_up_at = CASE WHEN NOT $2 AND $3::timestamptz IS NULL THEN $4::timestamptz END,
         due_at = coalesce($3::timestamptz, due_at)
       WHERE id = $1`,
      [call.id, fault === null, again, now],
    );
  }

  /** When the next one is due; null when none is owed. */
  async nextDueAt(): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }>(
      `SELECT min(d.due_at) AS at FROM alert_delivery d WHERE ${OPEN}`,
    );
    return row?.at ?? null;
  }

  /** @returns how many went */
  async prune(tx: Tx, createdBefore: Date, limit: number): Promise<number> {
    return (await tx.query(PRUNE_CALLS_STATEMENT, [createdBefore, limit])).length;
  }
}
