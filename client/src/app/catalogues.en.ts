import { alertsEn } from '../features/alerts/alerts.en.ts';
import { capacityEn } from '../features/capacity/capacity.en.ts';
import { channelsEn } from '../features/channels/channels.en.ts';
import { composerEn } from '../features/composer/composer.en.ts';
import { conversationEn } from '../features/conversation/conversation.en.ts';
import { customerEn } from '../features/customer/customer.en.ts';
import { handOverEn } from '../features/hand-over/hand-over.en.ts';
import { inboxEn } from '../features/inbox/inbox.en.ts';
import { noticesEn } from '../features/notices/notices.en.ts';
import { policiesEn } from '../features/rules/policies/policies.en.ts';
import { reportsEn } from '../features/reports/reports.en.ts';
import { rulesEn } from '../features/rules/rules.en.ts';
import { scheduleEn } from '../features/team/schedule.en.ts';
import { sessionEn } from '../features/session/session.en.ts';
import { organisationEn } from '../features/settings/organisation/organisation.en.ts';
import { calendarsEn } from '../features/settings/calendars/calendars.en.ts';
import { profileEn } from '../features/settings/profile/profile.en.ts';
import { settingsEn } from '../features/settings/settings.en.ts';
import { slaDashboardEn } from '../features/sla-dashboard/sla-dashboard.en.ts';
import { teamBoardEn } from '../features/team-board/team-board.en.ts';
import { teamEn } from '../features/team/team.en.ts';
import { wallEn } from '../features/wall/wall.en.ts';
import { commonEn } from '../lib/common.en.ts';
import type { Words } from '../lib/i18n.ts';
import { appEn } from './app.en.ts';
import type { Catalogues } from './catalogues.de.ts';

/** Every feature's English words. */
export const cataloguesEn: Words<Catalogues> = {
  app: appEn,
  calendars: calendarsEn,
  alerts: alertsEn,
  capacity: capacityEn,
  channels: channelsEn,
  common: commonEn,
  composer: composerEn,
  conversation: conversationEn,
  customer: customerEn,
  handOver: handOverEn,
  inbox: inboxEn,
  organisation: organisationEn,
  profile: profileEn,
  notices: noticesEn,
  policies: policiesEn,
  reports: reportsEn,
  rules: rulesEn,
  schedule: scheduleEn,
  session: sessionEn,
  settings: settingsEn,
  slaDashboard: slaDashboardEn,
  team: teamEn,
  teamBoard: teamBoardEn,
  wall: wallEn,
};
