import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import type { DemoTeamKey } from './demo-people.ts';
import type { DemoSkillKey } from './demo-schedule.ts';
import type { DemoPlace } from './story.ts';

/** How Brückenfunk's team, skills and channels are called in its rules. */
export interface DemoNames {
  team: (key: DemoTeamKey) => string;
  skill: (key: DemoSkillKey) => string;
  channel: (key: DemoPlace) => string;
}

export interface DemoRule {
  name: string;
  isActive?: boolean;
  conditions: (names: DemoNames) => RuleCondition[];
  actions: (names: DemoNames) => RuleAction[];
}

/** Brückenfunk's rules, in their order, around the one that every house begins with. */
export const demoRules: { before: readonly DemoRule[]; after: readonly DemoRule[] } = {
  before: [
    {
      name: 'Anwalt, Presse, Aufsicht',
      conditions: () => [
        {
          field: 'words',
          anyOf: ['Anwalt*', 'Anwältin', 'Presse', 'Bundesnetzagentur', 'Verbraucherzentrale'],
        },
      ],
      actions: () => [
        { do: 'priority', priority: 'urgent' },
        { do: 'tag', tag: 'Eskalation' },
      ],
    },
    {
      name: 'Wenige Sterne für die App',
      conditions: ({ channel }) => [
        { field: 'kind', anyOf: ['review'] },
        { field: 'rating', from: 1, to: 2 },
        { field: 'channel', anyOf: [channel('reviews')] },
      ],
      actions: ({ team, skill }) => [
        { do: 'team', teamId: team('mobile') },
        { do: 'priority', priority: 'high' },
        { do: 'skill', skillId: skill('app'), minLevel: 1 },
      ],
    },
  ],
  after: [
    {
      name: 'Rechnung',
      conditions: () => [
        { field: 'words', anyOf: ['Rechnung*', 'Abbuchung*', 'Lastschrift*', 'Mahnung*'] },
        { field: 'visibility', anyOf: ['private'] },
      ],
      actions: ({ team, skill }) => [
        { do: 'team', teamId: team('billing') },
        { do: 'skill', skillId: skill('billing'), minLevel: 2 },
        { do: 'tag', tag: 'Rechnung' },
      ],
    },
    {
      name: 'English desk',
      conditions: () => [{ field: 'language', anyOf: ['en'] }],
      actions: ({ team }) => [{ do: 'team', teamId: team('english') }],
    },
    {
      name: 'Viele zugleich: Störung',
      conditions: () => [
        { field: 'words', anyOf: ['Störung*', 'Ausfall*', 'Netzausfall*'] },
        { field: 'kind', anyOf: ['mention', 'comment'] },
        { field: 'contact', is: 'first' },
      ],
      actions: () => [
        { do: 'priority', priority: 'high' },
        { do: 'tag', tag: 'Störung' },
      ],
    },
    {
      name: 'Nachts ohne Eile',
      isActive: false,
      conditions: () => [
        { field: 'time', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' },
        { field: 'visibility', anyOf: ['public'] },
        { field: 'kind', anyOf: ['review'], not: true },
      ],
      actions: () => [{ do: 'priority', priority: 'low' }],
    },
    {
      name: 'Gewinnspiel im Sommer',
      isActive: false,
      conditions: () => [{ field: 'words', anyOf: ['Gewinnspiel*', 'Verlosung*'] }],
      actions: () => [{ do: 'tag', tag: 'Gewinnspiel' }, { do: 'doNotRoute' }],
    },
  ],
};
