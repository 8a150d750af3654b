import { Injectable } from '@nestjs/common';
import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import { newId } from '../platform/crypto/new-id.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { StoredRule } from './rules.types.ts';

const RULE = `id, position, name, is_active AS "isActive", conditions, actions, version`;

/** As many matches of a rule as are counted; beyond that nobody wants to know how many exactly. */
export const MOST_MATCHES = 1_000;

export interface RuleContent {
  name: string;
  isActive: boolean;
  conditions: readonly RuleCondition[];
  actions: readonly RuleAction[];
}

/** A rule matched: kept beside the decisions about people, so that one can read how a conversation came to where it is. */
export interface Matched {
  conversationId: string;
  ruleId: string;
  ruleName: string;
  actions: readonly RuleAction[];
}

/** The list of rules and its stamp. Whoever changes it has locked it. */
@Injectable()
export class RulesRepository {
  constructor(private readonly database: Database) {}

  /** Another one after every change; null where nobody has asked for the list yet. */
  async stamp(tx: Tx): Promise<string | null> {
    const [row] = await tx.query<{ stamp: string }>(`SELECT stamp FROM routing_rule_list`);
    return row?.stamp ?? null;
  }

  /** One who changes the list at a time. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT stamp FROM routing_rule_list FOR UPDATE`);
  }

  /** @returns whether it was the first; else somebody else has just begun it */
  async begin(tx: Tx): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO routing_rule_list (stamp) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id`,
      [newId()],
    );
    return rows.length > 0;
  }

  async restamp(tx: Tx): Promise<void> {
    await tx.query(`UPDATE routing_rule_list SET stamp = $1`, [newId()]);
  }

  /** In their order, without those that were deleted; within a transaction when given one. */
  all(tx: Tx | null = null): Promise<StoredRule[]> {
    return (tx ?? this.database).query(
      `SELECT ${RULE} FROM routing_rule WHERE deleted_at IS NULL ORDER BY position, id`,
    );
  }

  async find(tx: Tx, id: string): Promise<StoredRule | null> {
    const [row] = await tx.query<StoredRule>(
      `SELECT ${RULE} FROM routing_rule WHERE id = $1 AND deleted_at IS NULL`,
      [id],
    );
    return row ?? null;
  }

  async findDeleted(tx: Tx, id: string): Promise<StoredRule | null> {
    const [row] = await tx.query<StoredRule>(
      `SELECT ${RULE} FROM routing_rule WHERE id = $1 AND deleted_at IS NOT NULL`,
      [id],
    );
    return row ?? null;
  }

  /** At the end of the list. */
  async add(tx: Tx, content: RuleContent, by: { agentId: string | null; now: Date }): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO routing_rule (id, position, name, is_active, conditions, actions, updated_at, updated_by)
       SELECT $1::uuid, coalesce(max(position) + 1, 0), $2::text, $3::boolean, $4::jsonb, $5::jsonb, $6::timestamptz, $7::uuid
       FROM routing_rule`,
      [id, ...valuesOf(content), by.now, by.agentId],
    );
    return id;
  }

  async change(tx: Tx, id: string, content: RuleContent, by: { agentId: string; now: Date }): Promise<void> {
    await tx.query(
      `UPDATE routing_rule SET name = $2, is_active = $3, conditions = $4, actions = $5, updated_at = $6,
         updated_by = $7, version = version + 1
       WHERE id = $1`,
      [id, ...valuesOf(content), by.now, by.agentId],
    );
  }

  /** @returns whether there was one to delete, or, without `at`, to bring back */
  async setDeleted(tx: Tx, id: string, at: Date | null): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE routing_rule SET deleted_at = $2, version = version + 1
       WHERE id = $1 AND (deleted_at IS NULL) = ($2::timestamptz IS NOT NULL) RETURNING id`,
      [id, at],
    );
    return rows.length > 0;
  }

  /** What was deleted so long ago that nobody will want it back. */
  async forgetDeleted(tx: Tx, before: Date): Promise<void> {
    await tx.query(`DELETE FROM routing_rule WHERE deleted_at < $1`, [before]);
  }

  async setOrder(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE routing_rule rule SET position = given.position - 1
       FROM unnest($1::uuid[]) WITH ORDINALITY AS given (id, position)
       WHERE rule.id = given.id`,
      [ids],
    );
  }

  /** How many conversations each rule has matched since then, counted up to `MOST_MATCHES`. */
  async matchesSince(ruleIds: readonly string[], since: Date): Promise<Map<string, number>> {
    const rows = await this.database.query<{ id: string; count: number }>(
      `SELECT given.id, matches.count FROM unnest($1::uuid[]) AS given (id)
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS count FROM (
           SELECT 1 FROM routing_decision WHERE rule_id = given.id AND at >= $2 LIMIT ${MOST_MATCHES}
         ) recent
       ) matches`,
      [ruleIds, since],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  async keepMatches(tx: Tx, matches: readonly Matched[], now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO routing_decision (id, conversation_id, kind, rule_id, rule_name, actions, reasons, at)
       SELECT id, "conversationId", 'matched', "ruleId", "ruleName", actions, '[]', $2
       FROM jsonb_to_recordset($1::jsonb)
         AS matched (id uuid, "conversationId" uuid, "ruleId" uuid, "ruleName" text, actions jsonb)
       ORDER BY "conversationId"`,
      [JSON.stringify(matches.map((match) => ({ id: newId(now), ...match }))), now],
    );
  }
}

function valuesOf({ name, isActive, conditions, actions }: RuleContent): unknown[] {
  return [name, isActive, JSON.stringify(conditions), JSON.stringify(actions)];
}
