import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { InboxModule } from '../inbox/inbox.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { DisplayTokenEntity } from './display-token.entity.ts';
import { DisplaysController } from './displays.controller.ts';
import { DisplaysRepository } from './displays.repository.ts';
import { DisplaysService } from './displays.service.ts';
import { LiveBehindRepository } from './live-behind.repository.ts';
import { LiveBehindService } from './live-behind.service.ts';
import { LiveDayRepository } from './live-day.repository.ts';
import { LiveReportRepository } from './live-report.repository.ts';
import { LiveReportService } from './live-report.service.ts';
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
    TypeOrmModule.forFeature([DisplayTokenEntity]),
    AgentsModule,
    ChannelsModule,
    InboxModule,
    OrganisationModule,
  ],
  controllers: [DisplaysController, ReportsController, TeamBoardController, WallController],
  providers: [
    DisplaysRepository,
    DisplaysService,
    LiveBehindRepository,
    LiveBehindService,
    LiveDayRepository,
    LiveReportRepository,
    LiveReportService,
    TeamBoardRepository,
    TeamBoardService,
    WallService,
  ],
})
export class ReportsModule {}
