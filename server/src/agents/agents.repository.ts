import { formsOf, type PublicForms } from '@visavis/shared/agents/public-face';
import { Injectable } from '@nestjs/common';
import type { Availability } from '@visavis/shared/api/session';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { AgentIdentity, AgentRecord, AvailabilityRecord, Candidate, NewAgent } from './agent.types.ts';

/** What a person agreed to show, by purpose; `formsOf` fills in the rest. */
const agreedForms = `
  coalesce((SELECT jsonb_object_agg(c.purpose, c.form) FROM face_consent c
            WHERE c.agent_id = a.id AND c.withdrawn_at IS NULL), '{}')`;

const record = `
  a.id, a.email, a.role, a.display_name AS "displayName", a.public_name AS "publicName", a.mark,
  a.helps_with AS "helpsWith", a.pronouns, a.since_year AS "sinceYear", a.sentence, ${agreedForms} AS forms, a.locale, a.theme, a.shortcuts_enabled AS "shortcutsEnabled", a.availability,
  a.availability_since AS "availabilitySince", a.availability_reason AS "availabilityReason",
  a.availability_returns_at AS "availabilityReturnsAt", a.availability_set_by AS "availabilitySetBy",
  ARRAY(SELECT l.language FROM agent_language l WHERE l.agent_id = a.id ORDER BY l.position, l.language) AS languages,
  coalesce((SELECT jsonb_agg(jsonb_build_object('language', l.language, 'level', l.level) ORDER BY l.position, l.language)
            FROM agent_language l WHERE l.agent_id = a.id), '[]') AS "languageLevels",
  coalesce((SELECT jsonb_agg(jsonb_build_object('skillId', k.skill_id, 'level', k.level) ORDER BY lower(s.name))
            FROM agent_skill k JOIN skill s ON s.id = k.skill_id
            WHERE k.agent_id = a.id AND s.deleted_at IS NULL), '[]') AS skills,
  a.capacity, a.face_version AS "faceVersion",
  a.deactivated_at AS "deactivatedAt",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY lower(t.name), t.id)
            FROM team_member m JOIN team t ON t.id = m.team_id WHERE m.agent_id = a.id), '[]') AS teams`;

/** Columns that one PATCH may set; the keys are ours, never a caller's. */
const columns = {
  email: 'email',
  role: 'role',
  displayName: 'display_name',
  publicName: 'public_name',
  mark: 'mark',
  helpsWith: 'helps_with',
  pronouns: 'pronouns',
  sinceYear: 'since_year',
  sentence: 'sentence',
  locale: 'locale',
  theme: 'theme',
  shortcutsEnabled: 'shortcuts_enabled',
  capacity: 'capacity',
  deactivatedAt: 'deactivated_at',
  faceVersion: 'face_version',
} as const;

export type AgentChanges = Partial<Pick<AgentRecord, keyof typeof columns>>;

