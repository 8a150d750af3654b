import type { SkillLevel } from '../api/schedule.ts';

/** What a conversation can ask of whoever takes it. */
export type Need =
  | { readonly kind: 'skill'; readonly skillId: string; readonly minLevel: SkillLevel }
  /** By its primary subtag; any level will do. */
  | { readonly kind: 'language'; readonly language: string };

/** How a need is kept: `skill:<id>:<minLevel>` or `language:<tag>`. */
export function needKey(need: Need): string {
  return need.kind === 'skill'
    ? `${abilityOf(need)}:${need.minLevel}`
    : `language:${need.language.toLowerCase()}`;
}

/** What somebody has, at whatever level, who can meet a need: `skill:<id>` or `language:<tag>`. */
export function abilityOf(need: Need): string {
  return need.kind === 'skill' ? `skill:${need.skillId}` : `language:${need.language.toLowerCase()}`;
}

/** The level of an ability that meets a need. */
export function levelFor(need: Need): SkillLevel {
  return need.kind === 'skill' ? need.minLevel : 1;
}

/** Null for what is no need. */
export function parseNeed(key: string): Need | null {
  const [kind, name = '', level = ''] = key.split(':');
  if (kind === 'language' && name !== '' && level === '') return { kind, language: name };
  if (kind !== 'skill' || name === '' || !isLevel(level)) return null;
  return { kind, skillId: name, minLevel: Number(level) as SkillLevel };
}

/** Keys of needs without repeats, of one skill the highest level, in one order: equal needs are equal texts. */
export function canonicalNeeds(needs: readonly Need[]): string[] {
  const strictest = new Map<string, Need>();
  for (const need of needs) {
    const before = strictest.get(abilityOf(need));
    if (before === undefined || levelFor(need) > levelFor(before)) strictest.set(abilityOf(need), need);
  }
  return [...strictest.values()].map(needKey).toSorted();
}

function isLevel(text: string): boolean {
  return text === '1' || text === '2' || text === '3';
}
