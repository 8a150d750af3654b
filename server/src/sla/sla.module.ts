import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { CalendarsController } from './calendars.controller.ts';
import { CalendarsRepository } from './calendars.repository.ts';
import { ManageCalendarsService } from './manage-calendars.service.ts';
import { ManagePoliciesService } from './manage-policies.service.ts';
import { CalendarsService } from './calendars.service.ts';
import { DeadlinesRepository } from './deadlines.repository.ts';
import { DeadlinesService } from './deadlines.service.ts';
import { DeskClocksRepository } from './desk-clocks.repository.ts';
import { EditedMessagesService } from './edited-messages.service.ts';
import { FollowClocksService } from './follow-clocks.service.ts';
import { KeepDeadlinesProcessor } from './keep-deadlines.processor.ts';
import { RoutingModule } from '../routing/routing.module.ts';
import { PolicySource } from './policy-source.ts';
import { PublicHolidays } from './public-holidays.ts';
import { SlaCalendarEntity } from './sla-calendar.entity.ts';
import { SlaListeners } from './sla.listeners.ts';
import { SlaPauseEntity } from './sla-pause.entity.ts';
import { ReapplyController } from './reapply.controller.ts';
import { ReapplyPoliciesProcessor } from './reapply-policies.processor.ts';
import { ReapplyRepository } from './reapply.repository.ts';
import { ReapplyService } from './reapply.service.ts';
import { SlaReapplyEntity } from './sla-reapply.entity.ts';
import { SlaPolicyEntity } from './sla-policy.entity.ts';
import { SlaTargetEntity } from './sla-target.entity.ts';
import { SlaTurnEntity } from './sla-turn.entity.ts';
import { SlaPoliciesController } from './sla-policies.controller.ts';
import { SlaPoliciesRepository } from './sla-policies.repository.ts';
import { SlaPoliciesService } from './sla-policies.service.ts';
import { SlaPreviewController } from './sla-preview.controller.ts';
import { SlaRepository } from './sla.repository.ts';
import { SlaService } from './sla.service.ts';

const entities = [
  SlaCalendarEntity,
  SlaPauseEntity,
  SlaPolicyEntity,
  SlaReapplyEntity,
  SlaTargetEntity,
  SlaTurnEntity,
];

/**
 * Owns sla_policy (what is promised to whom), sla_calendar (when somebody works), sla_target (one row per clock), sla_pause
 * (when it stood still) and sla_turn (what waits for an answer). Offers the steps that start, meet, dismiss, readmit and
 * revive clocks, and answers previews. Emits sla.changed. Listens to message.changed, because a deleted message needs no
 * answer and an edited one may need one, and to what is done to conversations, because pauses, pick-ups and resolutions
 * follow it.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    AgentsModule,
    ChannelsModule,
    ConversationsModule,
    OrganisationModule,
    RoutingModule,
  ],
  controllers: [CalendarsController, SlaPreviewController, ReapplyController, SlaPoliciesController],
  providers: [
    CalendarsRepository,
    CalendarsService,
    DeadlinesRepository,
    DeadlinesService,
    DeskClocksRepository,
    EditedMessagesService,
    FollowClocksService,
    KeepDeadlinesProcessor,
    ManageCalendarsService,
    ManagePoliciesService,
    PolicySource,
    PublicHolidays,
    ReapplyPoliciesProcessor,
    ReapplyRepository,
    ReapplyService,
    SlaListeners,
    SlaPoliciesRepository,
    SlaPoliciesService,
    SlaRepository,
    SlaService,
  ],
  exports: [
    CalendarsService,
    DeadlinesService,
    ManageCalendarsService,
    ManagePoliciesService,
    SlaPoliciesService,
    SlaService,
  ],
})
export class SlaModule {}
