import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ClassifyService } from './classify.service.ts';
import { DecisionsController } from './decisions.controller.ts';
import { DecisionsService } from './decisions.service.ts';
import { PlaceService } from './place.service.ts';
import { PlacementRepository } from './placement.repository.ts';
import { ReleasesService } from './releases.service.ts';
import { RoutingDecisionEntity } from './routing-decision.entity.ts';
import { RoutingReleaseEntity } from './routing-release.entity.ts';
import { RoutingShieldEntity } from './routing-shield.entity.ts';
import { RoutingListeners } from './routing.listeners.ts';

/**
 * Owns routing_decision (why whom) and routing_release (who gave what back). `classify` sorts inside intake; `place`
 * chooses people after commit, woken by facts about conversations and agents. Never overrules what a person did.
 * Emits nothing of its own.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([RoutingDecisionEntity, RoutingReleaseEntity, RoutingShieldEntity]),
    AgentsModule,
    ConversationsModule,
  ],
  controllers: [DecisionsController],
  providers: [
    ClassifyService,
    DecisionsService,
    PlaceService,
    PlacementRepository,
    ReleasesService,
    RoutingListeners,
  ],
  exports: [ClassifyService, PlaceService, ReleasesService],
})
export class RoutingModule {}
