import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { RuleFault } from '../api/routing.ts';
import { compileRules, firstMatch } from './match-rules.ts';
import type { Rule, RuleAction, RuleCondition } from './rule.ts';
import { namedTargets, ruleFaults, usableRules, type KnownTargets } from './rule-faults.ts';

const known: KnownTargets = {
  teamIds: new Set(['team']),
  channelIds: new Set(['channel']),
  skillIds: new Set(['skill']),
  agentIds: new Set(['agent']),
  policyIds: new Set(['policy']),
};
const ruleOf = (
  id: string,
  conditions: RuleCondition[],
  actions: RuleAction[] = [{ do: 'tag', tag: 'x' }],
  isActive = true,
): Rule => ({ id, name: id, isActive, conditions, actions });
const reasons = (rules: Rule[]) =>
  ruleFaults(rules, known).map((faults) => faults.map(({ reason }) => reason));

describe('a rule that names what is gone', () => {
  test.each<[RuleAction, RuleFault['reason']]>([
    [{ do: 'team', teamId: 'gone' }, 'teamGone'],
    [{ do: 'skill', skillId: 'gone', minLevel: 1 }, 'skillGone'],
    [{ do: 'assign', agentId: 'gone' }, 'agentGone'],
    [{ do: 'slaPolicy', policyId: 'gone' }, 'policyGone'],
  ])('%j is shown and passed over', (action, reason) => {
    const rule = ruleOf('r', [], [{ do: 'tag', tag: 'x' }, action]);
    expect(ruleFaults([rule], known)).toEqual([[{ part: 'action', index: 1, reason }]]);
    expect(usableRules([rule], known)).toEqual([]);
  });

  it('is whole while everything is there', () => {
    const rule = ruleOf(
      'r',
      [{ field: 'channel', anyOf: ['channel'] }],
      [
        { do: 'team', teamId: 'team' },
        { do: 'skill', skillId: 'skill', minLevel: 1 },
        { do: 'assign', agentId: 'agent' },
        { do: 'slaPolicy', policyId: 'policy' },
        { do: 'priority', priority: 'high' },
        { do: 'doNotRoute' },
      ],
    );
    expect(reasons([rule])).toEqual([[]]);
    expect(usableRules([rule], known)).toEqual([rule]);
  });

  it('has lost its channel only when none is left, and "not that channel" goes on being true', () => {
    const some = ruleOf('some', [{ field: 'channel', anyOf: ['gone', 'channel'] }]);
    const none = ruleOf('none', [
      { field: 'kind', anyOf: ['review'] },
      { field: 'channel', anyOf: ['gone'] },
    ]);
    const not = ruleOf('not', [{ field: 'channel', anyOf: ['gone'], not: true }]);
    expect(reasons([some, none, not])).toEqual([[], ['channelGone'], []]);
    expect(ruleFaults([none], known)[0]).toEqual([{ part: 'condition', index: 1, reason: 'channelGone' }]);
  });

  it('is not judged by policies that nobody knows', () => {
    const rule = ruleOf('r', [], [{ do: 'slaPolicy', policyId: 'any' }]);
    expect(ruleFaults([rule], { ...known, policyIds: null })).toEqual([[]]);
  });

  it('does not keep the rules after it from being reached', () => {
    const broken = ruleOf('broken', [], [{ do: 'team', teamId: 'gone' }]);
    expect(reasons([broken, ruleOf('next', [{ field: 'kind', anyOf: ['review'] }])])).toEqual([
      ['teamGone'],
      [],
    ]);
  });
});

