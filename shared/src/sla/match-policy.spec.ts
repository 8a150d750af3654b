import { describe, expect, test } from '@jest/globals';
import { compilePolicies, type PolicyCondition, type PolicySubject } from './match-policy.ts';

const subject: PolicySubject = {
  channelId: 'mastodon',
  teamId: 'service',
  kind: 'comment',
  visibility: 'public',
  priority: 'high',
  language: 'de-AT',
  rating: 2,
  tags: ['Störung', 'Netz'],
};
const matches = (conditions: PolicyCondition[], given: Partial<PolicySubject> = {}) =>
  compilePolicies([{ isActive: true, conditions }])({ ...subject, ...given }) !== null;

describe('a condition of a policy', () => {
  test.each<[string, PolicyCondition, boolean]>([
    ['channel', { field: 'channel', anyOf: ['mastodon', 'x'] }, true],
    ['another channel', { field: 'channel', anyOf: ['x'] }, false],
    ['team', { field: 'team', anyOf: ['service'] }, true],
    ['not this team', { field: 'team', anyOf: ['service'], not: true }, false],
    ['kind', { field: 'kind', anyOf: ['comment', 'review'] }, true],
    ['another kind', { field: 'kind', anyOf: ['message'] }, false],
    ['visibility', { field: 'visibility', anyOf: ['public'] }, true],
    ['priority', { field: 'priority', anyOf: ['high', 'urgent'] }, true],
    ['another priority', { field: 'priority', anyOf: ['low'] }, false],
    ['language whatever its region', { field: 'language', anyOf: ['de'] }, true],
    ['another language', { field: 'language', anyOf: ['tr'] }, false],
    ['stars within', { field: 'rating', from: 1, to: 2 }, true],
    ['stars beyond', { field: 'rating', from: 3, to: 5 }, false],
    ['a tag whatever its case and accents', { field: 'tags', anyOf: ['storung'] }, true],
    ['another tag', { field: 'tags', anyOf: ['Rechnung'] }, false],
  ])('on %s', (_what, condition, expected) => {
    expect(matches([condition])).toBe(expected);
  });

  test('on what nobody knows holds only when turned round', () => {
    const unknown = { language: null, rating: null, tags: [] };
    const conditions: PolicyCondition[] = [
      { field: 'language', anyOf: ['de'] },
      { field: 'rating', from: 1, to: 5 },
      { field: 'tags', anyOf: ['Netz'] },
    ];
    for (const condition of conditions) {
      expect(matches([condition], unknown)).toBe(false);
      expect(matches([{ ...condition, not: true }], unknown)).toBe(true);
    }
  });
});

describe('a list of policies', () => {
  const of = (name: string, conditions: PolicyCondition[], isActive = true) => ({
    name,
    isActive,
    conditions,
  });

  test('gives the first of which every condition holds, and passes over what is switched off', () => {
    const policies = [
      of('aus', [], false),
      of('beides', [
        { field: 'team', anyOf: ['service'] },
        { field: 'priority', anyOf: ['low'] },
      ]),
      of('eine', [{ field: 'team', anyOf: ['service'] }]),
      of('alle', []),
    ];
    const find = compilePolicies(policies);
    expect(find(subject)?.name).toBe('eine');
    expect(find({ ...subject, priority: 'low' })?.name).toBe('beides');
    expect(find({ ...subject, teamId: 'other' })?.name).toBe('alle');
  });

  test('gives none when there is none', () => {
    expect(compilePolicies([])(subject)).toBeNull();
  });
});
