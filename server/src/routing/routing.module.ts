import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ClassifyService } from './classify.service.ts';
import { DecisionsController } from './decisions.controller.ts';
import { DecisionsRepository } from './decisions.repository.ts';
import { DecisionsService } from './decisions.service.ts';
import { KeepPlacesProcessor } from './keep-places.processor.ts';
import { KeepPlacesService } from './keep-places.service.ts';
import { PickUpsService } from './pick-ups.service.ts';
import { PlaceService } from './place.service.ts';
import { PlacementRepository } from './placement.repository.ts';
import { ReleasesService } from './releases.service.ts';
import { RoutingDecisionEntity } from './routing-decision.entity.ts';
import { RoutingReleaseEntity } from './routing-release.entity.ts';
import { RoutingShieldEntity } from './routing-shield.entity.ts';
import { RoutingListeners } from './routing.listeners.ts';
import { ShieldsController } from './shields.controller.ts';
import { ShieldsRepository } from './shields.repository.ts';
import { ShieldsService } from './shields.service.ts';
import { StuckLinesService } from './stuck-lines.service.ts';
import { TeamPeopleService } from './team-people.service.ts';

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
  controllers: [DecisionsController, ShieldsController],
  providers: [
    ClassifyService,
    DecisionsRepository,
    DecisionsService,
    KeepPlacesProcessor,
    KeepPlacesService,
    PickUpsService,
    PlaceService,
    PlacementRepository,
    ReleasesService,
    RoutingListeners,
    ShieldsRepository,
    ShieldsService,
    StuckLinesService,
    TeamPeopleService,
  ],
  exports: [ClassifyService, PickUpsService, PlaceService, ReleasesService],
})
export class RoutingModule {}
