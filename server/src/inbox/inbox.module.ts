import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ConversationDetailRepository } from './conversation-detail.repository.ts';
import { ConversationItemsRepository } from './conversation-items.repository.ts';
import { ConversationListRepository } from './conversation-list.repository.ts';
import { CountsRepository } from './counts.repository.ts';
import { InboxController } from './inbox.controller.ts';
import { InboxService } from './inbox.service.ts';
import { VisibleTeamsRepository } from './visible-teams.repository.ts';

/**
 * What screens see: lists, counts and conversations over HTTP, and pushes of whatever changes. Reads any table and owns
 * none. Emits nothing.
 */
@Module({
  imports: [AgentsModule, ChannelsModule, ConnectorsModule, ConversationsModule],
  controllers: [InboxController],
  providers: [
    ConversationDetailRepository,
    ConversationItemsRepository,
    ConversationListRepository,
    CountsRepository,
    InboxService,
    VisibleTeamsRepository,
  ],
})
export class InboxModule {}
