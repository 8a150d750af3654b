import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { Database } from '../database/database.ts';

/** What this repository needs of an open transaction. */
interface Writer {
  query<R>(sql: string, params?: readonly unknown[]): Promise<R[]>;
}

export interface StoredEvent {
  /** Rises with every fact; a `bigint`, so a string. */
  id: string;
  event: DomainEvent;
}

export interface OwedEvent extends StoredEvent {
  listener: string;
  /** How often a sweep has handed it out, this time included. */
  attempts: number;
}

/** For this long after commit a fact belongs to the process that committed it; then any sweep may take it. */
const LEASE = "interval '5 seconds'";
/** A failing listener is asked again after 5, 10, 20 … seconds, at most every ten minutes. */
const BACKOFF = "least(interval '5 seconds' * 2 ^ least(attempts, 10), interval '10 minutes')";
/** How long facts stay that every listener has heard. */
export const FACTS_KEPT_DAYS = 7;
const KEPT = `interval '${FACTS_KEPT_DAYS} days'`;

/**
 * The facts, and which listener still has to hear which: a row of `domain_event_delivery` is a debt, and hearing the fact
 * deletes it. So the table stays as small as the backlog, however many facts a storm brings. Instants are the
 * database's own, because the processes that share the debts may disagree about the time.
 */
@Injectable()
export class OwedEventsRepository {
  constructor(private readonly database: Database) {}

  /** One statement however many facts. `json`, not `jsonb`, because texts may hold what `jsonb` refuses (a NUL). */
  async store(
    tx: Writer,
    events: readonly DomainEvent[],
    listenersByFact: ReadonlyMap<string, readonly string[]>,
  ): Promise<StoredEvent[]> {
    if (events.length === 0) return [];
    const types = [...new Set<string>(events.map((event) => event.type))];
    const pairs = types.flatMap((type) =>
      (listenersByFact.get(type) ?? []).map((listener) => ({ type, listener })),
    );
    const rows = await tx.query<{ id: string }>(
      `WITH given AS (
         SELECT type, payload, position FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS g (type, payload, position)
       ), stored AS (
         INSERT INTO domain_event (type, payload, occurred_at)
         SELECT type, payload::json, clock_timestamp() FROM given ORDER BY position
         RETURNING id, type
       ), owed AS (
         INSERT INTO domain_event_delivery (event_id, listener, due_at)
         SELECT stored.id, pair.listener, clock_timestamp() + ${LEASE}
         FROM stored JOIN unnest($3::text[], $4::text[]) AS pair (type, listener) ON pair.type = stored.type
       )
       SELECT id FROM stored ORDER BY id`,
      [
        events.map((event) => event.type),
        events.map((event) => JSON.stringify(event)),
        pairs.map((pair) => pair.type),
        pairs.map((pair) => pair.listener),
      ],
    );
    return rows.map(({ id }, index) => ({ id, event: events[index] as DomainEvent }));
  }

  /** A listener has heard these facts. */
  async settle(listener: string, ids: readonly string[]): Promise<void> {
    await this.database.query(
      'DELETE FROM domain_event_delivery WHERE listener = $1 AND event_id = ANY($2::bigint[])',
      [listener, ids],
    );
  }

  /** A listener failed on these facts; they come back with a growing delay. */
  async postpone(listener: string, ids: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE domain_event_delivery
       SET attempts = greatest(attempts, 1), due_at = clock_timestamp() + ${BACKOFF} * (0.75 + random() / 2)
       WHERE listener = $1 AND event_id = ANY($2::bigint[])`,
      [listener, ids],
    );
  }

  /**
   * Says that these are still in work here, so that no other process takes them. What is just being settled needs no
   * more time, and waiting for it in another order than its own would be a deadlock.
   */
  async renew(held: readonly { listener: string; id: string }[]): Promise<void> {
    await this.database.query(
      `WITH free AS (
         SELECT d.event_id, d.listener FROM domain_event_delivery d
         JOIN unnest($1::text[], $2::bigint[]) AS held (listener, event_id) USING (listener, event_id)
         FOR UPDATE OF d SKIP LOCKED
       )
       UPDATE domain_event_delivery d SET due_at = greatest(d.due_at, clock_timestamp() + ${LEASE})
       FROM free WHERE d.listener = free.listener AND d.event_id = free.event_id`,
      [held.map((one) => one.listener), held.map((one) => one.id)],
    );
  }

  /**
   * Takes what is due for a while; what another process is just taking is skipped.
   *
   * @param listeners the ones that this version of the product has
   * @param which `due`, or `fresh`: everything that no sweep has tried yet, due or not
   */
  async claim(
    listeners: readonly string[],
    limit: number,
    which: 'due' | 'fresh' = 'due',
  ): Promise<OwedEvent[]> {
    const condition = which === 'due' ? 'due_at <= clock_timestamp()' : 'attempts = 0';
    const rows = await this.database.query<{
      id: string;
      listener: string;
      attempts: number;
      payload: DomainEvent;
    }>(
      `WITH due AS (
         SELECT event_id, listener FROM domain_event_delivery
         WHERE ${condition} AND listener = ANY($1::text[])
         ORDER BY due_at, event_id LIMIT $2
         FOR UPDATE SKIP LOCKED
       ), taken AS (
         UPDATE domain_event_delivery d SET attempts = attempts + 1, due_at = clock_timestamp() + ${BACKOFF}
         FROM due WHERE d.event_id = due.event_id AND d.listener = due.listener
         RETURNING d.event_id, d.listener, d.attempts
       )
       SELECT e.id, taken.listener, taken.attempts, e.payload
       FROM taken JOIN domain_event e ON e.id = taken.event_id
       ORDER BY e.id`,
      [listeners, limit],
    );
    return rows.map((row) => ({
      id: row.id,
      listener: row.listener,
      attempts: row.attempts,
      event: row.payload,
    }));
  }

  /** How many are still owed to these listeners, and since when the oldest waits; for the metrics. */
  async backlog(): Promise<{ count: number; oldestSeconds: number }> {
    const [row] = await this.database.query<{ count: number; oldest: number | null }>(
      `SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - min(e.occurred_at))::float8 AS oldest
       FROM domain_event_delivery d JOIN domain_event e ON e.id = d.event_id`,
    );
    return { count: row?.count ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
  }

  /** Forgets facts older than a week that nobody waits for, and what a listener that no longer exists was owed. */
  async prune(listeners: readonly string[]): Promise<void> {
    await this.database.query(
      `DELETE FROM domain_event_delivery d USING domain_event e
       WHERE e.id = d.event_id AND NOT d.listener = ANY($1::text[]) AND e.occurred_at < clock_timestamp() - ${KEPT}`,
      [listeners],
    );
    await this.database.query(
      `DELETE FROM domain_event e WHERE e.occurred_at < clock_timestamp() - ${KEPT}
       AND NOT EXISTS (SELECT FROM domain_event_delivery d WHERE d.event_id = e.id)`,
    );
  }
}
