import { Injectable } from '@nestjs/common';
import type { AbsenceKind } from '@visavis/shared/api/schedule';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Span } from './span.ts';

export interface Absence extends Span {
  id: string;
  agentId: string;
  kind: AbsenceKind;
  standInAgentId: string | null;
}

const absence = `b.id, b.agent_id AS "agentId", b.kind, b.starts_at AS "startsAt", b.ends_at AS "endsAt",
  b.stand_in_agent_id AS "standInAgentId"`;

const MOST_ROWS = 20_000;

@Injectable()
export class AbsencesRepository {
  constructor(private readonly database: Database) {}

  async absencesIn(span: Span): Promise<Absence[]> {
    return this.database.query(
      `SELECT ${absence} FROM absence b WHERE b.ends_at > $1 AND b.starts_at < $2
       ORDER BY b.starts_at, b.id LIMIT $3`,
      [span.startsAt, span.endsAt, MOST_ROWS],
    );
  }

  async find(id: string): Promise<Absence | null> {
    const [found] = await this.database.query<Absence>(`SELECT ${absence} FROM absence b WHERE b.id = $1`, [
      id,
    ]);
    return found ?? null;
  }

  async lock(tx: Tx, id: string): Promise<Absence | null> {
    const [found] = await tx.query<Absence>(`SELECT ${absence} FROM absence b WHERE b.id = $1 FOR UPDATE`, [
      id,
    ]);
    return found ?? null;
  }

  async overlapping(tx: Tx, agentId: string, span: Span, exceptId: string | null): Promise<Absence | null> {
    const [found] = await tx.query<Absence>(
      `SELECT ${absence} FROM absence b WHERE b.agent_id = $1 AND b.starts_at < $3 AND b.ends_at > $2
         AND b.id IS DISTINCT FROM $4::uuid ORDER BY b.starts_at LIMIT 1`,
      [agentId, span.startsAt, span.endsAt, exceptId],
    );
    return found ?? null;
  }

  async isActive(tx: Tx, agentId: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM agent WHERE id = $1 AND deactivated_at IS NULL', [agentId]);
    return rows.length > 0;
  }

  async membersOf(teamIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT DISTINCT agent_id AS id FROM team_member WHERE team_id = ANY($1::uuid[])',
      [teamIds],
    );
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, given: Absence, plannedAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO absence (id, agent_id, kind, starts_at, ends_at, stand_in_agent_id, planned_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [given.id, given.agentId, given.kind, given.startsAt, given.endsAt, given.standInAgentId, plannedAt],
    );
  }

  /** Only another beginning is a new plan. */
  async update(tx: Tx, given: Absence, plannedAt: Date): Promise<void> {
    await tx.query(
      `UPDATE absence SET kind = $2, starts_at = $3, ends_at = $4, stand_in_agent_id = $5,
         planned_at = CASE WHEN starts_at = $3 THEN planned_at ELSE $6 END WHERE id = $1`,
      [given.id, given.kind, given.startsAt, given.endsAt, given.standInAgentId, plannedAt],
    );
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM absence WHERE id = $1', [id]);
  }
}
