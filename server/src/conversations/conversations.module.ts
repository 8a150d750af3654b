import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ContactsModule } from '../contacts/contacts.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { ClosingsService } from './closings.service.ts';
import { ConversationEventEntity } from './conversation-event.entity.ts';
import { ConversationAccess } from './conversation-access.ts';
import { ConversationStoryRepository } from './conversation-story.repository.ts';
import { ConversationEntity } from './conversation.entity.ts';
import { ConversationsRepository } from './conversations.repository.ts';
import { ConversationsService } from './conversations.service.ts';
import { ConversationsListeners } from './conversations.listeners.ts';
import { InboundMediaService } from './inbound-media.service.ts';
import { InboundRepository } from './inbound.repository.ts';
import { KeptWorkRepository } from './kept-work.repository.ts';
import { KeptWorkService } from './kept-work.service.ts';
import { MessageMediaEntity, MessageMentionEntity, MessageVersionEntity } from './message-parts.entity.ts';
import { MessageEntity } from './message.entity.ts';
import { MessagesRepository } from './messages.repository.ts';
import { MessagesService } from './messages.service.ts';
import { RecentMessagesRepository } from './recent-messages.repository.ts';
import { RecentMessagesService } from './recent-messages.service.ts';
import { RecordInboundService } from './record-inbound.service.ts';
import { RecordReplyRepository } from './record-reply.repository.ts';
import { RecordReplyService } from './record-reply.service.ts';
import { RuleSubjectsRepository } from './rule-subjects.repository.ts';
import { SortArrivalsRepository } from './sort-arrivals.repository.ts';
import { SortArrivalsService } from './sort-arrivals.service.ts';
import { WaitingRepository } from './waiting.repository.ts';
import { WaitingService } from './waiting.service.ts';
import { WrittenRepliesRepository } from './written-replies.repository.ts';

const entities = [
  ConversationEntity,
  ConversationEventEntity,
  MessageEntity,
  MessageVersionEntity,
  MessageMediaEntity,
  MessageMentionEntity,
];

/**
 * Owns conversation, message (inbound, replies in every state, notes), message_version, message_media,
 * message_mention and conversation_event. Only steps: whoever changes a conversation opens the transaction.
 * Emits message.*, note.added, reply.queued, reply.accepted and conversation.*.
 */
@Module({
  imports: [TypeOrmModule.forFeature(entities), MediaModule, AgentsModule, ChannelsModule, ContactsModule],
  providers: [
    ClosingsService,
    ConversationAccess,
    ConversationStoryRepository,
    ConversationsRepository,
    ConversationsService,
    ConversationsListeners,
    InboundMediaService,
    InboundRepository,
    KeptWorkRepository,
    KeptWorkService,
    MessagesRepository,
    MessagesService,
    RecentMessagesRepository,
    RecentMessagesService,
    RecordInboundService,
    RecordReplyRepository,
    RecordReplyService,
    RuleSubjectsRepository,
    SortArrivalsRepository,
    SortArrivalsService,
    WaitingRepository,
    WaitingService,
    WrittenRepliesRepository,
  ],
  exports: [
    ClosingsService,
    ConversationAccess,
    ConversationStoryRepository,
    ConversationsService,
    KeptWorkService,
    MessagesService,
    RecentMessagesService,
    RecordReplyService,
    SortArrivalsService,
    WaitingService,
    WrittenRepliesRepository,
  ],
})
export class ConversationsModule {}
