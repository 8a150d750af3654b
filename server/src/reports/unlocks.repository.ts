import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { ANSWER_COUNTS, ANSWERS_OF_PEOPLE, IS_TAKEN } from './people-answers.repository.ts';

export interface UnlockRow {
  id: string;
  teamId: string;
  teamName: string;
  from: string;
  to: string;
  purpose: string;
  hours: number;
  askedBy: string;
  askedByName: string;
  askedAt: Date;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  expiresAt: Date | null;
  endedAt: Date | null;
  lookCount: number;
}

export interface UnlockedPersonRow {
  agentId: string;
  name: string;
  replies: number;
  conversations: number;
  due: number;
  kept: number;
}

const UNLOCKS = `
  SELECT u.id, u.team_id AS "teamId", t.name AS "teamName", u.from_day::text AS "from", u.to_day::text AS "to", u.purpose,
    u.hours, u.asked_by AS "askedBy", a.display_name AS "askedByName", u.asked_at AS "askedAt",
    u.decided_by AS "decidedBy", d.display_name AS "decidedByName", u.decided_at AS "decidedAt",
    u.expires_at AS "expiresAt", u.ended_at AS "endedAt",
    (SELECT count(*)::int FROM report_look l WHERE l.unlock_id = u.id) AS "lookCount"
  FROM report_unlock u
  JOIN team t ON t.id = u.team_id
  JOIN agent a ON a.id = u.asked_by
  LEFT JOIN agent d ON d.id = u.decided_by`;

@Injectable()
export class UnlocksRepository {
  constructor(private readonly database: Database) {}

  /** The newest first. @param teamIds null for all */
  list(teamIds: readonly string[] | null, limit: number): Promise<UnlockRow[]> {
    return this.database.query(
      `${UNLOCKS} WHERE $1::uuid[] IS NULL OR u.team_id = ANY($1::uuid[])
       ORDER BY u.asked_at DESC, u.id LIMIT $2`,
      [teamIds, limit],
    );
  }

  /** Nobody else decides, ends or looks until the transaction is over. */
  async hold(tx: Tx, id: string): Promise<UnlockRow | null> {
    const [row] = await tx.query<UnlockRow>(`${UNLOCKS} WHERE u.id = $1 FOR UPDATE OF u`, [id]);
    return row ?? null;
  }

  async insert(
    tx: Tx,
    row: Pick<UnlockRow, 'id' | 'teamId' | 'from' | 'to' | 'purpose' | 'hours' | 'askedBy' | 'askedAt'>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO report_unlock (id, team_id, from_day, to_day, purpose, hours, asked_by, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.id, row.teamId, row.from, row.to, row.purpose, row.hours, row.askedBy, row.askedAt],
    );
  }

  async decide(
    tx: Tx,
    id: string,
    decision: { by: string; at: Date; expiresAt: Date | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE report_unlock SET decided_by = $2, decided_at = $3, expires_at = $4 WHERE id = $1`,
      [id, decision.by, decision.at, decision.expiresAt],
    );
  }

  async end(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query(`UPDATE report_unlock SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, [id, at]);
  }

  /** Keeps that figures of these people were shown. */
  async keepLook(
    tx: Tx,
    look: { id: string; unlockId: string; by: string; at: Date },
    agentIds: readonly string[],
  ): Promise<void> {
    await tx.query(`INSERT INTO report_look (id, unlock_id, agent_id, at) VALUES ($1, $2, $3, $4)`, [
      look.id,
      look.unlockId,
      look.by,
      look.at,
    ]);
    await tx.query(
      `INSERT INTO report_look_person (look_id, agent_id) SELECT $1, id FROM unnest($2::uuid[]) AS shown(id) ORDER BY id`,
      [look.id, agentIds],
    );
  }

  /** What people wrote in a team's conversations in a span, by name. */
  people(tx: Tx, teamId: string, from: Date, before: Date): Promise<UnlockedPersonRow[]> {
    return tx.query(
      `SELECT a.id AS "agentId", a.display_name AS name, count(DISTINCT m.conversation_id)::int AS conversations,
         ${ANSWER_COUNTS}
       FROM ${ANSWERS_OF_PEOPLE}
       JOIN agent a ON a.id = m.agent_id
       WHERE c.team_id = $1 AND ${IS_TAKEN} AND m.ordered_at >= $2 AND m.ordered_at < $3
       GROUP BY a.id ORDER BY a.display_name, a.id`,
      [teamId, from, before],
    );
  }

  /** Agreed looks at the figures of a team that somebody is in, or in which they were shown; the newest first. */
  onMe(agentId: string, limit: number): Promise<(UnlockRow & { looks: Date[] })[]> {
    return this.database.query(
      `SELECT u.*, coalesce(shown.looks, '{}') AS looks FROM (${UNLOCKS} WHERE u.expires_at IS NOT NULL) u
       LEFT JOIN LATERAL (
         SELECT array_agg(l.at ORDER BY l.at DESC) AS looks FROM report_look l
         JOIN report_look_person p ON p.look_id = l.id AND p.agent_id = $1
         WHERE l.unlock_id = u.id) shown ON true
       WHERE shown.looks IS NOT NULL
         OR EXISTS (SELECT FROM team_member m WHERE m.team_id = u."teamId" AND m.agent_id = $1)
       ORDER BY u."decidedAt" DESC, u.id LIMIT $2`,
      [agentId, limit],
    );
  }
}
