import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Shifts and absences. */
@Injectable()
export class ShiftsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Those of these people who are away or off, with when they are expected back: the time they said, else their next
   * shift if it begins within `withinHours`.
   */
  async expectedBack(
    agentIds: readonly string[],
    now: Date,
    withinHours: number,
    tx: Tx | null,
  ): Promise<{ agentId: string; returnsAt: Date | null }[]> {
    return (tx ?? this.database).query(
      `SELECT a.id AS "agentId", coalesce(
         CASE WHEN a.availability_returns_at > $2 THEN a.availability_returns_at END,
         (SELECT min(s.starts_at) FROM shift s WHERE s.agent_id = a.id
            AND s.starts_at > $2 AND s.starts_at <= $2::timestamptz + make_interval(hours => $3::int)
            AND NOT EXISTS (SELECT 1 FROM absence b WHERE b.agent_id = a.id
              AND b.starts_at <= s.starts_at AND b.ends_at > s.starts_at))) AS "returnsAt"
       FROM agent a
       WHERE a.id = ANY($1::uuid[]) AND a.availability IN ('away', 'off') ORDER BY a.id`,
      [agentIds, now, withinHours],
    );
  }

  /** Who stands in now for those of these people who are absent by plan: active, and not absent as well. */
  async standIns(
    agentIds: readonly string[],
    now: Date,
    tx: Tx | null,
  ): Promise<{ agentId: string; standInAgentId: string }[]> {
    return (tx ?? this.database).query(
      `SELECT b.agent_id AS "agentId", b.stand_in_agent_id AS "standInAgentId"
       FROM absence b JOIN agent i ON i.id = b.stand_in_agent_id
       WHERE b.agent_id = ANY($1::uuid[]) AND b.starts_at <= $2 AND b.ends_at > $2 AND i.deactivated_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM absence o WHERE o.agent_id = i.id AND o.starts_at <= $2 AND o.ends_at > $2)
       ORDER BY b.agent_id`,
      [agentIds, now],
    );
  }
}
