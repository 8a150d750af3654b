import type { AgentItem } from '@visavis/shared/api/agents';
import type {
  AgentLanguage,
  AgentSkill,
  SaveAgentSkillsRequest,
  SkillItem,
  SkillLevel,
} from '@visavis/shared/api/schedule';
import { languageName } from '../../lib/languages.ts';

/** What somebody can do how well; 0 is not at all. */
export type Level = 0 | SkillLevel;

export const levels: readonly Level[] = [0, 1, 2, 3];

/** A column of the matrix: a skill by its id, or a language by its tag. */
export interface Ability {
  kind: 'skill' | 'language';
  id: string;
  name: string;
  skill: SkillItem | null;
}

type Levels = SaveAgentSkillsRequest;

export function levelsOf({ skills, languageLevels }: AgentItem): Levels {
  return { skills, languages: languageLevels };
}

export function levelIn(known: Levels, { kind, id }: Ability): Level {
  if (kind === 'skill') return known.skills.find(({ skillId }) => skillId === id)?.level ?? 0;
  return known.languages.find(({ language }) => language === id)?.level ?? 0;
}

/** The same with one level changed; the order of the languages stays, a new one comes last. */
export function withLevel(known: Levels, { kind, id }: Ability, level: Level): Levels {
  if (kind === 'skill') {
    const skills = replaced<AgentSkill>(
      known.skills,
      ({ skillId }) => skillId === id,
      level,
      (set) => ({
        skillId: id,
        level: set,
      }),
    );
    return { ...known, skills };
  }
  const languages = replaced<AgentLanguage>(
    known.languages,
    ({ language }) => language === id,
    level,
    (set) => ({ language: id, level: set }),
  );
  return { ...known, languages };
}

function replaced<T>(
  list: readonly T[],
  isIt: (one: T) => boolean,
  level: Level,
  make: (level: SkillLevel) => T,
): T[] {
  if (level === 0) return list.filter((one) => !isIt(one));
  return list.some(isIt) ? list.map((one) => (isIt(one) ? make(level) : one)) : [...list, make(level)];
}

/** The columns: skills by name, then every language that somebody speaks or that was asked for. */
export function abilitiesOf(
  skills: readonly SkillItem[],
  agents: readonly AgentItem[],
  { locale, added }: { locale: string; added: readonly string[] },
): Ability[] {
  const spoken = new Set([...agents.flatMap(({ languages }) => languages), ...added]);
  const byName = (a: Ability, b: Ability) => a.name.localeCompare(b.name, locale);
  return [
    ...skills
      .map((skill): Ability => ({ kind: 'skill', id: skill.id, name: skill.name, skill }))
      .toSorted(byName),
    ...[...spoken]
      .map((id): Ability => ({ kind: 'language', id, name: languageName(id, locale), skill: null }))
      .toSorted(byName),
  ];
}
