import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { InboxModule } from '../inbox/inbox.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { LiveBehindRepository } from './live-behind.repository.ts';
import { LiveBehindService } from './live-behind.service.ts';
import { LiveDayRepository } from './live-day.repository.ts';
import { LiveReportRepository } from './live-report.repository.ts';
import { LiveReportService } from './live-report.service.ts';
import { ReportsController } from './reports.controller.ts';
import { TeamBoardController } from './team-board.controller.ts';
import { TeamBoardRepository } from './team-board.repository.ts';
import { TeamBoardService } from './team-board.service.ts';

/**
 * For leads and administrators: figures by team and never by person, and the team as it is at this moment. Reads any
 * table, owns none, emits nothing; that they are out of date is pushed by `inbox`.
 */
@Module({
  imports: [AgentsModule, ChannelsModule, InboxModule, OrganisationModule],
  controllers: [ReportsController, TeamBoardController],
  providers: [
    LiveBehindRepository,
    LiveBehindService,
    LiveDayRepository,
    LiveReportRepository,
    LiveReportService,
    TeamBoardRepository,
    TeamBoardService,
  ],
})
export class ReportsModule {}
