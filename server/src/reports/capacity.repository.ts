import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

export interface TurnRow {
  /** 0 is a Monday. */
  weekday: number;
  hour: number;
  turns: number;
}

export interface PlannedRow {
  agentId: string;
  from: Date;
  to: Date;
}

/** $1 team, $2 first day, $3 the day before which it ends. Exported so that a test can have it explained. */
export const TURNS_STATEMENT = `
  SELECT extract(isodow FROM p.day)::int - 1 AS weekday, p.value::int AS hour, sum(p.n)::int AS turns
  FROM report_rollup p
  WHERE p.dimension = 'hour' AND p.grain = 'day' AND p.day >= $2::date AND p.day < $3::date AND p.team_id = $1
    AND p.measure = 'turns'
  GROUP BY 1, 2`;

/** What a plan is made of: what was counted, and who is planned. */
@Injectable()
export class CapacityRepository {
  constructor(private readonly database: Database) {}

  turns(teamId: string, from: string, before: string): Promise<TurnRow[]> {
    return this.database.query(TURNS_STATEMENT, [teamId, from, before]);
  }

  /** The first day in a span on which anything was counted for a team. */
  async firstDay(teamId: string, from: string, before: string): Promise<string | null> {
    const [row] = await this.database.query<{ day: string | null }>(
      `SELECT min(day)::text AS day FROM report_rollup
       WHERE dimension = 'all' AND grain = 'day' AND day >= $2::date AND day < $3::date AND team_id = $1`,
      [teamId, from, before],
    );
    return row?.day ?? null;
  }

  /** Shifts of a team that touch a span, of people who are still there. */
  shifts(teamId: string, from: Date, to: Date): Promise<PlannedRow[]> {
    return this.database.query(
      `SELECT s.agent_id AS "agentId", s.starts_at AS "from", s.ends_at AS "to"
       FROM shift s JOIN agent a ON a.id = s.agent_id AND a.deactivated_at IS NULL
       WHERE s.team_id = $1 AND s.starts_at < $3 AND s.starts_at > $2::timestamptz - interval '2 days' AND s.ends_at > $2`,
      [teamId, from, to],
    );
  }

  /** When those who have such a shift are not there. */
  absences(teamId: string, from: Date, to: Date): Promise<PlannedRow[]> {
    return this.database.query(
      `SELECT b.agent_id AS "agentId", b.starts_at AS "from", b.ends_at AS "to" FROM absence b
       WHERE b.starts_at < $3 AND b.ends_at > $2
         AND EXISTS (SELECT FROM shift s WHERE s.agent_id = b.agent_id AND s.team_id = $1
           AND s.starts_at < $3 AND s.starts_at > $2::timestamptz - interval '2 days' AND s.ends_at > $2)`,
      [teamId, from, to],
    );
  }
}
