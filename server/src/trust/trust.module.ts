import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { CheckPageController } from './check-page.controller.ts';
import { FacePlacesRepository } from './face-places.repository.ts';
import { publicPageLimits } from './public-page-limit.ts';
import { TeamPageController } from './team-page.controller.ts';
import { TeamPageRepository } from './team-page.repository.ts';
import { TeamPageService } from './team-page.service.ts';
import { TrustRepository } from './trust.repository.ts';
import { TrustService } from './trust.service.ts';

/**
 * What customers may know without a login: whether a reply is ours, who wrote it, and who answers here.
 * Owns no table, emits nothing; reads replies, agents and the organisation.
 */
@Module({
  imports: [AgentsModule, ConnectorsModule],
  controllers: [CheckPageController, TeamPageController],
  providers: [TrustService, TrustRepository, FacePlacesRepository, TeamPageService, TeamPageRepository],
})
export class TrustModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(...publicPageLimits()).forRoutes(CheckPageController);
    consumer.apply(...publicPageLimits()).forRoutes(TeamPageController);
  }
}
