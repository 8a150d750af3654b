import type { Words } from '../../lib/i18n.ts';
import type { capacityDe } from './capacity.de.ts';

export const capacityEn: Words<typeof capacityDe> = {
  title: 'Staffing',
  link: 'Staffing',
  back: 'Reports',
  failed: 'The staffing cannot be worked out right now',
  forbidden: 'The staffing of a team is for team leads',
  noTeam: 'You lead no team',
  team: 'Team',
  weeks: { label: 'What came in the last', '4': '4 weeks', '8': '8 weeks', '13': '13 weeks' },
  handling: 'Minutes per request',
  target: 'Answer within minutes',
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
    text: 'Counted are {{turns}} requests in {{weeks}} full weeks. From {{leastTurns}} requests of {{leastWeeks}} weeks on what comes in becomes a plan; before that it would be a guess.',
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
    asTable: 'As a table',
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
      'A request is what somebody writes until we answer; a recognised thank-you does not count. Each hour stands for the average of the same hour on the same weekday; where less than one comes in four weeks it takes nobody.',
    erlang:
      'How many people an hour takes is told by the formula of Erlang (Erlang C): so many that the share of requests aimed at is answered within the target. The share for breaks is added.',
    handling:
      'Nobody measures how long a request takes here: you estimate the minutes. What is needed says nothing about single people.',
    planned: 'Planned are the people who have a shift in this team, without those who are absent.',
  },
};
