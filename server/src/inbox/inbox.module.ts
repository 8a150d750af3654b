import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { DeskModule } from '../desk/desk.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { FactAudience } from '../platform/events/fact-audience.ts';
import { AgentStatesRepository } from './agent-states.repository.ts';
import { ConversationDetailRepository } from './conversation-detail.repository.ts';
import { ConversationItemsRepository } from './conversation-items.repository.ts';
import { ConversationListRepository } from './conversation-list.repository.ts';
import { ConversationPushesService } from './conversation-pushes.service.ts';
import { CountsRepository } from './counts.repository.ts';
import { FigurePushesService } from './figure-pushes.service.ts';
import { GivenHandOversController } from './given-hand-overs.controller.ts';
import { GivenHandOversService } from './given-hand-overs.service.ts';
import { InboxController } from './inbox.controller.ts';
import { InboxAudience, InboxPushes } from './inbox.pushes.ts';
import { InboxService } from './inbox.service.ts';
import { PictureAccessRepository } from './picture-access.repository.ts';
import { PicturesController } from './pictures.controller.ts';
import { PicturesService } from './pictures.service.ts';
import { PresencePushesService } from './presence-pushes.service.ts';
import { PresenceRepository } from './presence.repository.ts';
import { PresenceService } from './presence.service.ts';
import { ScreenRoomsService } from './screen-rooms.service.ts';
import { TouchedRepository } from './touched.repository.ts';
import { VisibleTeamsRepository } from './visible-teams.repository.ts';
import { VisibleTeamsService } from './visible-teams.service.ts';

/**
 * What screens see: lists, counts, conversations and their pictures over HTTP, and pushes of whatever changes. Reads any table and owns
 * none. Emits nothing.
 */
@Module({
  imports: [MediaModule, AgentsModule, ChannelsModule, ConnectorsModule, ConversationsModule, DeskModule],
  controllers: [InboxController, GivenHandOversController, PicturesController],
  providers: [
    { provide: FactAudience, useClass: InboxAudience },
    AgentStatesRepository,
    ConversationDetailRepository,
    ConversationItemsRepository,
    ConversationListRepository,
    ConversationPushesService,
    CountsRepository,
    FigurePushesService,
    GivenHandOversService,
    InboxPushes,
    InboxService,
    PictureAccessRepository,
    PicturesService,
    PresencePushesService,
    PresenceRepository,
    PresenceService,
    ScreenRoomsService,
    TouchedRepository,
    VisibleTeamsRepository,
    VisibleTeamsService,
  ],
  exports: [InboxService, VisibleTeamsService],
})
export class InboxModule {}
