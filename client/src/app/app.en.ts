import type { Words } from '../lib/i18n.ts';
import type { appDe } from './app.de.ts';

export const appEn: Words<typeof appDe> = {
  skip: 'Skip to content',
  notFound: { title: 'There’s no such page', text: 'The link may be old.', home: 'Go to the inbox' },
  broken: 'This page can’t be shown right now',
  areas: {
    label: 'Areas',
    inbox: 'Inbox',
    live: 'SLA live',
    reports: 'Reports',
    teams: 'Who’s here',
    settings: 'Settings',
  },
  tabs: { inbox: 'Inbox', due: 'Due', search: 'Search' },
  help: {
    title: 'Keyboard shortcuts',
    show: 'This help',
    lettersOff: 'Single letters are switched off in your profile.',
    group: { move: 'Moving', conversation: 'Conversation', reply: 'Reply', everywhere: 'Everywhere' },
  },
  palette: {
    title: 'Commands',
    placeholder: 'Search or jump',
    open: 'Search, jump',
    actions: 'Actions',
    people: 'People on the team',
    conversations: 'Conversations',
    nothing: 'Nothing found for “{{term}}”',
    free_one: '{{count}} free',
    free_other: '{{count}} free',
    full: 'full',
    choose: 'choose',
    enter: 'open',
    peopleOnly: 'people',
    searchFor: 'Search conversations: “{{term}}”',
  },
  go: { live: 'SLA live', reports: 'Reports', teams: 'Who’s here', settings: 'Settings' },
};
