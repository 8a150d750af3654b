import type { MigrationInterface } from 'typeorm';
import { Extensions1795219200000 } from './1795219200000-extensions.ts';
import { DomainEvents1795219201000 } from './1795219201000-domain-events.ts';
import { Organisation1795219210000 } from './1795219210000-organisation.ts';
import { Media1795219220000 } from './1795219220000-media.ts';
import { Playground1795219230000 } from './1795219230000-playground.ts';
import { Agents1795219240000 } from './1795219240000-agents.ts';
import { Channels1795219250000 } from './1795219250000-channels.ts';
import { Contacts1795219260000 } from './1795219260000-contacts.ts';
import { Conversations1795219270000 } from './1795219270000-conversations.ts';
import { Routing1795219280000 } from './1795219280000-routing.ts';
import { DeskVersion1795219281000 } from './1795219281000-desk-version.ts';
import { Sla1795219290000 } from './1795219290000-sla.ts';
import { Intake1795219300000 } from './1795219300000-intake.ts';
import { Replies1795219310000 } from './1795219310000-replies.ts';
import { Inbox1795219320000 } from './1795219320000-inbox.ts';
import { OrganisationFace1795220010000 } from './1795220010000-organisation-face.ts';
import { MediaLogo1795220011000 } from './1795220011000-media-logo.ts';
import { Consent1795220020000 } from './1795220020000-consent.ts';
import { Schedule1795220030000 } from './1795220030000-schedule.ts';
import { ConversationNeeds1795220040000 } from './1795220040000-conversation-needs.ts';
import { RoutingDecisions1795220050000 } from './1795220050000-routing-decisions.ts';
import { HandOver1795220070000 } from './1795220070000-hand-over.ts';
import { DemoWithoutScreens1795220090000 } from './1795220090000-demo-without-screens.ts';
import { Notices1795220080000 } from './1795220080000-notices.ts';
import { RoutingRules1795220060000 } from './1795220060000-routing-rules.ts';
import { Calendars1795230010000 } from './1795230010000-calendars.ts';
import { SlaPolicies1795230020000 } from './1795230020000-sla-policies.ts';
import { SlaReapply1795230021000 } from './1795230021000-sla-reapply.ts';
import { SlaClocks1795230030000 } from './1795230030000-sla-clocks.ts';
import { DueMetrics1795230031000 } from './1795230031000-due-metrics.ts';
import { Alerts1795230040000 } from './1795230040000-alerts.ts';
import { LiveReport1795230060000 } from './1795230060000-live-report.ts';
import { DisplayToken1795230060001 } from './1795230060001-display-token.ts';
import { OnTimeGoal1795230065000 } from './1795230065000-on-time-goal.ts';
import { OpenTally1795230065001 } from './1795230065001-open-tally.ts';
import { ChannelTrouble1795230065002 } from './1795230065002-channel-trouble.ts';
import { AnswersOfPeople1795230066000 } from './1795230066000-answers-of-people.ts';
import { WhoHelped1795230067000 } from './1795230067000-who-helped.ts';
import { ClosingTakenBack1795230068000 } from './1795230068000-closing-taken-back.ts';
import { RebuildByMonth1795230069000 } from './1795230069000-rebuild-by-month.ts';
import { ReportUnlocks1795230055000 } from './1795230055000-report-unlocks.ts';
import { Reports1795230050000 } from './1795230050000-reports.ts';

/** Every migration, in the order of their stamps. A module adds its own here. */
export const migrations: (new () => MigrationInterface)[] = [
  Extensions1795219200000,
  DomainEvents1795219201000,
  Organisation1795219210000,
  Media1795219220000,
  Playground1795219230000,
  Agents1795219240000,
  Channels1795219250000,
  Contacts1795219260000,
  Conversations1795219270000,
  Routing1795219280000,
  DeskVersion1795219281000,
  Sla1795219290000,
  Intake1795219300000,
  Replies1795219310000,
  Inbox1795219320000,
  OrganisationFace1795220010000,
  MediaLogo1795220011000,
  Consent1795220020000,
  Schedule1795220030000,
  ConversationNeeds1795220040000,
  RoutingDecisions1795220050000,
  RoutingRules1795220060000,
  HandOver1795220070000,
  Notices1795220080000,
  DemoWithoutScreens1795220090000,
  Calendars1795230010000,
  SlaPolicies1795230020000,
  SlaReapply1795230021000,
  SlaClocks1795230030000,
  DueMetrics1795230031000,
  Alerts1795230040000,
  Reports1795230050000,
  ReportUnlocks1795230055000,
  LiveReport1795230060000,
  DisplayToken1795230060001,
  OnTimeGoal1795230065000,
  OpenTally1795230065001,
  ChannelTrouble1795230065002,
  AnswersOfPeople1795230066000,
  WhoHelped1795230067000,
  ClosingTakenBack1795230068000,
  RebuildByMonth1795230069000,
];
