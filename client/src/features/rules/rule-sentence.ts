import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import type { PolicyCondition } from '@visavis/shared/sla/match-policy';
import type { TFunction } from 'i18next';

/** Rules and SLA policies read their conditions alike. */
export type AnyCondition = RuleCondition | PolicyCondition;

/** What things are called; undefined for what is gone. */
export interface RuleNames {
  channel: (id: string) => string | undefined;
  network: (id: string) => string | undefined;
  team: (id: string) => string | undefined;
  skill: (id: string) => string | undefined;
  agent: (id: string) => string | undefined;
  policy: (id: string) => string | undefined;
  language: (tag: string) => string;
}

export interface RuleSentence {
  /** "Bewertung mit einem oder zwei Sternen auf Google Play" */
  when: string;
  /** "Team App, Priorität hoch" */
  does: string;
}

/** The words of a language and the names of this house. */
export interface SentenceWords {
  t: TFunction;
  locale: string;
  names: RuleNames;
}

/** In which order the parts of a sentence stand, whatever that of the conditions; kind and visibility come before. */
const ORDER: readonly AnyCondition['field'][] = [
  'priority',
  'rating',
  'network',
  'channel',
  'language',
  'words',
  'tags',
  'author',
  'contact',
  'team',
  'time',
];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** A rule as a sentence of two halves. Pure: the same rule, names and words give the same sentence. */
export function ruleSentence(
  rule: { conditions: readonly RuleCondition[]; actions: readonly RuleAction[] },
  words: SentenceWords,
): RuleSentence {
  const actions = rule.actions.map((action) => actionWords(action, words));
  return {
    when: whenWords(rule.conditions, words),
    does: actions.length === 0 ? words.t('rules.sentence.nothing') : actions.join(', '),
  };
}

/** What a rule does, in words. */
export function actionWords(action: RuleAction, { t, names }: SentenceWords): string {
  const named = (what: 'team' | 'policy' | 'agent', id: string) => {
    const name = names[what](id);
    return name === undefined ? t(`rules.gone.${what}`) : t(`rules.sentence.do.${what}`, { name });
  };
  switch (action.do) {
    case 'team':
      return named('team', action.teamId);
    case 'skill': {
      const name = names.skill(action.skillId);
      if (name === undefined) return t('rules.gone.skill');
      return action.minLevel === 1
        ? t('rules.sentence.do.skill', { name })
        : t('rules.sentence.do.skillFrom', { name, level: action.minLevel });
    }
    case 'priority':
      return t('rules.sentence.do.priority', { priority: t(`rules.sentence.priority.${action.priority}`) });
    case 'tag':
      return t('rules.sentence.do.tag', { tag: action.tag });
    case 'slaPolicy':
      return named('policy', action.policyId);
    case 'assign':
      return named('agent', action.agentId);
    case 'doNotRoute':
      return t('rules.sentence.do.doNotRoute');
  }
}

/** "Bewertung mit einem oder zwei Sternen"; without conditions it is any post. */
export function whenWords(conditions: readonly AnyCondition[], words: SentenceWords): string {
  const { t } = words;
  if (conditions.length === 0) return t('rules.sentence.anything');
  const kinds = conditions.filter((condition) => condition.field === 'kind');
  const [noun, ...otherKinds] = [
    ...kinds.filter((kind) => kind.not !== true),
    ...kinds.filter((kind) => kind.not),
  ];
  const head =
    noun === undefined || noun.not === true
      ? t('rules.sentence.post')
      : either(
          noun.anyOf.map((kind, at) => {
            const word = t(`rules.sentence.kind.${kind}`);
            // A German noun is written large wherever it stands, an English one where the sentence begins.
            return at > 0 && words.locale === 'en' ? word.toLowerCase() : word;
          }),
          words,
        );
  const rest = noun?.not === true ? [noun, ...otherKinds] : otherKinds;
  const visibilities = conditions.filter((condition) => condition.field === 'visibility');
  const asides = [...rest, ...visibilities].map((condition) => conditionWords(condition, words));
  const parts = ORDER.flatMap((field) => {
    const same = conditions.filter((condition) => condition.field === field);
    return same.length === 0
      ? []
      : [same.map((condition) => conditionWords(condition, words)).join(t('rules.sentence.and'))];
  });
  // "Post, privat, mit …": what is said between commas ends with one when more follows.
  const begin = [head, ...asides].join(', ') + (asides.length > 0 && parts.length > 0 ? ',' : '');
  return [begin, ...parts].join(' ');
}

