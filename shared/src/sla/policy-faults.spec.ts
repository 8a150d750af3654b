import { describe, expect, test } from '@jest/globals';
import type { PolicyCondition, PolicyScope } from './match-policy.ts';
import { policyFaults } from './policy-faults.ts';

const known = { teamIds: new Set(['service']), channelIds: new Set(['mastodon']) };
const of = (conditions: PolicyCondition[], isActive = true): PolicyScope => ({ isActive, conditions });

describe('what is wrong with policies', () => {
  test.each<[string, PolicyScope[], (string | null)[]]>([
    ['nothing', [of([{ field: 'team', anyOf: ['service'] }]), of([])], [null, null]],
    ['a team that is gone', [of([{ field: 'team', anyOf: ['gone'] }])], ['teamGone']],
    ['one team of two that is gone', [of([{ field: 'team', anyOf: ['gone', 'service'] }])], [null]],
    ['not a team that is gone', [of([{ field: 'team', anyOf: ['gone'], not: true }])], [null]],
    ['a channel that is gone', [of([{ field: 'channel', anyOf: ['gone'] }])], ['channelGone']],
    [
      'an earlier one that is wider',
      [
        of([{ field: 'priority', anyOf: ['high', 'urgent'] }]),
        of([
          { field: 'priority', anyOf: ['urgent'] },
          { field: 'rating', from: 1, to: 2 },
        ]),
      ],
      [null, 'neverReached'],
    ],
    ['everything before', [of([]), of([{ field: 'kind', anyOf: ['review'] }])], [null, 'neverReached']],
    ['an earlier one that is switched off', [of([], false), of([])], [null, null]],
    [
      'an earlier one that takes nothing',
      [of([{ field: 'team', anyOf: ['gone'] }]), of([])],
      ['teamGone', null],
    ],
  ])('%s', (_what, policies, expected) => {
    expect(policyFaults(policies, known).map(([first]) => first?.reason ?? null)).toEqual(expected);
  });
});
