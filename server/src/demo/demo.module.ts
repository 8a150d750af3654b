import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { IntakeModule } from '../intake/intake.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { PlaygroundModule } from '../playground/playground.module.ts';
import { RoutingModule } from '../routing/routing.module.ts';
import { SlaModule } from '../sla/sla.module.ts';
import { DemoAlertsService } from './demo-alerts.service.ts';
import { DemoCalendarsService } from './demo-calendars.service.ts';
import { DemoChannelsService } from './demo-channels.service.ts';
import { DemoHistoryRepository } from './demo-history.repository.ts';
import { DemoHistoryService } from './demo-history.service.ts';
import { DemoPostsService } from './demo-posts.service.ts';
import { DemoReceiverController } from './demo-receiver.controller.ts';
import { DemoReceiver } from './demo-receiver.service.ts';
import { DemoPoliciesService } from './demo-policies.service.ts';
import { DemoRulesService } from './demo-rules.service.ts';
import { DemoScheduleService } from './demo-schedule.service.ts';
import { DemoStoriesService } from './demo-stories.service.ts';
import { DemoTeamService } from './demo-team.service.ts';
import { DemoService } from './demo.service.ts';

/**
 * The demonstration: an invented care team, its channels and its past, told with the steps of all modules to the left.
 * Owns no table, emits nothing of its own, and does nothing outside the demonstration.
 */
@Module({
  imports: [
    OrganisationModule,
    MediaModule,
    PlaygroundModule,
    AgentsModule,
    ChannelsModule,
    ConversationsModule,
    RoutingModule,
    SlaModule,
    IntakeModule,
    NotificationsModule,
  ],
  controllers: [DemoReceiverController],
  providers: [
    DemoService,
    DemoTeamService,
    DemoPoliciesService,
    DemoAlertsService,
    DemoRulesService,
    DemoScheduleService,
    DemoCalendarsService,
    DemoChannelsService,
    DemoHistoryRepository,
    DemoHistoryService,
    DemoReceiver,
    DemoPostsService,
    DemoStoriesService,
  ],
})
export class DemoModule {}