@Injectable()
export class AgentsRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<AgentRecord | null> {
    const [found] = await this.database.query<AgentRecord>(`SELECT ${record} FROM agent a WHERE a.id = $1`, [
      id,
    ]);
    return found === undefined ? null : withAllForms(found);
  }

  /** Locks the row until the end of the transaction. */
  async lock(tx: Tx, id: string): Promise<AgentRecord | null> {
    const [found] = await tx.query<AgentRecord>(
      `SELECT ${record} FROM agent a WHERE a.id = $1 FOR UPDATE OF a`,
      [id],
    );
    return found === undefined ? null : withAllForms(found);
  }

  /**
   * Makes changes of people and teams wait for each other until the end of the transaction. They are rare, and what they
   * check (a mark is free, an administrator remains) concerns rows that a row lock does not see.
   */
  async lockPeople(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('people', 0))`);
  }

  async list(): Promise<AgentRecord[]> {
    const all = await this.database.query<AgentRecord>(
      `SELECT ${record} FROM agent a ORDER BY lower(a.display_name), a.id`,
    );
    return all.map(withAllForms);
  }

  async findCredentials(
    email: string,
  ): Promise<{ id: string; passwordHash: string | null; isDeactivated: boolean } | null> {
    const [found] = await this.database.query<{
      id: string;
      passwordHash: string | null;
      isDeactivated: boolean;
    }>(
      `SELECT id, password_hash AS "passwordHash", deactivated_at IS NOT NULL AS "isDeactivated" FROM agent WHERE email = $1`,
      [email],
    );
    return found ?? null;
  }

  async identities(ids: readonly string[]): Promise<AgentIdentity[]> {
    const found = await this.database.query<AgentIdentity>(
      `SELECT a.id, a.display_name AS "displayName", a.public_name AS "publicName", a.mark, a.face_version AS "faceVersion", a.locale,
              ${agreedForms} AS forms,
              ARRAY(SELECT t.name FROM team_member m JOIN team t ON t.id = m.team_id WHERE m.agent_id = a.id ORDER BY lower(t.name), t.id) AS "teamNames"
       FROM agent a WHERE a.id = ANY($1::uuid[])`,
      [ids],
    );
    return found.map(withAllForms);
  }

  async availabilityOf(ids: readonly string[]): Promise<(AvailabilityRecord & { id: string })[]> {
    return this.database.query(
      `SELECT a.id, a.availability, a.availability_since AS "availabilitySince",
              a.availability_reason AS "availabilityReason", a.availability_returns_at AS "availabilityReturnsAt",
              a.availability_set_by AS "availabilitySetBy" FROM agent a WHERE a.id = ANY($1::uuid[])`,
      [ids],
    );
  }

  async candidates(teamId: string, tx: Tx | null): Promise<Candidate[]> {
    return (tx ?? this.database).query(
      `SELECT a.id AS "agentId", a.availability, a.availability_returns_at AS "returnsAt", a.capacity,
         coalesce((SELECT jsonb_object_agg(k.skill_id, k.level) FROM agent_skill k WHERE k.agent_id = a.id), '{}') AS skills,
         coalesce((SELECT jsonb_agg(jsonb_build_object('language', l.language, 'level', l.level) ORDER BY l.language)
                   FROM agent_language l WHERE l.agent_id = a.id), '[]') AS languages
       FROM team_member m JOIN agent a ON a.id = m.agent_id
       WHERE m.team_id = $1 AND a.deactivated_at IS NULL ORDER BY a.id`,
      [teamId],
    );
  }

  async holdAvailable(tx: Tx, agentIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM agent WHERE id = ANY($1::uuid[]) AND availability = 'available' AND deactivated_at IS NULL
       ORDER BY id FOR SHARE`,
      [agentIds],
    );
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, id: string, agent: NewAgent, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO agent (id, email, password_hash, role, display_name, public_name, mark, helps_with, locale,
                          availability, availability_reason, availability_set_by,
                          availability_since, availability_set_at, capacity, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $13)`,
      [
        id,
        agent.email,
        agent.passwordHash,
        agent.role,
        agent.displayName,
        agent.publicName,
        agent.mark,
        agent.helpsWith,
        agent.locale,
        ...(agent.availability === 'awaited'
          ? ['away', 'noScreen', 'session']
          : [agent.availability, null, 'hand']),
        now,
        agent.capacity,
      ],
    );
  }

  async update(tx: Tx, id: string, changes: AgentChanges): Promise<void> {
    const given = Object.entries(columns).filter(([key]) => changes[key as keyof AgentChanges] !== undefined);
    if (given.length === 0) return;
    const sets = given.map(([, column], index) => `${column} = $${index + 2}`).join(', ');
    await tx.query(`UPDATE agent SET ${sets} WHERE id = $1`, [
      id,
      ...given.map(([key]) => changes[key as keyof AgentChanges]),
    ]);
  }

  async setAvailability(tx: Tx, id: string, availability: Availability, since: Date): Promise<void> {
    await tx.query(
      `UPDATE agent SET availability = $2, availability_since = $3, availability_set_at = $3, availability_set_by = 'hand',
         availability_reason = NULL, availability_returns_at = NULL, availability_before = NULL WHERE id = $1`,
      [id, availability, since],
    );
  }

  async setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await tx.query('UPDATE agent SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  }

  async setTeams(tx: Tx, id: string, teamIds: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM team_member WHERE agent_id = $1 AND team_id <> ALL($2::uuid[])', [
      id,
      teamIds,
    ]);
    await tx.query(
      'INSERT INTO team_member (team_id, agent_id) SELECT DISTINCT team_id, $1::uuid FROM unnest($2::uuid[]) AS team_id ON CONFLICT DO NOTHING',
      [id, teamIds],
    );
  }

  /** Which of the address and the mark somebody else already has. */
  async taken(
    tx: Tx,
    exceptId: string | null,
    email: string | null,
    mark: string | null,
  ): Promise<{ email: boolean; mark: boolean }> {
    const [row] = await tx.query<{ email: boolean; mark: boolean }>(
      `SELECT coalesce(bool_or(email = $2), false) AS email, coalesce(bool_or(mark = $3), false) AS mark
       FROM agent WHERE id IS DISTINCT FROM $1::uuid AND (email = $2 OR mark = $3)`,
      [exceptId, email, mark],
    );
    return row ?? { email: false, mark: false };
  }

  /** Administrators who can still sign in, besides one. */
  async otherActiveAdmins(tx: Tx, exceptId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM agent WHERE role = 'admin' AND deactivated_at IS NULL AND id <> $1`,
      [exceptId],
    );
    return row?.count ?? 0;
  }
}

function withAllForms<T extends { forms: PublicForms }>(found: T): T {
  return { ...found, forms: formsOf(found.forms) };
}
