import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { InboxModule } from '../inbox/inbox.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { ChannelTroubleEntity } from './channel-trouble.entity.ts';
import { DisplayTokenEntity } from './display-token.entity.ts';
import { DisplaysController } from './displays.controller.ts';
import { DisplaysRepository } from './displays.repository.ts';
import { DisplaysService } from './displays.service.ts';
import { KeepTallyProcessor } from './keep-tally.processor.ts';
import { KeepTallyService } from './keep-tally.service.ts';
import { LiveBehindRepository } from './live-behind.repository.ts';
import { LiveBehindService } from './live-behind.service.ts';
import { LiveDayRepository } from './live-day.repository.ts';
import { LivePastService } from './live-past.service.ts';
import { LiveReportRepository } from './live-report.repository.ts';
import { LiveReportService } from './live-report.service.ts';
import { OpenTallyEntity } from './open-tally.entity.ts';
import { OpenTallyRepository } from './open-tally.repository.ts';
import { ReportsController } from './reports.controller.ts';
import { TeamBoardController } from './team-board.controller.ts';
import { TeamBoardRepository } from './team-board.repository.ts';
import { TeamBoardService } from './team-board.service.ts';
import { WallController } from './wall.controller.ts';
import { WallService } from './wall.service.ts';

/**
 * For leads and administrators: figures by team and never by person, and the team as it is at this moment. Reads any
 * table, owns the links of screens on walls alone, emits nothing; that they are out of date is pushed by `inbox`.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([ChannelTroubleEntity, DisplayTokenEntity, OpenTallyEntity]),
    AgentsModule,
    ChannelsModule,
    InboxModule,
    OrganisationModule,
  ],
  controllers: [DisplaysController, ReportsController, TeamBoardController, WallController],
  providers: [
    DisplaysRepository,
    DisplaysService,
    KeepTallyProcessor,
    KeepTallyService,
    LiveBehindRepository,
    LiveBehindService,
    LiveDayRepository,
    LivePastService,
    LiveReportRepository,
    LiveReportService,
    OpenTallyRepository,
    TeamBoardRepository,
    TeamBoardService,
    WallService,
  ],
})
export class ReportsModule {}
