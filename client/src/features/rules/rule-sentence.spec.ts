import { beforeAll, describe, expect, it, test } from '@jest/globals';
import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import i18next from 'i18next';
import { startI18n } from '../../lib/i18n.ts';
import { ruleSentence, type RuleNames } from './rule-sentence.ts';
import { rulesDe } from './rules.de.ts';
import { rulesEn } from './rules.en.ts';

const catalogues = (locale: string) => Promise.resolve({ rules: locale === 'de' ? rulesDe : rulesEn });

const known = (names: Record<string, string>) => (id: string) => names[id];
const names = (locale: string): RuleNames => ({
  channel: known({ c1: 'Störungsmelder', c2: 'Hilfe' }),
  network: known({ play: 'Google Play', mastodon: 'Mastodon' }),
  team: known({ app: 'App' }),
  skill: known({ bill: 'Abrechnung' }),
  agent: known({ jana: 'Jana Krüger' }),
  policy: known({ fast: 'Eilig' }),
  language: (tag) => new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag,
});

const badReview: RuleCondition[] = [
  { field: 'network', anyOf: ['play'] },
  { field: 'rating', from: 1, to: 2 },
  { field: 'kind', anyOf: ['review'] },
];

type Case = [RuleCondition[], RuleAction[], when: string, does: string];

const german: Case[] = [
  [
    badReview,
    [
      { do: 'team', teamId: 'app' },
      { do: 'priority', priority: 'high' },
      { do: 'skill', skillId: 'bill', minLevel: 1 },
    ],
    'Bewertung mit einem oder zwei Sternen auf Google Play',
    'Team App, Priorität hoch, Fähigkeit Abrechnung',
  ],
  [[], [], 'Jeder Post', 'bleibt, wie er ist'],
  [[{ field: 'rating', from: 1, to: 1 }], [{ do: 'tag', tag: 'Store' }], 'Post mit einem Stern', 'Tag Store'],
  [
    [
      { field: 'words', anyOf: ['stör*', 'kein Netz'] },
      { field: 'words', anyOf: ['Kassel'] },
      { field: 'kind', anyOf: ['mention', 'comment'] },
    ],
    [{ do: 'doNotRoute' }],
    'Erwähnung oder Kommentar mit „stör…“ oder „kein Netz“ und mit „Kassel“',
    'niemandem zuteilen',
  ],
  [
    [
      { field: 'kind', anyOf: ['review'], not: true },
      { field: 'language', anyOf: ['tr'] },
      { field: 'contact', is: 'first' },
      { field: 'time', weekdays: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' },
    ],
    [
      { do: 'skill', skillId: 'bill', minLevel: 2 },
      { do: 'slaPolicy', policyId: 'fast' },
      { do: 'assign', agentId: 'jana' },
    ],
    'Post, keine Bewertung, auf Türkisch beim ersten Kontakt Mo–Fr 22:00 bis 06:00',
    'Fähigkeit Abrechnung ab Stufe 2, Ziel Eilig, an Jana Krüger',
  ],
  [
    [
      { field: 'visibility', anyOf: ['private'] },
      { field: 'author', anyOf: ['petra'], not: true },
      { field: 'tags', anyOf: ['Störung'] },
      { field: 'time', weekdays: [6, 7], from: '00:00', to: '24:00', not: true },
    ],
    [],
    'Post, privat, mit Tag „Störung“ nicht von petra außer Sa, So ganztags',
    'bleibt, wie er ist',
  ],
  [
    [{ field: 'channel', anyOf: ['c1', 'gone'] }],
    [
      { do: 'team', teamId: 'gone' },
      { do: 'assign', agentId: 'gone' },
    ],
    'Post auf Störungsmelder oder gelöschter Kanal',
    'gelöschtes Team, jemand, der nicht mehr dabei ist',
  ],
];

const english: Case[] = [
  [
    badReview,
    [
      { do: 'team', teamId: 'app' },
      { do: 'priority', priority: 'high' },
      { do: 'skill', skillId: 'bill', minLevel: 3 },
    ],
    'Review with one or two stars on Google Play',
    'team App, priority high, skill Abrechnung from level 3',
  ],
  [[], [{ do: 'doNotRoute' }], 'Every post', 'give to nobody'],
  [
    [{ field: 'kind', anyOf: ['mention', 'comment'] }],
    [{ do: 'doNotRoute' }],
    'Mention or comment',
    'give to nobody',
  ],
  [
    [
      { field: 'language', anyOf: ['tr', 'uk'], not: true },
      { field: 'time', weekdays: [1, 3, 4, 5, 6, 7], from: '08:00', to: '08:00' },
    ],
    [{ do: 'priority', priority: 'urgent' }],
    'Post not in Turkish or Ukrainian Mon, Wed–Sun 08:00 to 08:00',
    'priority very high',
  ],
];

describe('in German', () => {
  beforeAll(() => startI18n('de', catalogues));
  test.each(german)('%j, %j', (conditions, actions, when, does) => {
    const sentence = ruleSentence(
      { conditions, actions },
      { t: i18next.t, locale: 'de', names: names('de') },
    );
    expect(sentence).toEqual({ when, does });
  });
});

describe('in English', () => {
  beforeAll(() => startI18n('en', catalogues));
  test.each(english)('%j, %j', (conditions, actions, when, does) => {
    const sentence = ruleSentence(
      { conditions, actions },
      { t: i18next.t, locale: 'en', names: names('en') },
    );
    expect(sentence).toEqual({ when, does });
  });

  it('says every weekday as daily', () => {
    const conditions: RuleCondition[] = [
      { field: 'time', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' },
    ];
    expect(
      ruleSentence({ conditions, actions: [] }, { t: i18next.t, locale: 'en', names: names('en') }).when,
    ).toBe('Post daily all day');
  });
});
