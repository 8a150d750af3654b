import type { SkillLevel } from '@visavis/shared/api/schedule';
import { newId } from '../../src/platform/crypto/new-id.ts';
import type { TestApp } from '../test-app.ts';

/** A skill that nobody has yet. */
export async function aSkill(app: TestApp, name?: string): Promise<string> {
  const id = newId();
  await app.database.query(`INSERT INTO skill (id, name, created_at) VALUES ($1, $2, $3)`, [
    id,
    name ?? `Skill ${id}`,
    app.clock.now(),
  ]);
  return id;
}

/** Levels by agent; no facts, nobody is woken. */
export async function giveSkill(
  app: TestApp,
  skillId: string,
  levels: Readonly<Record<string, SkillLevel>>,
): Promise<void> {
  await app.database.query(
    `INSERT INTO agent_skill (agent_id, skill_id, level)
     SELECT agent_id, $1, level FROM unnest($2::uuid[], $3::int[]) AS given (agent_id, level)`,
    [skillId, Object.keys(levels), Object.values(levels)],
  );
}
