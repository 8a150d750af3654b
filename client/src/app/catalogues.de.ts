import { alertsDe } from '../features/alerts/alerts.de.ts';
import { capacityDe } from '../features/capacity/capacity.de.ts';
import { channelsDe } from '../features/channels/channels.de.ts';
import { composerDe } from '../features/composer/composer.de.ts';
import { conversationDe } from '../features/conversation/conversation.de.ts';
import { customerDe } from '../features/customer/customer.de.ts';
import { handOverDe } from '../features/hand-over/hand-over.de.ts';
import { inboxDe } from '../features/inbox/inbox.de.ts';
import { noticesDe } from '../features/notices/notices.de.ts';
import { policiesDe } from '../features/rules/policies/policies.de.ts';
import { reportsDe } from '../features/reports/reports.de.ts';
import { rulesDe } from '../features/rules/rules.de.ts';
import { scheduleDe } from '../features/team/schedule.de.ts';
import { sessionDe } from '../features/session/session.de.ts';
import { organisationDe } from '../features/settings/organisation/organisation.de.ts';
import { calendarsDe } from '../features/settings/calendars/calendars.de.ts';
import { profileDe } from '../features/settings/profile/profile.de.ts';
import { settingsDe } from '../features/settings/settings.de.ts';
import { slaDashboardDe } from '../features/sla-dashboard/sla-dashboard.de.ts';
import { teamBoardDe } from '../features/team-board/team-board.de.ts';
import { teamDe } from '../features/team/team.de.ts';
import { wallDe } from '../features/wall/wall.de.ts';
import { commonDe } from '../lib/common.de.ts';
import { appDe } from './app.de.ts';

/** Every feature's German words, by the feature's name: `t('inbox.empty')`. */
export const cataloguesDe = {
  app: appDe,
  calendars: calendarsDe,
  alerts: alertsDe,
  capacity: capacityDe,
  channels: channelsDe,
  common: commonDe,
  composer: composerDe,
  conversation: conversationDe,
  customer: customerDe,
  handOver: handOverDe,
  inbox: inboxDe,
  organisation: organisationDe,
  profile: profileDe,
  notices: noticesDe,
  policies: policiesDe,
  reports: reportsDe,
  rules: rulesDe,
  schedule: scheduleDe,
  session: sessionDe,
  settings: settingsDe,
  slaDashboard: slaDashboardDe,
  team: teamDe,
  teamBoard: teamBoardDe,
  wall: wallDe,
} as const;

export type Catalogues = typeof cataloguesDe;
