import type { Words } from '../../lib/i18n.ts';
import type { slaDashboardDe } from './sla-dashboard.de.ts';

export const slaDashboardEn: Words<typeof slaDashboardDe> = {
  title: 'SLA live',
  updated: 'As of {{time}}',
  sentence: {
    nobody: 'Nobody’s waiting for us right now.',
    waiting_one: 'One person is waiting for us',
    waiting_other: '{{count}} are waiting for us',
    longest: 'the longest for {{span}}',
    over_one: 'one answer is late',
    over_other: '{{count}} answers are late',
    soon_one: 'one is due soon',
    soon_other: '{{count}} are due soon',
    calm: 'all in time',
  },
  teams: {
    title: 'By team',
    note: 'by team, not by person',
    alphabetical: 'alphabetical',
    team: 'Team',
    available: 'Here',
    waiting: 'Waiting',
    longest: 'Longest',
    unassigned: 'With nobody',
    soon: 'Due soon',
    over: 'Late',
    none: 'nobody',
  },
  due: { title: 'Due next', empty: 'Nothing’s due right now.' },
  failed: 'The figures can’t be loaded right now',
  forbidden: 'This page is for team leads',
};
