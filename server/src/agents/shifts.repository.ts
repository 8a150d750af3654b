import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Span } from './span.ts';

export interface Shift extends Span {
  id: string;
  agentId: string;
  teamId: string;
  note: string;
}

const shift = `s.id, s.agent_id AS "agentId", s.team_id AS "teamId", s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.note`;

/** A week of a thousand people, twice; more is no plan that anybody reads. */
const MOST_ROWS = 20_000;

/** Shifts, and what shifts and absences say about who is there. */
@Injectable()
export class ShiftsRepository {
  constructor(private readonly database: Database) {}

  async shiftsIn(span: Span, teamId: string | null): Promise<Shift[]> {
    return this.database.query(
      `SELECT ${shift} FROM shift s
       WHERE s.starts_at < $2 AND s.starts_at > $1::timestamptz - interval '2 days' AND s.ends_at > $1
         AND ($3::uuid IS NULL OR s.team_id = $3) ORDER BY s.starts_at, s.id LIMIT $4`,
      [span.startsAt, span.endsAt, teamId, MOST_ROWS],
    );
  }

  async lockShift(tx: Tx, id: string): Promise<Shift | null> {
    const [found] = await tx.query<Shift>(`SELECT ${shift} FROM shift s WHERE s.id = $1 FOR UPDATE`, [id]);
    return found ?? null;
  }

  /** Makes changes of these people's plans wait for each other until the end of the transaction. */
  async lockPlans(tx: Tx, agentIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('plan:' || id, 0))
       FROM (SELECT DISTINCT id FROM unnest($1::text[]) AS id ORDER BY id) AS people`,
      [agentIds],
    );
  }

  async overlappingShift(
    tx: Tx,
    agentId: string,
    span: Span,
    exceptId: string | null,
  ): Promise<Shift | null> {
    const [found] = await tx.query<Shift>(
      `SELECT ${shift} FROM shift s WHERE s.agent_id = $1 AND s.starts_at < $3 AND s.ends_at > $2
         AND s.id IS DISTINCT FROM $4::uuid ORDER BY s.starts_at LIMIT 1`,
      [agentId, span.startsAt, span.endsAt, exceptId],
    );
    return found ?? null;
  }

  async insertShifts(tx: Tx, shifts: readonly Shift[], plannedAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO shift (id, agent_id, team_id, starts_at, ends_at, note, planned_at)
       SELECT given.*, $7::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[],
         $5::timestamptz[], $6::text[]) AS given (id, agent_id, team_id, starts_at, ends_at, note)`,
      [
        shifts.map(({ id }) => id),
        shifts.map(({ agentId }) => agentId),
        shifts.map(({ teamId }) => teamId),
        shifts.map(({ startsAt }) => startsAt),
        shifts.map(({ endsAt }) => endsAt),
        shifts.map(({ note }) => note),
        plannedAt,
      ],
    );
  }

  /** Only another beginning, or another person, is a new plan: a later end does not begin the shift again. */
  async updateShift(tx: Tx, given: Shift, plannedAt: Date): Promise<void> {
    await tx.query(
      `UPDATE shift SET agent_id = $2, team_id = $3, starts_at = $4, ends_at = $5, note = $6,
         planned_at = CASE WHEN starts_at = $4 AND agent_id = $2 THEN planned_at ELSE $7 END WHERE id = $1`,
      [given.id, given.agentId, given.teamId, given.startsAt, given.endsAt, given.note, plannedAt],
    );
  }

  async deleteShift(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM shift WHERE id = $1', [id]);
  }

  /** A team's shifts that begin in a span, at the same time of day so many days later on the clock of a time zone. */
  async shiftsLater(
    tx: Tx,
    teamId: string,
    span: Span,
    { days, timeZone }: { days: number; timeZone: string },
  ): Promise<Omit<Shift, 'id'>[]> {
    const later = (column: string): string =>
      `((${column} AT TIME ZONE $5) + make_interval(days => $4::int)) AT TIME ZONE $5`;
    return tx.query(
      `SELECT s.agent_id AS "agentId", s.team_id AS "teamId", ${later('s.starts_at')} AS "startsAt",
              ${later('s.ends_at')} AS "endsAt", s.note
       FROM shift s WHERE s.team_id = $1 AND s.starts_at >= $2 AND s.starts_at < $3
       ORDER BY s.starts_at, s.id LIMIT ${MOST_ROWS}`,
      [teamId, span.startsAt, span.endsAt, days, timeZone],
    );
  }

  /** Which of these shifts, by their place in the list, can be added: nothing else is planned, and the person is in the team. */
  async addable(tx: Tx, shifts: readonly Omit<Shift, 'id'>[]): Promise<number[]> {
    const rows = await tx.query<{ place: number }>(
      `SELECT given.place::int FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
         WITH ORDINALITY AS given (agent_id, team_id, starts_at, ends_at, place)
       JOIN team_member m ON m.team_id = given.team_id AND m.agent_id = given.agent_id
       JOIN agent a ON a.id = given.agent_id AND a.deactivated_at IS NULL
       WHERE given.ends_at > given.starts_at AND NOT EXISTS (SELECT 1 FROM shift s WHERE s.agent_id = given.agent_id
         AND s.starts_at < given.ends_at AND s.ends_at > given.starts_at) ORDER BY given.place`,
      [
        shifts.map(({ agentId }) => agentId),
        shifts.map(({ teamId }) => teamId),
        shifts.map(({ startsAt }) => startsAt),
        shifts.map(({ endsAt }) => endsAt),
      ],
    );
    return rows.map(({ place }) => place - 1);
  }

  async isActiveMember(tx: Tx, teamId: string, agentId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM team_member m JOIN agent a ON a.id = m.agent_id
       WHERE m.team_id = $1 AND m.agent_id = $2 AND a.deactivated_at IS NULL`,
      [teamId, agentId],
    );
    return rows.length > 0;
  }

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
