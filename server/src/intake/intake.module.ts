import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { ContactsModule } from '../contacts/contacts.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { RoutingModule } from '../routing/routing.module.ts';
import { SlaModule } from '../sla/sla.module.ts';
import { IntakeService } from './intake.service.ts';
import { PollChannelProcessor } from './poll-channel.processor.ts';
import { PollChannelService } from './poll-channel.service.ts';
import { RawHookEntity } from './raw-hook.entity.ts';
import { RawHooksRepository } from './raw-hooks.repository.ts';
import { ReceiveHookService } from './receive-hook.service.ts';
import { StreamChannelsService } from './stream-channels.service.ts';
import { SweepChannelProcessor } from './sweep-channel.processor.ts';
import { SweepChannelService } from './sweep-channel.service.ts';
import { WebhookController } from './webhook.controller.ts';

/**
 * Owns raw_hook, and the first part of a post's journey: hooks, polls, sweeps and streams in, one transaction each.
 * Emits nothing of its own; the facts come from the steps it calls.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([RawHookEntity]),
    ConnectorsModule,
    ChannelsModule,
    ContactsModule,
    ConversationsModule,
    RoutingModule,
    SlaModule,
  ],
  controllers: [WebhookController],
  providers: [
    IntakeService,
    PollChannelProcessor,
    PollChannelService,
    RawHooksRepository,
    ReceiveHookService,
    StreamChannelsService,
    SweepChannelProcessor,
    SweepChannelService,
  ],
  exports: [IntakeService],
})
export class IntakeModule {}
