import { describe, expect, it, test } from '@jest/globals';
import { compileRules, firstMatch, hashtagsOf, outcomeOf } from './match-rules.ts';
import type { Rule, RuleAction, RuleCondition, RuleSubject } from './rule.ts';

const subjectOf = (given: Partial<RuleSubject> = {}): RuleSubject => ({
  channelId: 'channel-1',
  network: 'webhook',
  kind: 'mention',
  visibility: 'public',
  language: 'de',
  text: 'Seit gestern kein Netz',
  author: { name: 'Petra Sommer', handle: 'petra_s' },
  rating: null,
  tags: [],
  isFirstContact: false,
  localTime: { weekday: 1, minutes: 10 * 60 },
  ...given,
});

const ruleOf = (conditions: RuleCondition[], rest: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  name: 'Regel',
  isActive: true,
  conditions,
  actions: [],
  ...rest,
});

const matches = (condition: RuleCondition, subject: Partial<RuleSubject>) =>
  firstMatch(compileRules([ruleOf([condition])]), subjectOf(subject)) !== null;

describe('a condition', () => {
  test.each<[RuleCondition, Partial<RuleSubject>, boolean]>([
    [{ field: 'channel', anyOf: ['channel-2', 'channel-1'] }, {}, true],
    [{ field: 'channel', anyOf: ['channel-2'] }, {}, false],
    [{ field: 'channel', anyOf: [] }, {}, false],
    [{ field: 'network', anyOf: ['mastodon', 'webhook'] }, {}, true],
    [{ field: 'kind', anyOf: ['review'] }, {}, false],
    [{ field: 'kind', anyOf: ['review'], not: true }, {}, true],
    [{ field: 'visibility', anyOf: ['private'] }, { visibility: 'private' }, true],
    [{ field: 'language', anyOf: ['tr'] }, { language: 'tr-TR' }, true],
    [{ field: 'language', anyOf: ['PT-br'] }, { language: 'pt' }, true],
    [{ field: 'language', anyOf: ['de'] }, { language: null }, false],
    [{ field: 'language', anyOf: ['de'], not: true }, { language: null }, true],
    [{ field: 'rating', from: 1, to: 2 }, { rating: 2 }, true],
    [{ field: 'rating', from: 1, to: 2 }, { rating: 3 }, false],
    [{ field: 'rating', from: 1, to: 2 }, { rating: null }, false],
    [{ field: 'rating', from: 1, to: 2, not: true }, { rating: null }, true],
    [{ field: 'rating', from: 4, to: 2 }, { rating: 3 }, false],
    [{ field: 'tags', anyOf: ['störung'] }, { tags: ['Störung'] }, true],
    [{ field: 'tags', anyOf: ['störung'] }, { tags: ['Entstörung'] }, false],
    [{ field: 'contact', is: 'first' }, { isFirstContact: true }, true],
    [{ field: 'contact', is: 'returning' }, { isFirstContact: true }, false],
    [{ field: 'author', anyOf: ['PETRA_S'] }, {}, true],
    [{ field: 'author', anyOf: ['@petra_s'] }, {}, true],
    [{ field: 'author', anyOf: ['petra  sommer'] }, {}, true],
    [{ field: 'author', anyOf: ['petra'] }, {}, false],
    [{ field: 'author', anyOf: ['ozgur'] }, { author: { name: 'Özgür', handle: null } }, true],
    [{ field: 'author', anyOf: ['@', ''] }, { author: { name: '', handle: null } }, false],
  ])('%j of %j: %p', (condition, subject, expected) => {
    expect(matches(condition, subject)).toBe(expected);
  });
});

