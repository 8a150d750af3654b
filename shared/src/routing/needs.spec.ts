import { describe, expect, it, test } from '@jest/globals';
import { abilityOf, canonicalNeeds, levelFor, needKey, parseNeed, type Need } from './needs.ts';

const billing = (minLevel: 1 | 2 | 3): Need => ({ kind: 'skill', skillId: 'billing', minLevel });
const turkish: Need = { kind: 'language', language: 'tr' };

describe('needs', () => {
  test.each<[Need, string, string, number]>([
    [billing(2), 'skill:billing:2', 'skill:billing', 2],
    [turkish, 'language:tr', 'language:tr', 1],
    [{ kind: 'language', language: 'TR' }, 'language:tr', 'language:tr', 1],
  ])('%j is kept as %s and met by %s of level %d', (need, key, ability, level) => {
    expect(needKey(need)).toBe(key);
    expect(abilityOf(need)).toBe(ability);
    expect(levelFor(need)).toBe(level);
  });

  it('are read as they were kept', () => {
    for (const need of [billing(1), billing(3), turkish]) expect(parseNeed(needKey(need))).toEqual(need);
  });

  test.each([
    '',
    'skill',
    'skill:x',
    'skill:x:0',
    'skill:x:4',
    'skill::2',
    'language',
    'language:',
    'colour:red',
  ])('%j is none', (key) => {
    expect(parseNeed(key)).toBeNull();
  });

  it('are the same text in whatever order and however often they were named, the highest level counting', () => {
    expect(canonicalNeeds([turkish, billing(1), billing(3), turkish, billing(2)])).toEqual([
      'language:tr',
      'skill:billing:3',
    ]);
    expect(canonicalNeeds([])).toEqual([]);
  });
});
