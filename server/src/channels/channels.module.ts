import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { ChannelConnectorsService } from './channel-connectors.service.ts';
import { ChannelEntity } from './channel.entity.ts';
import { ChannelsController } from './channels.controller.ts';
import { ChannelsRepository } from './channels.repository.ts';
import { ChannelsService } from './channels.service.ts';
import { ConnectChannelService } from './connect-channel.service.ts';
import { PollLeasesRepository } from './poll-leases.repository.ts';
import { PollLeasesService } from './poll-leases.service.ts';

/**
 * Owns channel: the connected accounts, their sealed credentials, how far each has been read and how it is.
 * Emits channel.changed.
 */
@Module({
  imports: [TypeOrmModule.forFeature([ChannelEntity]), ConnectorsModule, AgentsModule],
  controllers: [ChannelsController],
  providers: [
    ChannelsRepository,
    PollLeasesRepository,
    PollLeasesService,
    ChannelConnectorsService,
    ChannelsService,
    ConnectChannelService,
  ],
  exports: [ChannelsService, ConnectChannelService, PollLeasesService],
})
export class ChannelsModule {}
