import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { contactNameOf } from './contact-name.repository.ts';

export interface LiveTeamFigures {
  teamId: string;
  teamName: string;
  waitingCount: number;
  longestWaitSince: Date | null;
  overTargetCount: number;
  soonCount: number;
  quarterCount: number;
  unassignedCount: number;
  availableCount: number;
  /** Of those who are available. */
  capacity: number;
}

export interface MemberRow {
  teamId: string;
  agentId: string;
}

export interface DueRow {
  conversationId: string;
  contactName: string;
  teamName: string;
  channelId: string;
  channelName: string;
  network: string;
  assigneeId: string | null;
  assigneeName: string | null;
  faceVersion: number | null;
  dueAt: Date;
  startedAt: Date;
  warnAt: Date | null;
  /** What its clock is counted by, `hours` as `keptHours` reads them. */
  hours: string | null;
  targetMinutes: number | null;
}

/**
 * A customer waits for us: the clock of an answer runs. Also where somebody put it off: only what a policy lets it stand
 * still for stops it, and what is late does not come to be in time by being out of sight. What is closed or spam has no
 * such clock; one condition alone, because of several that go together the planner expects far too few rows.
 */
export const WAITS = `c.answer_due_at IS NOT NULL`;

/** Exported so that a test can have the plan explained. */
export const TEAMS_STATEMENT = `
  SELECT t.id AS "teamId", t.name AS "teamName", coalesce(w.waiting, 0)::int AS "waitingCount",
    longest.since AS "longestWaitSince", late.over::int AS "overTargetCount", warned.soon::int AS "soonCount",
    quarter.due::int AS "quarterCount", coalesce(w.unassigned, 0)::int AS "unassignedCount",
    coalesce(p.available, 0)::int AS "availableCount", coalesce(p.capacity, 0)::int AS capacity
  FROM team t
  LEFT JOIN (
    SELECT team_id, sum(n) AS waiting, sum(n) FILTER (WHERE is_unassigned) AS unassigned
    FROM open_tally WHERE is_waiting GROUP BY team_id) w ON w.team_id = t.id
  LEFT JOIN LATERAL (
    SELECT c.answer_started_at AS since FROM conversation c WHERE ${WAITS} AND c.team_id = t.id
    ORDER BY c.answer_started_at LIMIT 1) longest ON true
  LEFT JOIN LATERAL (
    SELECT count(*) AS over FROM conversation c WHERE ${WAITS} AND c.team_id = t.id
      AND c.answer_due_at <= $2::timestamptz) late ON true
  LEFT JOIN LATERAL (
    SELECT count(*) AS soon FROM conversation c WHERE ${WAITS} AND c.team_id = t.id
      AND c.answer_warn_at <= $2::timestamptz AND c.answer_due_at > $2::timestamptz) warned ON true
  LEFT JOIN LATERAL (
    SELECT count(*) AS due FROM conversation c WHERE ${WAITS} AND c.team_id = t.id
      AND c.answer_due_at > $2::timestamptz AND c.answer_due_at <= $2::timestamptz + interval '15 minutes') quarter ON true
  LEFT JOIN (
    SELECT m.team_id, count(*) AS available, sum(a.capacity) AS capacity
    FROM team_member m JOIN agent a ON a.id = m.agent_id
    WHERE a.deactivated_at IS NULL AND a.availability = 'available'
    GROUP BY m.team_id) p ON p.team_id = t.id
  WHERE $1::uuid[] IS NULL OR t.id = ANY($1::uuid[])`;

/** $1 teams or null for all, $2 how many, $3 whether closed teams are left out. Exported for a test of its plan. */
export const DUE_STATEMENT = `
  SELECT due.id AS "conversationId", coalesce(i.name, co.display_name) AS "contactName", t.name AS "teamName",
    ch.id AS "channelId", ch.name AS "channelName", ch.network, a.id AS "assigneeId", a.display_name AS "assigneeName",
    a.face_version AS "faceVersion", due.due_at AS "dueAt", due.due_started_at AS "startedAt",
    due.due_warn_at AS "warnAt", clock.hours::text AS hours, clock.target_minutes AS "targetMinutes"
  FROM (
    SELECT first.* FROM team one
    CROSS JOIN LATERAL (
      SELECT c.id, c.contact_id, c.team_id, c.channel_id, c.assignee_id, c.answer_due_at AS due_at,
        c.answer_started_at AS due_started_at, c.answer_warn_at AS due_warn_at FROM conversation c
      WHERE ${WAITS} AND c.team_id = one.id
      ORDER BY c.answer_due_at, c.id LIMIT $2) first
    WHERE first.due_at < 'infinity' AND ($1::uuid[] IS NULL OR one.id = ANY($1::uuid[]))
      AND NOT ($3::boolean AND one.is_closed)
    ORDER BY first.due_at, first.id LIMIT $2) due
  JOIN team t ON t.id = due.team_id
  JOIN channel ch ON ch.id = due.channel_id
  JOIN contact co ON co.id = due.contact_id
  LEFT JOIN agent a ON a.id = due.assignee_id
  LEFT JOIN LATERAL (
    SELECT s.hours, s.target_minutes FROM sla_target s
    WHERE s.conversation_id = due.id AND s.metric IN ('firstResponse', 'nextResponse')
      AND s.met_at IS NULL AND s.cancelled_at IS NULL LIMIT 1) clock ON true
  ${contactNameOf('due')}
  ORDER BY due.due_at, due.id`;

/** The live figures: sums that are kept as conversations change, and the first entries of indexes. */
@Injectable()
export class LiveReportRepository {
  constructor(private readonly database: Database) {}

  /** One row for each team, also where nobody waits. @param teamIds null for all */
  teams(teamIds: readonly string[] | null, now: Date): Promise<LiveTeamFigures[]> {
    return this.database.query(TEAMS_STATEMENT, [teamIds, now]);
  }

  /** Who stands behind the figures of these teams. @param teamIds null for all */
  members(teamIds: readonly string[] | null): Promise<MemberRow[]> {
    return this.database.query(
      `SELECT m.team_id AS "teamId", m.agent_id AS "agentId" FROM team_member m JOIN agent a ON a.id = m.agent_id
       WHERE a.deactivated_at IS NULL AND ($1::uuid[] IS NULL OR m.team_id = ANY($1::uuid[]))`,
      [teamIds],
    );
  }

  /** The earliest deadlines first, those that have passed included. */
  dueNext(
    teamIds: readonly string[] | null,
    { limit, withoutClosed }: { limit: number; withoutClosed: boolean },
  ): Promise<DueRow[]> {
    return this.database.query(DUE_STATEMENT, [teamIds, limit, withoutClosed]);
  }
}