describe('words', () => {
  test.each<[string, string, boolean]>([
    ['netz', 'Seit gestern kein NETZ!', true],
    ['netz', 'Netzteil kaputt', false],
    ['netz*', 'Netzteil kaputt', true],
    ['netz*', 'Das Festnetz', false],
    ['kein netz', 'kein Netz', true],
    ['kein netz', 'kein,\n\n Netz', true],
    ['kein netz', 'kein gutes Netz', false],
    ['kein netz*', 'wieder kein Netzempfang', true],
    ['kein netz', 'kein', false],
    ['kein kein netz', 'kein kein kein netz', true],
    ['störung', 'STORUNG', true],
    ['stoerung', 'Störung', false],
    ['strasse', 'in der Straße', true],
    ['STRASSE', 'in der straße', true],
    ['fatura', 'FATURA', true],
    ['ınternet', 'İNTERNET', true],
    ['kapandı', 'Hattım kapandi', true],
    ['خط', 'انقطع خط الإنترنت', true],
    ['الإنترنت', 'انقطع خَطّ الإِنْترنت', true],
    ['קו', 'אין קו מאתמול', true],
    ['קו', 'אין קווים', false],
    ['😡', 'Schon wieder😡😡😡', true],
    ['👍', 'ok 👍🏾', true],
    ['🇹🇷', 'Merhaba 🇹🇷', true],
    ['🇹🇷', 'Hallo 🇩🇪', false],
    ['故障', '网络故障了', true],
    ['故障', '网络很好', false],
    ['ausfall', '#Ausfall in Kassel', true],
    ['e-mail', 'Keine E-Mail bekommen', true],
    ['*', 'irgendwas', false],
    ['***', '***', false],
    ['', '', false],
    ['.*', 'irgendwas', false],
    ['(a+)+$', 'a', true],
    ['[netz]', 'netz', true],
  ])('%p in %p: %p', (pattern, text, expected) => {
    expect(matches({ field: 'words', anyOf: [pattern] }, { text })).toBe(expected);
  });

  it('are found when one of several is there, by each rule for itself', () => {
    const rules = compileRules([
      ruleOf([{ field: 'words', anyOf: ['Router', 'Modem*'] }], { id: 'router' }),
      ruleOf([{ field: 'words', anyOf: ['Rechnung'] }], { id: 'bill' }),
    ]);
    expect(firstMatch(rules, subjectOf({ text: 'Meine Rechnung fürs Modems' }))?.id).toBe('router');
    expect(firstMatch(rules, subjectOf({ text: 'Meine Rechnung' }))?.id).toBe('bill');
    expect(firstMatch(rules, subjectOf({ text: 'Meine Post' }))).toBeNull();
  });

  it.each([
    ['a single word of ten thousand letters', 'a'.repeat(10_000)],
    ['ten thousand accents on a letter', `a${'\u0301'.repeat(10_000)}`],
    ['the beginning of a phrase again and again', 'a '.repeat(5_000)],
    ['hashes', '#'.repeat(10_000)],
    ['letters that decompose into many', '\ufdfa'.repeat(10_000)],
    ['flags', '🇩'.repeat(5_000)],
  ])('reads %s in a moment', (_, text) => {
    const anyOf = Array.from({ length: 50 }, (_unused, at) => `${'a '.repeat(20)}b${at}`);
    const rules = compileRules(
      Array.from({ length: 50 }, (_unused, at) =>
        ruleOf([
          { field: 'words', anyOf: [...anyOf, `${'a'.repeat(at + 1)}b*`] },
          { field: 'tags', anyOf: ['x'] },
        ]),
      ),
    );
    // A second on an idle machine; reading each beginning to its end would take minutes.
    const started = performance.now();
    expect(firstMatch(rules, subjectOf({ text, tags: hashtagsOf(text) }))).toBeNull();
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('time', () => {
  const FRIDAY = 5;
  const late: RuleCondition = { field: 'time', weekdays: [FRIDAY], from: '22:00', to: '06:00' };
  test.each<[RuleCondition, number, string, boolean]>([
    [late, 5, '21:59', false],
    [late, 5, '22:00', true],
    [late, 5, '23:59', true],
    [late, 6, '00:00', true],
    [late, 6, '05:59', true],
    [late, 6, '06:00', false],
    [late, 5, '02:00', false],
    [late, 6, '22:30', false],
    [{ ...late, weekdays: [7] }, 1, '03:00', true],
    [{ field: 'time', weekdays: [1, 2], from: '09:00', to: '17:00' }, 2, '16:59', true],
    [{ field: 'time', weekdays: [1, 2], from: '09:00', to: '17:00' }, 2, '17:00', false],
    [{ field: 'time', weekdays: [6, 7], from: '00:00', to: '24:00' }, 7, '23:59', true],
    [{ field: 'time', weekdays: [6, 7], from: '00:00', to: '24:00' }, 1, '00:00', false],
    [{ field: 'time', weekdays: [3], from: '08:00', to: '08:00' }, 3, '12:00', true],
    [{ field: 'time', weekdays: [3], from: '08:00', to: '08:00' }, 4, '07:59', true],
    [{ field: 'time', weekdays: [3], from: '08:00', to: '08:00' }, 3, '07:59', false],
    [{ field: 'time', weekdays: [], from: '00:00', to: '24:00' }, 3, '07:59', false],
    [{ ...late, not: true }, 5, '22:00', false],
  ])('%j on day %d at %s: %p', (condition, weekday, clock, expected) => {
    const [hours, minutes] = clock.split(':').map(Number);
    const localTime = { weekday, minutes: hours! * 60 + minutes! };
    expect(matches(condition, { localTime })).toBe(expected);
  });
});

describe('a list of rules', () => {
  it('gives way to the first that matches, and all conditions of it must hold', () => {
    const rules = compileRules([
      ruleOf(
        [
          { field: 'kind', anyOf: ['review'] },
          { field: 'rating', from: 1, to: 2 },
        ],
        { id: 'bad' },
      ),
      ruleOf([{ field: 'kind', anyOf: ['review'] }], { id: 'review' }),
      ruleOf([], { id: 'rest' }),
      ruleOf([{ field: 'kind', anyOf: ['comment'] }], { id: 'never' }),
    ]);
    const idOf = (given: Partial<RuleSubject>) => firstMatch(rules, subjectOf(given))?.id;
    expect(idOf({ kind: 'review', rating: 1 })).toBe('bad');
    expect(idOf({ kind: 'review', rating: 4 })).toBe('review');
    expect(idOf({ kind: 'comment' })).toBe('rest');
  });

  it('leaves out what is switched off', () => {
    expect(firstMatch(compileRules([ruleOf([], { isActive: false })]), subjectOf())).toBeNull();
  });

  it('has no answer for anybody when its conditions contradict each other', () => {
    const contradiction = compileRules([
      ruleOf([
        { field: 'language', anyOf: ['de'] },
        { field: 'language', anyOf: ['de'], not: true },
      ]),
    ]);
    for (const language of ['de', 'tr', null])
      expect(firstMatch(contradiction, subjectOf({ language }))).toBeNull();
  });

  it('sorts a hundred thousand posts by fifty rules in seconds', () => {
    const rules = compileRules(
      Array.from({ length: 50 }, (_, at) =>
        ruleOf([
          { field: 'words', anyOf: [`wort${at}`, `anfang${at}*`, `zwei wörter${at}`] },
          { field: 'language', anyOf: ['de'] },
        ]),
      ),
    );
    const texts = Array.from(
      { length: 100 },
      (_, at) => `${'Das Netz ist weg und keiner hilft. '.repeat(4)}${at}`,
    );
    const started = performance.now();
    for (let post = 0; post < 100_000; post += 1) firstMatch(rules, subjectOf({ text: texts[post % 100]! }));
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe('outcomeOf', () => {
  it('is empty without a rule', () => {
    expect(outcomeOf(null)).toEqual({
      teamId: null,
      skills: [],
      priority: null,
      tags: [],
      policyId: null,
      agentId: null,
      doNotRoute: false,
    });
  });

  it('takes the last of what there is one of, and all skills and tags once, the higher level of two', () => {
    const actions: RuleAction[] = [
      { do: 'team', teamId: 'one' },
      { do: 'tag', tag: 'b' },
      { do: 'skill', skillId: 's2', minLevel: 1 },
      { do: 'tag', tag: 'a' },
      { do: 'skill', skillId: 's1', minLevel: 2 },
      { do: 'skill', skillId: 's2', minLevel: 3 },
      { do: 'tag', tag: 'b' },
      { do: 'team', teamId: 'two' },
      { do: 'priority', priority: 'urgent' },
      { do: 'slaPolicy', policyId: 'p' },
      { do: 'assign', agentId: 'a' },
      { do: 'doNotRoute' },
    ];
    const outcome = outcomeOf(ruleOf([], { actions }));
    expect(outcome).toEqual({
      teamId: 'two',
      skills: [
        { skillId: 's1', minLevel: 2 },
        { skillId: 's2', minLevel: 3 },
      ],
      priority: 'urgent',
      tags: ['a', 'b'],
      policyId: 'p',
      agentId: 'a',
      doNotRoute: true,
    });
    expect(outcomeOf({ actions: actions.toReversed() }).tags).toEqual(outcome.tags);
  });
});

test('hashtags are the tags that the author wrote', () => {
  expect(hashtagsOf('Wieder #Störung in #Kassel #Störung, #2')).toEqual(['Störung', 'Kassel', '2']);
  expect(hashtagsOf('nichts # davon')).toEqual([]);
});
