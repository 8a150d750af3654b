import { Injectable } from '@nestjs/common';
import { newId } from '../platform/crypto/new-id.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { PolicyContent, StoredPolicy } from './sla-policies.types.ts';

const POLICY = `
  SELECT id, name, is_active AS "isActive", is_fallback AS "isFallback", conditions, targets, warn, pauses, version
  FROM sla_policy`;

/** The ordered list of policies. Whoever changes it has locked it. */
@Injectable()
export class SlaPoliciesRepository {
  constructor(private readonly database: Database) {}

  /** In their order, the fallback last; empty before anybody asked for the list. */
  all(tx: Tx | null = null): Promise<StoredPolicy[]> {
    return (tx ?? this.database).query<StoredPolicy>(`${POLICY} ORDER BY is_fallback, position, id`);
  }

  async find(tx: Tx, id: string): Promise<StoredPolicy | null> {
    const [row] = await tx.query<StoredPolicy>(`${POLICY} WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** Which of these policies there are. */
  async existing(ids: readonly string[], tx: Tx | null): Promise<string[]> {
    const rows = await (tx ?? this.database).query<{ id: string }>(
      `SELECT id FROM sla_policy WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** One who changes the list at a time. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('sla_policy'))`);
  }

  /** The one that takes whatever no other took. A second one is never made. */
  async addFallback(tx: Tx, content: PolicyContent): Promise<void> {
    await tx.query(
      `INSERT INTO sla_policy (id, is_fallback, name, is_active, conditions, targets, warn, pauses)
       VALUES ($1, true, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb)
       ON CONFLICT (is_fallback) WHERE is_fallback DO NOTHING`,
      [newId(), ...valuesOf(content)],
    );
  }

  /** Last of those before the fallback. */
  async add(tx: Tx, content: PolicyContent): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO sla_policy (id, position, name, is_active, conditions, targets, warn, pauses)
       SELECT $1::uuid, coalesce(max(position) + 1, 0), $2::text, $3::boolean, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb
       FROM sla_policy WHERE NOT is_fallback`,
      [id, ...valuesOf(content)],
    );
    return id;
  }

  async change(tx: Tx, id: string, content: PolicyContent): Promise<void> {
    await tx.query(
      `UPDATE sla_policy SET name = $2, is_active = $3, conditions = $4::jsonb, targets = $5::jsonb,
         warn = $6::jsonb, pauses = $7::jsonb, version = version + 1
       WHERE id = $1`,
      [id, ...valuesOf(content)],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query(`DELETE FROM sla_policy WHERE id = $1`, [id]);
  }

  async setOrder(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE sla_policy policy SET position = given.position - 1
       FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, position)
       WHERE policy.id = given.id`,
      [ids],
    );
  }
}

function valuesOf({ name, isActive, conditions, targets, warn, pauses }: PolicyContent): unknown[] {
  return [name, isActive, ...[conditions, targets, warn, pauses].map((part) => JSON.stringify(part))];
}
