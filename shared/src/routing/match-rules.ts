import { foldText } from '../text/word-tokens.ts';
import type { Priority } from '../api/conversations.ts';
import type { SkillLevel } from '../api/schedule.ts';
import type { Rule, RuleCondition, RuleSubject } from './rule.ts';
import { WordIndex } from './word-index.ts';

const DAY_MINUTES = 24 * 60;
const WEEK_DAYS = 7;

/** A list of rules made ready to be asked of many posts. */
export interface CompiledRules {
  readonly rules: readonly CompiledRule[];
  readonly words: WordIndex;
}

interface CompiledRule {
  readonly rule: Rule;
  readonly tests: readonly Test[];
}

type Test = (post: Post) => boolean;

/** A post together with what was read from it once for all rules. */
interface Post {
  readonly subject: RuleSubject;
  /** The word lists found in its text. */
  readonly wordLists: () => ReadonlySet<number>;
  readonly author: () => readonly string[];
}

/** Once per change of the list; those that are switched off are left out. */
export function compileRules(rules: readonly Rule[]): CompiledRules {
  const words = new WordIndex();
  const compiled = rules
    .filter((rule) => rule.isActive)
    .map((rule) => ({ rule, tests: rule.conditions.map((condition) => testOf(condition, words)) }));
  return { rules: compiled, words };
}

/** The first rule of which every condition holds; a rule without conditions takes whatever comes to it. */
export function firstMatch({ rules, words }: CompiledRules, subject: RuleSubject): Rule | null {
  const post: Post = {
    subject,
    wordLists: once(() => words.conditionsIn(subject.text)),
    author: once(() => [subject.author.name, subject.author.handle ?? ''].map(nameOf)),
  };
  return rules.find(({ tests }) => tests.every((test) => test(post)))?.rule ?? null;
}

/** What a rule decides. Of what there can be only one of, the last action counts; null leaves it as it is. */
export interface RuleOutcome {
  readonly teamId: string | null;
  readonly skills: readonly { readonly skillId: string; readonly minLevel: SkillLevel }[];
  readonly priority: Priority | null;
  readonly tags: readonly string[];
  readonly policyId: string | null;
  readonly agentId: string | null;
  readonly doNotRoute: boolean;
}

/** What follows from a rule, or from none: in one form whatever the order of its actions. */
export function outcomeOf(rule: Pick<Rule, 'actions'> | null): RuleOutcome {
  const actions = rule?.actions ?? [];
  const last = <D extends (typeof actions)[number]['do']>(kind: D) =>
    actions.findLast((action): action is Extract<(typeof actions)[number], { do: D }> => action.do === kind);
  const levels = new Map<string, SkillLevel>();
  for (const action of actions) {
    if (action.do !== 'skill') continue;
    const level = levels.get(action.skillId) ?? action.minLevel;
    levels.set(action.skillId, level > action.minLevel ? level : action.minLevel);
  }
  const tags = new Set(actions.flatMap((action) => (action.do === 'tag' ? [action.tag] : [])));
  return {
    teamId: last('team')?.teamId ?? null,
    skills: [...levels]
      .map(([skillId, minLevel]) => ({ skillId, minLevel }))
      .toSorted((a, b) => (a.skillId < b.skillId ? -1 : 1)),
    priority: last('priority')?.priority ?? null,
    tags: [...tags].toSorted(),
    policyId: last('slaPolicy')?.policyId ?? null,
    agentId: last('assign')?.agentId ?? null,
    doNotRoute: last('doNotRoute') !== undefined,
  };
}

/** The primary subtag of a language, such as `pt` for `pt-BR`. */
export function primaryLanguage(language: string): string {
  return (language.split(/[-_]/u, 1)[0] ?? '').toLowerCase();
}

/** The tags that somebody wrote into a post: `#Netzausfall` is "Netzausfall". */
export function hashtagsOf(text: string): string[] {
  if (!text.includes('#')) return [];
  const found = text.matchAll(/#([\p{L}\p{N}_]{1,100})/gu);
  return [...new Set([...found].map(([, tag]) => tag ?? ''))];
}

function testOf(condition: RuleCondition, words: WordIndex): Test {
  const test = plainTestOf(condition, words);
  return condition.not === true ? (post) => !test(post) : test;
}

function plainTestOf(condition: RuleCondition, words: WordIndex): Test {
  switch (condition.field) {
    case 'channel':
      return oneOf(condition.anyOf, ({ subject }) => subject.channelId);
    case 'network':
      return oneOf(condition.anyOf, ({ subject }) => subject.network);
    case 'kind':
      return oneOf<string>(condition.anyOf, ({ subject }) => subject.kind);
    case 'visibility':
      return oneOf<string>(condition.anyOf, ({ subject }) => subject.visibility);
    case 'language':
      return oneOf(condition.anyOf.map(primaryLanguage), ({ subject }) =>
        subject.language === null ? null : primaryLanguage(subject.language),
      );
    case 'words': {
      const list = words.add(condition.anyOf);
      return ({ wordLists }) => wordLists().has(list);
    }
    case 'author': {
      const wanted = new Set(condition.anyOf.map(nameOf).filter((name) => name !== ''));
      return ({ author }) => author().some((name) => wanted.has(name));
    }
    case 'rating': {
      const { from, to } = condition;
      return ({ subject }) => subject.rating !== null && subject.rating >= from && subject.rating <= to;
    }
    case 'tags': {
      const wanted = new Set(condition.anyOf.map(foldText));
      return ({ subject }) => subject.tags.some((tag) => wanted.has(foldText(tag)));
    }
    case 'contact': {
      const isFirst = condition.is === 'first';
      return ({ subject }) => subject.isFirstContact === isFirst;
    }
    case 'time':
      return timeTest(condition);
  }
}

function oneOf<T>(anyOf: readonly T[], value: (post: Post) => T | null): Test {
  const wanted = new Set(anyOf);
  return (post) => {
    const given = value(post);
    return given !== null && wanted.has(given);
  };
}

/** A span belongs to the day it begins on: Friday 22:00 to 06:00 takes Saturday at two, and not Friday at two. */
function timeTest({ weekdays, from, to }: Extract<RuleCondition, { field: 'time' }>): Test {
  const days = new Set(weekdays);
  const begin = minutesOf(from);
  const end = minutesOf(to);
  const lasts = end > begin ? end - begin : end + DAY_MINUTES - begin;
  return ({ subject: { localTime } }) => {
    const { weekday, minutes } = localTime;
    const dayBefore = weekday === 1 ? WEEK_DAYS : weekday - 1;
    if (days.has(weekday) && minutes >= begin && minutes < begin + lasts) return true;
    return days.has(dayBefore) && minutes + DAY_MINUTES < begin + lasts;
  };
}

/** Minutes since midnight of `HH:MM`. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A name or handle as they are compared: no leading @, one blank between words. */
function nameOf(name: string): string {
  return foldText(name).trim().replace(/^@+/u, '').replaceAll(/\s+/gu, ' ').trim();
}

function once<T>(read: () => T): () => T {
  let known: { value: T } | null = null;
  return () => (known ??= { value: read() }).value;
}
