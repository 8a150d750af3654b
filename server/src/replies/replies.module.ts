import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { RoutingModule } from '../routing/routing.module.ts';
import { SlaModule } from '../sla/sla.module.ts';
import { ChangeReplyService } from './change-reply.service.ts';
import { ClosedBehindService } from './closed-behind.service.ts';
import { ComposeReplyService } from './compose-reply.service.ts';
import { DeliverReplyProcessor } from './deliver-reply.processor.ts';
import { DeliveryPauseEntity } from './delivery-pause.entity.ts';
import { DeliveryRecordService } from './delivery-record.service.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { DeliveryService } from './delivery.service.ts';
import { DraftsController } from './drafts.controller.ts';
import { DraftsRepository } from './drafts.repository.ts';
import { DraftsService } from './drafts.service.ts';
import { OutboundReplyService } from './outbound-reply.service.ts';
import { OutboxListeners } from './outbox.listeners.ts';
import { OutboxRepository } from './outbox.repository.ts';
import { OutboxWaker } from './outbox-waker.ts';
import { RepliesController } from './replies.controller.ts';
import { ReplyAccessService } from './reply-access.service.ts';
import { ReplyDraftEntity } from './reply-draft.entity.ts';
import { SendReplyService } from './send-reply.service.ts';
import { TextController } from './text.controller.ts';
import { UndoReplyService } from './undo-reply.service.ts';

/**
 * Owns reply_draft, delivery (the outbox) and delivery_pause: what agents type, the rules of sending, and carrying
 * replies to their networks without losing or doubling any. The replies themselves are messages of conversations.
 * Emits nothing of its own. Listens to reply.queued, channel.changed and message.changed.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([ReplyDraftEntity, DeliveryEntity, DeliveryPauseEntity]),
    OrganisationModule,
    MediaModule,
    ConnectorsModule,
    AgentsModule,
    ChannelsModule,
    ConversationsModule,
    RoutingModule,
    SlaModule,
  ],
  controllers: [RepliesController, DraftsController, TextController],
  providers: [
    DraftsRepository,
    DraftsService,
    ReplyAccessService,
    ClosedBehindService,
    ComposeReplyService,
    SendReplyService,
    UndoReplyService,
    ChangeReplyService,
    OutboxRepository,
    OutboxWaker,
    OutboundReplyService,
    DeliveryRecordService,
    DeliveryService,
    OutboxListeners,
    DeliverReplyProcessor,
  ],
  exports: [SendReplyService, DraftsService],
})
export class RepliesModule {}