describe('a rule that is never reached', () => {
  it('stands after one that takes everything', () => {
    const all = ruleOf('all', []);
    const bad = ruleOf('bad', [{ field: 'rating', from: 1, to: 2 }]);
    expect(reasons([all, bad, ruleOf('again', [])])).toEqual([[], ['neverReached'], ['neverReached']]);
    expect(reasons([bad, all])).toEqual([[], []]);
    expect(reasons([{ ...all, isActive: false }, bad])).toEqual([[], []]);
  });

  test.each<[string, RuleCondition[], RuleCondition[], boolean]>([
    ['the same', [{ field: 'kind', anyOf: ['review'] }], [{ field: 'kind', anyOf: ['review'] }], true],
    [
      'a part of it',
      [{ field: 'kind', anyOf: ['review', 'comment'] }],
      [
        { field: 'language', anyOf: ['de'] },
        { field: 'kind', anyOf: ['review'] },
      ],
      true,
    ],
    [
      'more than it',
      [{ field: 'kind', anyOf: ['review'] }],
      [{ field: 'kind', anyOf: ['review', 'comment'] }],
      false,
    ],
    [
      'a part of its stars',
      [{ field: 'rating', from: 1, to: 3 }],
      [{ field: 'rating', from: 2, to: 2 }],
      true,
    ],
    ['other stars', [{ field: 'rating', from: 1, to: 3 }], [{ field: 'rating', from: 2, to: 4 }], false],
    [
      'not this and not that, after not this',
      [{ field: 'kind', anyOf: ['review'], not: true }],
      [{ field: 'kind', anyOf: ['review', 'comment'], not: true }],
      true,
    ],
    [
      'not this, after not this and not that',
      [{ field: 'kind', anyOf: ['review', 'comment'], not: true }],
      [{ field: 'kind', anyOf: ['review'], not: true }],
      false,
    ],
    [
      'the opposite',
      [{ field: 'contact', is: 'first', not: true }],
      [{ field: 'contact', is: 'first' }],
      false,
    ],
    [
      'fewer days',
      [{ field: 'time', weekdays: [1, 2], from: '09:00', to: '17:00' }],
      [{ field: 'time', weekdays: [1], from: '09:00', to: '17:00' }],
      true,
    ],
    [
      'one condition fewer',
      [
        { field: 'kind', anyOf: ['review'] },
        { field: 'language', anyOf: ['de'] },
      ],
      [{ field: 'kind', anyOf: ['review'] }],
      false,
    ],
  ])('asks for %s', (_, earlier, later, isNever) => {
    expect(reasons([ruleOf('a', earlier), ruleOf('b', later)])[1]).toEqual(isNever ? ['neverReached'] : []);
  });

  it('is never the first match of any post', () => {
    const kinds = fc.uniqueArray(fc.constantFrom('mention', 'comment', 'review'), { maxLength: 3 });
    const condition: fc.Arbitrary<RuleCondition> = fc.oneof(
      fc.record({ field: fc.constant('kind' as const), anyOf: kinds, not: fc.boolean() }),
      fc.record({
        field: fc.constant('rating' as const),
        from: fc.integer({ min: 1, max: 5 }),
        to: fc.integer({ min: 1, max: 5 }),
        not: fc.boolean(),
      }),
      fc.record({
        field: fc.constant('contact' as const),
        is: fc.constantFrom('first', 'returning'),
        not: fc.boolean(),
      }),
    );
    const rules = fc
      .array(fc.array(condition, { maxLength: 2 }), { maxLength: 5 })
      .map((some) => some.map((conditions, at) => ruleOf(`rule-${at}`, conditions)));
    const post = fc.record({
      kind: fc.constantFrom('mention', 'comment', 'review'),
      rating: fc.option(fc.integer({ min: 1, max: 5 })),
      isFirstContact: fc.boolean(),
    });
    fc.assert(
      fc.property(rules, post, (list, given) => {
        const match = firstMatch(compileRules(list), {
          channelId: 'c',
          network: 'webhook',
          visibility: 'public',
          language: null,
          text: '',
          author: { name: '', handle: null },
          tags: [],
          localTime: { weekday: 1, minutes: 0 },
          ...given,
        });
        const faults = ruleFaults(list, known);
        if (match !== null) expect(faults[list.indexOf(match)]).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('what a list names is asked for once', () => {
  const rules = [
    ruleOf('a', [{ field: 'channel', anyOf: ['c2', 'c1'] }], [{ do: 'team', teamId: 't' }]),
    ruleOf(
      'b',
      [{ field: 'channel', anyOf: ['c1'] }],
      [
        { do: 'team', teamId: 't' },
        { do: 'assign', agentId: 'a' },
      ],
    ),
  ];
  expect(namedTargets(rules)).toEqual({
    teamIds: ['t'],
    channelIds: ['c1', 'c2'],
    skillIds: [],
    agentIds: ['a'],
    policyIds: [],
  });
});
