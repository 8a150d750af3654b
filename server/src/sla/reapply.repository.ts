import { Injectable } from '@nestjs/common';
import { newId } from '../platform/crypto/new-id.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { pausesOf } from './desk-clocks.repository.ts';
import type { ProposedTerms, RunningClock } from './proposed-terms.ts';
import { toPauses, type StoredPause } from './stored-pause.ts';

const OPEN = 'met_at IS NULL AND cancelled_at IS NULL';
const COLUMNS = `id, started_at AS "startedAt", finished_at AS "finishedAt", total, done, changed, reached`;

/** $1 the conversation that was reached or null, $2 how many. */
export const NEXT_STATEMENT = `
  SELECT DISTINCT conversation_id AS id FROM sla_target
  WHERE ${OPEN} AND ($1::uuid IS NULL OR conversation_id > $1) ORDER BY conversation_id LIMIT $2`;

/** $1 conversations. */
export const RUNNING_STATEMENT = `
  SELECT t.id, t.conversation_id AS "conversationId", contact.display_name AS "contactName", t.metric,
         t.policy_id AS "policyId", t.policy_name AS "policyName", t.calendar_name AS "calendarName", t.hours,
         t.target_minutes AS "targetMinutes", t.warn, t.pauses AS "pauseRules", t.started_at AS "startedAt",
         t.deadline_at AS "deadlineAt", t.paused_at AS "pausedAt", ${pausesOf('t')} AS pauses,
         c.status, c.channel_id AS "channelId", c.team_id AS "teamId", c.kind, c.visibility, c.priority, c.rating,
         c.language, c.tags, c.sla_policy_id AS "slaPolicyId"
  FROM sla_target t
  JOIN conversation c ON c.id = t.conversation_id
  JOIN contact ON contact.id = c.contact_id
  WHERE t.conversation_id = ANY($1::uuid[]) AND c.id = ANY($1::uuid[]) AND ${OPEN}
  ORDER BY t.conversation_id, t.metric`;

/** Policies being applied to the clocks that run, or that were. */
export interface Reapplication {
  id: string;
  startedAt: Date;
  finishedAt: Date | null;
  total: number;
  done: number;
  changed: number;
  /** The last conversation that was looked at, in the order of ids. */
  reached: string | null;
}

/** Clocks that run, conversation by conversation, and how far a re-application has come. */
@Injectable()
export class ReapplyRepository {
  constructor(private readonly database: Database) {}

  /** The one that runs, else the last one. */
  async latest(): Promise<Reapplication | null> {
    const [row] = await this.database.query<Reapplication>(
      `SELECT ${COLUMNS} FROM sla_reapply ORDER BY finished_at IS NULL DESC, started_at DESC LIMIT 1`,
    );
    return row ?? null;
  }

  /** @returns null when one runs already */
  async begin(tx: Tx, agentId: string, now: Date): Promise<Reapplication | null> {
    const [row] = await tx.query<Reapplication>(
      `INSERT INTO sla_reapply (id, started_at, started_by, total)
       SELECT $1, $2, $3, (SELECT count(*) FROM sla_target WHERE ${OPEN})
       ON CONFLICT ((finished_at IS NULL)) WHERE finished_at IS NULL DO NOTHING RETURNING ${COLUMNS}`,
      [newId(), now, agentId],
    );
    return row ?? null;
  }

  /** The one that runs. One worker at a time goes on with it, and the next begins where that one ended. */
  async take(tx: Tx): Promise<Reapplication | null> {
    const [row] = await tx.query<Reapplication>(
      `SELECT ${COLUMNS} FROM sla_reapply WHERE finished_at IS NULL FOR UPDATE`,
    );
    return row ?? null;
  }

  async goOn(
    tx: Tx,
    id: string,
    step: { reached: string | null; done: number; changed: number; finishedAt: Date | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE sla_reapply SET reached = coalesce($2, reached), done = done + $3, changed = changed + $4,
         finished_at = $5
       WHERE id = $1`,
      [id, step.reached, step.done, step.changed, step.finishedAt],
    );
  }

  /** The next conversations in which a clock runs, in the order of ids. */
  async conversationsAfter(tx: Tx, reached: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(NEXT_STATEMENT, [reached, limit]);
    return rows.map(({ id }) => id);
  }

  async runningClocks(tx: Tx, conversationIds: readonly string[]): Promise<RunningClock[]> {
    const rows = await tx.query<Omit<RunningClock, 'pauses'> & { pauses: StoredPause[] }>(RUNNING_STATEMENT, [
      conversationIds,
    ]);
    return rows.map((row) => ({ ...row, pauses: toPauses(row.pauses) }));
  }

  /**
   * Gives clocks other terms. A breach that was noted lies at the deadline, or is taken back where that is still to come;
   * one that is new is noted by whoever keeps the deadlines, like any other.
   */
  async write(tx: Tx, terms: readonly ProposedTerms[], now: Date): Promise<void> {
    if (terms.length === 0) return;
    await tx.query(
      `UPDATE sla_target SET
         policy_id = given."policyId", policy_name = given."policyName", calendar_name = given."calendarName",
         hours = given.hours, target_minutes = given."targetMinutes", warn = given.warn, pauses = given."pauseRules",
         deadline_at = given."deadlineAt", warn_at = given."warnAt", paused_at = given."pausedAt",
         warned_at = CASE WHEN given."warnAt" > $2 THEN NULL ELSE warned_at END,
         breached_at = CASE WHEN breached_at IS NOT NULL AND given."pausedAt" IS NULL
           AND given."deadlineAt" <= $2 THEN given."deadlineAt" END
       FROM jsonb_to_recordset($1::jsonb) AS given (
         id uuid, "policyId" uuid, "policyName" text, "calendarName" text, hours jsonb,
         "targetMinutes" double precision, warn jsonb, "pauseRules" jsonb, "deadlineAt" timestamptz,
         "warnAt" timestamptz, "pausedAt" timestamptz)
       WHERE sla_target.id = given.id`,
      [JSON.stringify(terms), now],
    );
  }
}
