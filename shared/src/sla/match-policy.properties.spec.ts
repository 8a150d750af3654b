import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, firstMatch } from '../routing/match-rules.ts';
import type { RuleCondition } from '../routing/rule.ts';
import { compilePolicies, type PolicyCondition, type PolicySubject } from './match-policy.ts';
import { policyFaults } from './policy-faults.ts';

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const rating = fc.integer({ min: 1, max: 5 });
const plain = fc.oneof(
  fc.record({ field: fc.constant('channel' as const), anyOf: some('a', 'b') }),
  fc.record({ field: fc.constant('team' as const), anyOf: some('s', 't') }),
  fc.record({ field: fc.constant('kind' as const), anyOf: some('review' as const, 'comment' as const) }),
  fc.record({
    field: fc.constant('visibility' as const),
    anyOf: some('public' as const, 'private' as const),
  }),
  fc.record({ field: fc.constant('priority' as const), anyOf: some('low' as const, 'high' as const) }),
  fc.record({ field: fc.constant('language' as const), anyOf: some('de', 'tr') }),
  fc.record({ field: fc.constant('tags' as const), anyOf: some('Netz', 'NETZ', 'Öl') }),
  fc
    .tuple(rating, rating)
    .map(([a, b]) => ({ field: 'rating' as const, from: Math.min(a, b), to: Math.max(a, b) })),
);
const condition: fc.Arbitrary<PolicyCondition> = fc
  .tuple(plain, fc.boolean())
  .map(([given, not]) => (not ? { ...given, not } : given));
const policy = fc.record({
  isActive: fc.boolean(),
  conditions: fc.array(condition, { maxLength: 3 }),
});
const policies = fc.array(policy, { maxLength: 6 });
const subject: fc.Arbitrary<PolicySubject> = fc.record({
  channelId: fc.constantFrom('a', 'b', 'c'),
  teamId: fc.constantFrom('s', 't', 'u'),
  kind: fc.constantFrom('review', 'comment', 'mention'),
  visibility: fc.constantFrom('public', 'private'),
  priority: fc.constantFrom('low', 'normal', 'high'),
  language: fc.constantFrom('de', 'de-AT', 'tr', 'en', null),
  rating: fc.option(rating, { nil: null }),
  tags: fc.uniqueArray(fc.constantFrom('netz', 'ol', 'Rechnung')),
});

/** Read aloud, one condition at a time: slow, and hard to get wrong. */
function holdsNaively(given: PolicyCondition, of: PolicySubject): boolean {
  const fold = (tag: string) => tag.toLowerCase().replaceAll('ö', 'o');
  let holds = false;
  if (given.field === 'rating') {
    holds = of.rating !== null && of.rating >= given.from && of.rating <= given.to;
  } else {
    const values: Record<Exclude<PolicyCondition['field'], 'rating'>, string[]> = {
      channel: [of.channelId],
      team: [of.teamId],
      kind: [of.kind],
      visibility: [of.visibility],
      priority: [of.priority],
      language: of.language === null ? [] : [of.language.slice(0, 2)],
      tags: of.tags.map(fold),
    };
    for (const wanted of given.anyOf)
      if (values[given.field].includes(given.field === 'tags' ? fold(wanted) : wanted)) holds = true;
  }
  return given.not === true ? !holds : holds;
}

describe('for any list and any conversation', () => {
  test('the policy is the first one switched on of which every condition holds', () => {
    fc.assert(
      fc.property(policies, subject, (list, of) => {
        const expected = list.find(
          (each) => each.isActive && each.conditions.every((one) => holdsNaively(one, of)),
        );
        expect(compilePolicies(list)(of)).toBe(expected ?? null);
      }),
    );
  });

  test('conditions that rules have too mean the same there', () => {
    const isShared = (one: PolicyCondition): one is PolicyCondition & RuleCondition =>
      one.field !== 'team' && one.field !== 'priority';
    fc.assert(
      fc.property(condition.filter(isShared), subject, (one, of) => {
        const rules = compileRules([
          { id: 'r', name: '', isActive: true, conditions: [one as RuleCondition], actions: [] },
        ]);
        const post = {
          ...of,
          network: '',
          text: '',
          author: { name: '', handle: null },
          isFirstContact: false,
          localTime: { weekday: 1, minutes: 0 },
        };
        const isMatched = compilePolicies([{ isActive: true, conditions: [one] }])(of) !== null;
        expect(isMatched).toBe(firstMatch(rules, post) !== null);
      }),
    );
  });

  test('one that is said never to be reached never is', () => {
    const known = { teamIds: new Set(['s', 't']), channelIds: new Set(['a', 'b']) };
    fc.assert(
      fc.property(policies, subject, (list, of) => {
        const matched = compilePolicies(list)(of);
        const faults = policyFaults(list, known);
        list.forEach((each, at) => {
          if (faults[at]?.some(({ reason }) => reason === 'neverReached') === true)
            expect(matched).not.toBe(each);
        });
      }),
    );
  });
});
