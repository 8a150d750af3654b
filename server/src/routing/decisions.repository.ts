import { Injectable } from '@nestjs/common';
import type { RoutingDecision, StuckReason } from '@visavis/shared/api/routing';
import type { Considered, Reason } from '@visavis/shared/routing/pick-agent';
import type { RuleAction } from '@visavis/shared/routing/rule';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** One step of how a conversation came to where it is, as it is kept. */
export interface Decision {
  id: string;
  conversationId: string;
  kind: RoutingDecision['kind'];
  agentId: string | null;
  reasons: readonly Reason[];
  ruleId: string | null;
  ruleName: string | null;
  actions: RuleAction[];
  considered: readonly Considered[];
  stuck: StuckReason['kind'] | null;
  at: Date;
}

/** What placement has to say about one conversation; rules keep their own. */
export interface NewDecision {
  id: string;
  conversationId: string;
  kind: 'placed' | 'stuck' | 'returned';
  agentId: string | null;
  reasons?: readonly Reason[];
  considered?: readonly Considered[];
  stuck?: string | null;
  /** When the assignment goes back unless it is opened. */
  pickUpBy?: Date | null;
  at: Date;
}

/** An assignment that was to be opened by now. */
export interface Overdue {
  id: string;
  conversationId: string;
  agentId: string;
  at: Date;
}

/** The statement that finds what was to be opened by `$1`. */
export const OVERDUE = `SELECT id, conversation_id AS "conversationId", agent_id AS "agentId", at
  FROM routing_decision WHERE pick_up_by <= $1 ORDER BY pick_up_by LIMIT $2`;

/** When the next of what is unopened has lain for as long as its team allows: after `$1`, no later than `$2`. */
export const NEXT_OVERDUE = `SELECT min(pick_up_by) AS at FROM routing_decision WHERE pick_up_by > $1 AND pick_up_by <= $2`;

/** Rows of `routing_decision`. */
@Injectable()
export class DecisionsRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
    if (decisions.length === 0) return;
    await tx.query(
      `INSERT INTO routing_decision (id, conversation_id, kind, agent_id, reasons, considered, stuck, pick_up_by, at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::jsonb[], $6::jsonb[], $7::text[],
         $8::timestamptz[], $9::timestamptz[])`,
      [
        decisions.map((decision) => decision.id),
        decisions.map((decision) => decision.conversationId),
        decisions.map((decision) => decision.kind),
        decisions.map((decision) => decision.agentId),
        decisions.map((decision) => JSON.stringify(decision.reasons ?? [])),
        decisions.map((decision) => JSON.stringify(decision.considered ?? [])),
        decisions.map((decision) => decision.stuck ?? null),
        decisions.map((decision) => decision.pickUpBy ?? null),
        decisions.map((decision) => decision.at),
      ],
    );
  }

  /** The newest first. */
  of(conversationId: string, limit: number): Promise<Decision[]> {
    return this.database.query(
      `SELECT id, conversation_id AS "conversationId", kind, agent_id AS "agentId", reasons, rule_id AS "ruleId",
         rule_name AS "ruleName", actions, considered, stuck, at
       FROM routing_decision WHERE conversation_id = $1 ORDER BY at DESC, id DESC LIMIT $2`,
      [conversationId, limit],
    );
  }

  /** Somebody has opened what placement gave them. */
  async pickedUp(tx: Tx, conversationId: string, agentId: string, at: Date): Promise<void> {
    await tx.query(
      `UPDATE routing_decision SET picked_up_at = $3, pick_up_by = NULL
       WHERE conversation_id = $1 AND agent_id = $2 AND kind = 'placed' AND picked_up_at IS NULL`,
      [conversationId, agentId, at],
    );
  }

  /** The longest overdue first; read without a lock, so that whoever acts on it has to look again. */
  overdue(now: Date, limit: number): Promise<Overdue[]> {
    return this.database.query(OVERDUE, [now, limit]);
  }

  async nextOverdue(now: Date, until: Date): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }>(NEXT_OVERDUE, [now, until]);
    return row?.at ?? null;
  }

  /** Those of these that are still to be opened by now, locked; and from here on nobody waits for them. */
  async stopWaiting(tx: Tx, ids: readonly string[], now: Date): Promise<Overdue[]> {
    return tx.query(
      `WITH due AS (
         SELECT id FROM routing_decision WHERE id = ANY($1::uuid[]) AND pick_up_by <= $2 ORDER BY id FOR UPDATE
       )
       UPDATE routing_decision d SET pick_up_by = NULL FROM due WHERE d.id = due.id
       RETURNING d.id, d.conversation_id AS "conversationId", d.agent_id AS "agentId", d.at`,
      [ids, now],
    );
  }
}
