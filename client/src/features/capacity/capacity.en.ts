import type { Words } from '../../lib/i18n.ts';
import type { capacityDe } from './capacity.de.ts';

export const capacityEn: Words<typeof capacityDe> = {
  title: 'Staffing',
  back: 'Reports',
  failed: 'The staffing can’t be worked out right now',
  forbidden: 'The staffing of a team is for team leads',
  noTeam: 'You don’t lead a team',
  team: 'Team',
  weeks: { label: 'What came in the last', '4': '4 weeks', '8': '8 weeks', '13': '13 weeks' },
  handling: 'Minutes per request',
  target: 'Waits at most (minutes)',
  goal: 'Goal in percent',
  breaks: 'Breaks in percent',
  week: {
    label: 'Week',
    of: 'Week of {{day}}',
    previous: 'Week before',
    next: 'Week after',
  },
  basis_one: 'Worked out from {{turns}} requests of {{count}} week ({{from}} to {{to}}).',
  basis_other: 'Worked out from {{turns}} requests of {{count}} weeks ({{from}} to {{to}}).',
  few: {
    title: 'Too little yet for a plan',
    text: 'So far there are {{turns}} requests in {{weeks}} full weeks. It takes {{leastTurns}} requests over {{leastWeeks}} weeks to plan from; before that it would be a guess.',
  },
  gaps: {
    title: 'Where people are missing',
    none: 'Enough people are planned in every hour of this week.',
    noShifts: 'No shift of this week is planned yet.',
    span: '{{from}} to {{to}}',
    short_one: 'up to {{count}} person short',
    short_other: 'up to {{count}} people short',
    show: 'Show {{day}}',
  },
  chart: {
    title: 'Needed and planned',
    day: 'Day',
    needed: 'needed',
    short: 'needed, too few planned',
    planned: 'planned',
    hour: 'Hour',
    arrivals: 'Requests',
    difference: 'Difference',
    words: '{{day}}, {{hour}} to {{end}}: {{arrivals}} requests, {{needed}} needed, {{planned}} planned',
  },
  how: {
    title: 'How this is worked out',
    turns:
      'A request is what somebody writes until we answer; a recognised thank-you doesn’t count. Each hour stands for the average of the same hour on the same weekday; where fewer than one comes in four weeks it takes nobody.',
    erlang:
      'How many people an hour takes comes from Erlang’s formula (Erlang C): enough to answer the aimed-at share of requests within the target. The share for breaks is added.',
    handling:
      'Nobody measures how long a request takes here: you estimate the minutes. What’s needed says nothing about individuals.',
    planned: 'Planned are the people with a shift in this team, without those who are absent.',
  },
};
