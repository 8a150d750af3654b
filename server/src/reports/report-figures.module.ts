import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { AnnexController } from './annex.controller.ts';
import { AnnexRepository } from './annex.repository.ts';
import { AnnexService } from './annex.service.ts';
import { CapacityController } from './capacity.controller.ts';
import { CapacityRepository } from './capacity.repository.ts';
import { CapacityService } from './capacity.service.ts';
import { FiguresController } from './figures.controller.ts';
import { FiguresRepository } from './figures.repository.ts';
import { FiguresService } from './figures.service.ts';
import { KeepReportsProcessor } from './keep-reports.processor.ts';
import { KeepReportsService } from './keep-reports.service.ts';
import { ReportFactEntity } from './report-fact.entity.ts';
import { ReportFactsRepository } from './report-facts.repository.ts';
import { ReportPersonEntity } from './report-person.entity.ts';
import { ReportRollupEntity } from './report-rollup.entity.ts';
import { ReportStateEntity } from './report-state.entity.ts';
import { ReportStateRepository } from './report-state.repository.ts';
import { RollupsListeners } from './rollups.listeners.ts';
import { RollupsService } from './rollups.service.ts';
import { ReportLookEntity, ReportLookPersonEntity } from './report-look.entity.ts';
import { ReportUnlockEntity } from './report-unlock.entity.ts';
import { SavedReportEntity } from './saved-report.entity.ts';
import { SavedReportsController } from './saved-reports.controller.ts';
import { SavedReportsRepository } from './saved-reports.repository.ts';
import { SavedReportsService } from './saved-reports.service.ts';
import { SendReportsService } from './send-reports.service.ts';
import { UnlocksController } from './unlocks.controller.ts';
import { UnlocksRepository } from './unlocks.repository.ts';
import { UnlocksService } from './unlocks.service.ts';

const entities = [
  ReportFactEntity,
  ReportPersonEntity,
  ReportRollupEntity,
  ReportStateEntity,
  ReportLookEntity,
  ReportLookPersonEntity,
  ReportUnlockEntity,
  SavedReportEntity,
];

/**
 * Figures over a period, read from sums that follow the facts. Owns the sums, what they are made of, and the saved
 * questions; emits nothing.
 */
@Module({
  imports: [TypeOrmModule.forFeature(entities), AgentsModule, NotificationsModule, OrganisationModule],
  controllers: [
    AnnexController,
    CapacityController,
    FiguresController,
    SavedReportsController,
    UnlocksController,
  ],
  providers: [
    AnnexRepository,
    AnnexService,
    CapacityRepository,
    CapacityService,
    FiguresRepository,
    FiguresService,
    KeepReportsProcessor,
    KeepReportsService,
    ReportFactsRepository,
    ReportStateRepository,
    RollupsListeners,
    RollupsService,
    SavedReportsRepository,
    SavedReportsService,
    SendReportsService,
    UnlocksRepository,
    UnlocksService,
  ],
})
export class ReportFiguresModule {}
