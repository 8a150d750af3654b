import { Injectable } from '@nestjs/common';
import type { AgentLanguage, AgentSkill } from '@visavis/shared/api/schedule';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';

/** Whoever says no level for a language speaks it every day. */
const USUAL_LEVEL = 2;

/** Skills, and who has which; languages with their levels. */
@Injectable()
export class SkillsRepository {
  constructor(private readonly database: Database) {}

  /** The languages somebody names, in their order; those they had keep their level. */
  async setLanguages(tx: Tx, agentId: string, languages: readonly string[]): Promise<void> {
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

  /** Names of skills, those of deleted ones too: what is said about the past names them. */
  async names(ids: readonly string[]): Promise<{ id: string; name: string; isDeleted: boolean }[]> {
    return this.database.query(
      `SELECT id, name, deleted_at IS NOT NULL AS "isDeleted" FROM skill WHERE id = ANY($1::uuid[]) ORDER BY id`,
      [ids],
    );
  }
}