function kindAside(condition: Extract<RuleCondition, { field: 'kind' }>, words: SentenceWords): string {
  const set = condition.not === true ? 'notKind' : 'kind';
  return either(
    condition.anyOf.map((kind) => words.t(`rules.sentence.${set}.${kind}`)),
    words,
  );
}

function conditionWords(condition: AnyCondition, words: SentenceWords): string {
  const { t, names } = words;
  const isTurned = condition.not === true;
  const listed = (
    key: 'on' | 'language' | 'words' | 'author' | 'tags' | 'priorities' | 'inTeam',
    turnedKey: 'notOn' | 'notLanguage' | 'notWords' | 'notAuthor' | 'notTags' | 'notPriorities' | 'notInTeam',
    values: readonly string[],
  ) => t(`rules.sentence.${isTurned ? turnedKey : key}`, { list: either(values, words) });
  switch (condition.field) {
    case 'kind':
      return kindAside(condition, words);
    case 'visibility':
      return either(
        condition.anyOf.map((each) =>
          t(`rules.sentence.${isTurned ? 'notVisibility' : 'visibility'}.${each}`),
        ),
        words,
      );
    case 'channel':
      return listed(
        'on',
        'notOn',
        condition.anyOf.map((id) => names.channel(id) ?? t('rules.gone.channel')),
      );
    case 'network':
      return listed(
        'on',
        'notOn',
        condition.anyOf.map((id) => names.network(id) ?? t('rules.gone.network')),
      );
    case 'language':
      return listed('language', 'notLanguage', condition.anyOf.map(names.language));
    case 'words':
      return listed(
        'words',
        'notWords',
        condition.anyOf.map((word) => quoted(word, words)),
      );
    case 'author':
      return listed('author', 'notAuthor', condition.anyOf);
    case 'tags':
      return listed(
        'tags',
        'notTags',
        condition.anyOf.map((word) => quoted(word, words)),
      );
    case 'priority':
      return listed(
        'priorities',
        'notPriorities',
        condition.anyOf.map((each) => t(`rules.sentence.priority.${each}`)),
      );
    case 'team':
      return listed(
        'inTeam',
        'notInTeam',
        condition.anyOf.map((id) => names.team(id) ?? t('rules.gone.team')),
      );
    case 'rating':
      return starWords(condition, words);
    case 'contact':
      return t(`rules.sentence.${isTurned ? 'notContact' : 'contact'}.${condition.is}`);
    case 'time':
      return timeWords(condition, words);
  }
}

/** "mit einem oder zwei Sternen" */
function starWords(
  { from, to, not }: Extract<RuleCondition, { field: 'rating' }>,
  words: SentenceWords,
): string {
  const { t } = words;
  const numbers = ([1, 2, 3, 4, 5] as const).filter((stars) => stars >= from && stars <= to);
  const stars =
    to === 1
      ? t('rules.sentence.stars.exact1')
      : t('rules.sentence.stars.exact', {
          list: either(
            numbers.map((number) => t(`rules.sentence.stars.number${number}`)),
            words,
          ),
        });
  return t(`rules.sentence.stars.${not === true ? 'without' : 'with'}`, { stars });
}

/** "Mo–Fr 22:00 bis 06:00" */
function timeWords(condition: Extract<RuleCondition, { field: 'time' }>, { t }: SentenceWords): string {
  const { weekdays, from, to, not } = condition;
  const days =
    weekdays.length === WEEKDAYS.length
      ? t('rules.sentence.everyDay')
      : runsOf(weekdays)
          .map(([first, last]) => {
            const begin = t(`rules.weekday.d${first}`);
            if (first === last) return begin;
            return `${begin}${last === first + 1 ? ', ' : '–'}${t(`rules.weekday.d${last}`)}`;
          })
          .join(', ');
  const isAllDay = from === '00:00' && (to === '24:00' || to === '00:00');
  const time = t(`rules.sentence.${isAllDay ? 'allDay' : 'time'}`, { days, from, to });
  return not === true ? t('rules.sentence.notTime', { time }) : time;
}

type Weekday = (typeof WEEKDAYS)[number];

/** Days that follow each other, as first and last. */
function runsOf(weekdays: readonly number[]): [Weekday, Weekday][] {
  const runs: [Weekday, Weekday][] = [];
  for (const day of WEEKDAYS) {
    if (!weekdays.includes(day)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

function quoted(word: string, { t }: SentenceWords): string {
  // An open ending reads better than the sign for it.
  return t('rules.sentence.quoted', { word: word.replace(/\*+$/u, '…') });
}

function either(values: readonly string[], { locale }: Pick<SentenceWords, 'locale'>): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(values);
}
