import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { CheckPageController } from './check-page.controller.ts';
import { publicPageLimits } from './public-page-limit.ts';
import { TrustRepository } from './trust.repository.ts';
import { TrustService } from './trust.service.ts';

/**
 * What customers may know without a login: whether a reply is ours, and who wrote it.
 * Owns no table, emits nothing; reads replies, agents and the organisation.
 */
@Module({
  imports: [AgentsModule, ConnectorsModule],
  controllers: [CheckPageController],
  providers: [TrustService, TrustRepository],
})
export class TrustModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(...publicPageLimits()).forRoutes(CheckPageController);
  }
}
