import { Injectable } from '@nestjs/common';
import type { AbsenceItem, AvailabilityState } from '@visavis/shared/api/schedule';
import { Database } from '../platform/database/database.ts';

export interface BoardPersonRow {
  id: string;
  name: string;
  faceVersion: number;
  capacity: number;
  availability: AvailabilityState['availability'];
  reason: AvailabilityState['reason'];
  returnsAt: Date | null;
  setBy: AvailabilityState['setBy'];
  load: number;
  openCount: number;
  /** Open ones that the reader may see, the longest wait first. */
  openIds: string[];
}

export interface BoardShiftRow {
  id: string;
  agentId: string;
  teamId: string;
  startsAt: Date;
  endsAt: Date;
  note: string;
}

export interface BoardAbsenceRow extends Omit<AbsenceItem, 'startsAt' | 'endsAt'> {
  startsAt: Date;
  endsAt: Date;
}

/** What is whose turn: it is ours, and it is no spam. */
const IS_OPEN = `c.closed_at IS NULL AND c.status IN ('new', 'open') AND NOT c.is_spam`;

/** Exported so that a test can have the plan explained. $1 team, $2 teams that the reader may see or null for all, $3 how many a person. */
export const PEOPLE_STATEMENT = `
  SELECT a.id, a.display_name AS name, a.face_version AS "faceVersion", a.capacity, a.availability,
    a.availability_reason AS reason, a.availability_returns_at AS "returnsAt", a.availability_set_by AS "setBy",
    coalesce(o.load, 0)::float8 AS load, coalesce(o.count, 0)::int AS "openCount",
    coalesce(o.ids[1:$3::int], '{}') AS "openIds"
  FROM team_member m
  JOIN agent a ON a.id = m.agent_id AND a.deactivated_at IS NULL
  LEFT JOIN LATERAL (
    SELECT sum(coalesce((t.weights ->> c.kind)::numeric, 1)) AS load, count(*) AS count,
      array_agg(c.id ORDER BY c.last_customer_message_at, c.id)
        FILTER (WHERE $2::uuid[] IS NULL OR c.team_id = ANY($2::uuid[])) AS ids
    FROM conversation c JOIN team t ON t.id = c.team_id
    WHERE c.assignee_id = a.id AND ${IS_OPEN}) o ON true
  WHERE m.team_id = $1
  ORDER BY a.display_name COLLATE "de-x-icu", a.id`;

/** $1 team, $2 how many. The count is of all. */
export const WAITING_STATEMENT = `
  SELECT c.id, count(*) OVER ()::int AS count FROM conversation c
  WHERE c.team_id = $1 AND c.assignee_id IS NULL AND ${IS_OPEN} AND NOT c.is_history
  ORDER BY c.last_customer_message_at, c.id LIMIT $2`;

/** The team of the moment, from the columns of today: nothing here looks back. */
@Injectable()
export class TeamBoardRepository {
  constructor(private readonly database: Database) {}

  people(teamId: string, visible: readonly string[] | null, mostOpen: number): Promise<BoardPersonRow[]> {
    return this.database.query(PEOPLE_STATEMENT, [teamId, visible, mostOpen]);
  }

  waiting(teamId: string, limit: number): Promise<{ id: string; count: number }[]> {
    return this.database.query(WAITING_STATEMENT, [teamId, limit]);
  }

  /** Of the team's people, in whichever of their teams. */
  shifts(teamId: string, from: Date, to: Date): Promise<BoardShiftRow[]> {
    return this.database.query(
      `SELECT s.id, s.agent_id AS "agentId", s.team_id AS "teamId", s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.note
       FROM shift s JOIN team_member m ON m.agent_id = s.agent_id AND m.team_id = $1
       WHERE s.starts_at < $3 AND s.ends_at > $2 ORDER BY s.starts_at, s.id`,
      [teamId, from, to],
    );
  }

  /** Whoever of the team is absent at this moment. */
  absences(teamId: string, now: Date): Promise<BoardAbsenceRow[]> {
    return this.database.query(
      `SELECT b.id, b.agent_id AS "agentId", b.kind, b.starts_at AS "startsAt", b.ends_at AS "endsAt",
         b.stand_in_agent_id AS "standInAgentId"
       FROM absence b JOIN team_member m ON m.agent_id = b.agent_id AND m.team_id = $1
       WHERE b.starts_at <= $2 AND b.ends_at > $2 ORDER BY b.starts_at, b.id`,
      [teamId, now],
    );
  }
}
