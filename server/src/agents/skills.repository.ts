import { Injectable } from '@nestjs/common';
import type { AgentLanguage, AgentSkill, SkillItem, SkillUses } from '@visavis/shared/api/schedule';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Whoever says no level for a language speaks it every day. */
const USUAL_LEVEL = 2;

/** Skills, and who has which; languages with their levels. */
@Injectable()
export class SkillsRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<SkillItem[]> {
    return this.database.query(
      'SELECT id, name, description FROM skill WHERE deleted_at IS NULL ORDER BY lower(name), id',
    );
  }

  async find(id: string): Promise<SkillItem | null> {
    const [found] = await this.database.query<SkillItem>(
      'SELECT id, name, description FROM skill WHERE id = $1 AND deleted_at IS NULL',
      [id],
    );
    return found ?? null;
  }

  /** Makes changes of the list of skills wait for each other until the end of the transaction. */
  async lockSkills(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('skills', 0))`);
  }

  async lock(tx: Tx, id: string): Promise<SkillItem | null> {
    const [found] = await tx.query<SkillItem>(
      'SELECT id, name, description FROM skill WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
      [id],
    );
    return found ?? null;
  }

  async isNameTaken(tx: Tx, name: string, exceptId: string | null): Promise<boolean> {
    const rows = await tx.query(
      'SELECT 1 FROM skill WHERE lower(name) = lower($1) AND deleted_at IS NULL AND id IS DISTINCT FROM $2::uuid',
      [name, exceptId],
    );
    return rows.length > 0;
  }

  async insert(tx: Tx, { id, name, description }: SkillItem, now: Date): Promise<void> {
    await tx.query('INSERT INTO skill (id, name, description, created_at) VALUES ($1, $2, $3, $4)', [
      id,
      name,
      description,
      now,
    ]);
  }

  async update(tx: Tx, { id, name, description }: SkillItem): Promise<void> {
    await tx.query('UPDATE skill SET name = $2, description = $3 WHERE id = $1', [id, name, description]);
  }

  async delete(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query('UPDATE skill SET deleted_at = $2 WHERE id = $1', [id, now]);
  }

  /** Active people with this skill, the most able first. */
  async peopleWith(id: string, tx: Tx | null = null): Promise<SkillUses['people']> {
    return (tx ?? this.database).query(
      `SELECT a.id, a.display_name AS name, k.level FROM agent_skill k JOIN agent a ON a.id = k.agent_id
       WHERE k.skill_id = $1 AND a.deactivated_at IS NULL ORDER BY k.level DESC, lower(a.display_name), a.id`,
      [id],
    );
  }

  /** Which of these skills exist. */
  async existing(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT id FROM skill WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR SHARE',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** The languages somebody names, in their order; those they had keep their level. */
  async setLanguages(tx: Tx, agentId: string, languages: readonly string[]): Promise<void> {
    await this.lockPerson(tx, agentId);
    await tx.query('DELETE FROM agent_language WHERE agent_id = $1 AND language <> ALL($2::text[])', [
      agentId,
      languages,
    ]);
    await tx.query(
      `INSERT INTO agent_language (agent_id, language, level, position)
       SELECT $1::uuid, given.language, $3::int, min(given.position) - 1
       FROM unnest($2::text[]) WITH ORDINALITY AS given (language, position) GROUP BY given.language
       ON CONFLICT (agent_id, language) DO UPDATE SET position = excluded.position`,
      [agentId, languages, USUAL_LEVEL],
    );
  }

  /** The whole of what somebody can do. Levels of deleted skills stay, because waiting work may ask for them. */
  async setLevels(
    tx: Tx,
    agentId: string,
    skills: readonly AgentSkill[],
    languages: readonly AgentLanguage[],
  ): Promise<void> {
    await this.lockPerson(tx, agentId);
    await tx.query(
      `DELETE FROM agent_skill a USING skill s
       WHERE a.agent_id = $1 AND s.id = a.skill_id AND s.deleted_at IS NULL AND s.id <> ALL($2::uuid[])`,
      [agentId, skills.map(({ skillId }) => skillId)],
    );
    await tx.query(
      `INSERT INTO agent_skill (agent_id, skill_id, level)
       SELECT $1::uuid, given.skill_id, given.level FROM unnest($2::uuid[], $3::int[]) AS given (skill_id, level)
       ON CONFLICT (agent_id, skill_id) DO UPDATE SET level = excluded.level`,
      [agentId, skills.map(({ skillId }) => skillId), skills.map(({ level }) => level)],
    );
    await this.setLanguages(
      tx,
      agentId,
      languages.map(({ language }) => language),
    );
    await tx.query(
      `UPDATE agent_language l SET level = given.level
       FROM unnest($2::text[], $3::int[]) AS given (language, level)
       WHERE l.agent_id = $1 AND l.language = given.language`,
      [agentId, languages.map(({ language }) => language), languages.map(({ level }) => level)],
    );
  }

  /** One at a time: two that save the same levels in another order would wait for each other. */
  private async lockPerson(tx: Tx, agentId: string): Promise<void> {
    await tx.query('SELECT id FROM agent WHERE id = $1 FOR NO KEY UPDATE', [agentId]);
  }

  /** Names of skills, those of deleted ones too: what is said about the past names them. */
  async names(ids: readonly string[]): Promise<{ id: string; name: string; isDeleted: boolean }[]> {
    return this.database.query(
      `SELECT id, name, deleted_at IS NOT NULL AS "isDeleted" FROM skill WHERE id = ANY($1::uuid[]) ORDER BY id`,
      [ids],
    );
  }
}
