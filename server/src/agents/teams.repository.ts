import { Injectable } from '@nestjs/common';
import type { TeamRouting } from '@visavis/shared/api/schedule';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { Team } from './agent.types.ts';

const team = `
  t.id, t.name, t.is_default AS "isDefault", t.is_closed AS "isClosed",
  jsonb_build_object('weights', '{"mention":1,"comment":1,"review":1,"message":1}'::jsonb || t.weights,
    'sameFaceWaitMinutes', t.same_face_wait_minutes, 'pickUpMinutes', t.pick_up_minutes) AS routing,
  ARRAY(SELECT m.agent_id FROM team_member m WHERE m.team_id = t.id ORDER BY m.agent_id) AS "memberIds"`;

@Injectable()
export class TeamsRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<Team[]> {
    return this.database.query(`SELECT ${team} FROM team t ORDER BY lower(t.name), t.id`);
  }

  async find(id: string): Promise<Team | null> {
    const [found] = await this.database.query<Team>(`SELECT ${team} FROM team t WHERE t.id = $1`, [id]);
    return found ?? null;
  }

  async routing(id: string, tx: Tx | null): Promise<TeamRouting | null> {
    const [found] = await (tx ?? this.database).query<Team>(`SELECT ${team} FROM team t WHERE t.id = $1`, [
      id,
    ]);
    return found?.routing ?? null;
  }

  async lock(tx: Tx, id: string): Promise<Team | null> {
    const [found] = await tx.query<Team>(`SELECT ${team} FROM team t WHERE t.id = $1 FOR UPDATE OF t`, [id]);
    return found ?? null;
  }

  async defaultTeam(): Promise<Team | null> {
    const [found] = await this.database.query<Team>(`SELECT ${team} FROM team t WHERE t.is_default`);
    return found ?? null;
  }

  /** Teams whose conversations somebody sees: all open ones, and their own. */
  async visibleIds(agentId: string, seesAll: boolean): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM team t WHERE $2 OR NOT is_closed
         OR EXISTS (SELECT 1 FROM team_member m WHERE m.team_id = t.id AND m.agent_id = $1) ORDER BY id`,
      [agentId, seesAll],
    );
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, created: Omit<Team, 'memberIds'>, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO team (id, name, is_default, is_closed, created_at, weights, same_face_wait_minutes, pick_up_minutes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        created.id,
        created.name,
        created.isDefault,
        created.isClosed,
        now,
        JSON.stringify(created.routing.weights),
        created.routing.sameFaceWaitMinutes,
        created.routing.pickUpMinutes,
      ],
    );
  }

  async update(tx: Tx, id: string, changes: { name: string; isClosed: boolean }): Promise<void> {
    await tx.query('UPDATE team SET name = $2, is_closed = $3 WHERE id = $1', [
      id,
      changes.name,
      changes.isClosed,
    ]);
  }

  async setRouting(tx: Tx, id: string, routing: TeamRouting): Promise<void> {
    await tx.query(
      'UPDATE team SET weights = $2, same_face_wait_minutes = $3, pick_up_minutes = $4 WHERE id = $1',
      [id, JSON.stringify(routing.weights), routing.sameFaceWaitMinutes, routing.pickUpMinutes],
    );
  }

  async setMembers(tx: Tx, id: string, agentIds: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM team_member WHERE team_id = $1 AND agent_id <> ALL($2::uuid[])', [
      id,
      agentIds,
    ]);
    await tx.query(
      'INSERT INTO team_member (team_id, agent_id) SELECT $1::uuid, a.id FROM agent a WHERE a.id = ANY($2::uuid[]) ON CONFLICT DO NOTHING',
      [id, agentIds],
    );
  }

  async isNameTaken(tx: Tx, name: string, exceptId: string | null): Promise<boolean> {
    const rows = await tx.query(
      'SELECT 1 FROM team WHERE lower(name) = lower($1) AND id IS DISTINCT FROM $2::uuid',
      [name, exceptId],
    );
    return rows.length > 0;
  }

  /** Which of these teams exist. */
  async existing(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT id FROM team WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE',
      [ids],
    );
    return rows.map(({ id }) => id);
  }
}
