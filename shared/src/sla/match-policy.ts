import type { Priority } from '../api/conversations.ts';
import { primaryLanguage } from '../routing/match-rules.ts';
import type { RuleCondition, RuleSubject } from '../routing/rule.ts';
import { foldText } from '../text/word-tokens.ts';

/** What is known of a conversation when its clock starts. */
export type PolicySubject = Pick<
  RuleSubject,
  'channelId' | 'kind' | 'visibility' | 'language' | 'rating' | 'tags'
> & { readonly teamId: string; readonly priority: Priority };

/** Conditions that policies share with the rules mean the same in both. */
type SharedCondition = Extract<
  RuleCondition,
  { readonly field: 'channel' | 'kind' | 'visibility' | 'language' | 'tags' | 'rating' }
>;

/** `not` turns a condition round. Lists are read as "any of". */
export type PolicyCondition =
  | SharedCondition
  | ({ readonly not?: boolean } & (
      | { readonly field: 'priority'; readonly anyOf: readonly Priority[] }
      | { readonly field: 'team'; readonly anyOf: readonly string[] }
    ));

/** Open minutes of the calendar per metric; null promises nothing of the kind. */
export interface PolicyTargets {
  readonly firstResponse: number | null;
  readonly nextResponse: number | null;
  /** Assigned until opened by whoever has it. */
  readonly pickUp: number | null;
  readonly resolution: number | null;
}

/** When clocks warn: after a share of the target (0 to 1) or so many minutes before its end, whichever is earlier. */
export interface PolicyWarning {
  readonly share?: number;
  readonly minutes?: number;
}

/** What clocks may stand still for. Waiting for a colleague is none of them. */
export interface PolicyPauses {
  readonly waitingForCustomer: boolean;
  readonly snoozedForCustomer: boolean;
}

/** What decides whom a policy is for. */
export interface PolicyScope {
  readonly isActive: boolean;
  readonly conditions: readonly PolicyCondition[];
}

/** What promises before anybody decided otherwise. */
export const FIRST_TERMS: {
  readonly targets: PolicyTargets;
  readonly warn: PolicyWarning;
  readonly pauses: PolicyPauses;
} = {
  targets: { firstResponse: 60, nextResponse: 120, pickUp: null, resolution: null },
  warn: {},
  pauses: { waitingForCustomer: true, snoozedForCustomer: true },
};

/** Those that are switched on, ready to be asked of many conversations. The first of which every condition holds wins. */
export function compilePolicies<P extends PolicyScope>(
  policies: readonly P[],
): (subject: PolicySubject) => P | null {
  const compiled = policies
    .filter((policy) => policy.isActive)
    .map((policy) => ({ policy, tests: policy.conditions.map(testOf) }));
  return (subject) => compiled.find(({ tests }) => tests.every((test) => test(subject)))?.policy ?? null;
}

type Test = (subject: PolicySubject) => boolean;

function testOf(condition: PolicyCondition): Test {
  const test = plainTestOf(condition);
  return condition.not === true ? (subject) => !test(subject) : test;
}

function plainTestOf(condition: PolicyCondition): Test {
  switch (condition.field) {
    case 'channel':
      return oneOf(condition.anyOf, (subject) => subject.channelId);
    case 'team':
      return oneOf(condition.anyOf, (subject) => subject.teamId);
    case 'kind':
      return oneOf<string>(condition.anyOf, (subject) => subject.kind);
    case 'visibility':
      return oneOf<string>(condition.anyOf, (subject) => subject.visibility);
    case 'priority':
      return oneOf<string>(condition.anyOf, (subject) => subject.priority);
    case 'language':
      return oneOf(condition.anyOf.map(primaryLanguage), ({ language }) =>
        language === null ? null : primaryLanguage(language),
      );
    case 'rating': {
      const { from, to } = condition;
      return ({ rating }) => rating !== null && rating >= from && rating <= to;
    }
    case 'tags': {
      const wanted = new Set(condition.anyOf.map(foldText));
      return ({ tags }) => tags.some((tag) => wanted.has(foldText(tag)));
    }
  }
}

function oneOf<T>(anyOf: readonly T[], value: (subject: PolicySubject) => T | null): Test {
  const wanted = new Set(anyOf);
  return (subject) => {
    const given = value(subject);
    return given !== null && wanted.has(given);
  };
}
