import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { ClassifyService } from './classify.service.ts';
import { DecisionsController } from './decisions.controller.ts';
import { DecisionsRepository } from './decisions.repository.ts';
import { DecisionsService } from './decisions.service.ts';
import { KeepPlacesProcessor } from './keep-places.processor.ts';
import { KeepPlacesService } from './keep-places.service.ts';
import { PickUpsService } from './pick-ups.service.ts';
import { KnownPolicies } from './known-policies.ts';
import { LiveRulesService } from './live-rules.service.ts';
import { PlaceService } from './place.service.ts';
import { PlacementRepository } from './placement.repository.ts';
import { ReleasesService } from './releases.service.ts';
import { RoutingDecisionEntity } from './routing-decision.entity.ts';
import { RoutingReleaseEntity } from './routing-release.entity.ts';
import { RoutingShieldEntity } from './routing-shield.entity.ts';
import { RoutingRuleEntity, RoutingRuleListEntity } from './routing-rule.entity.ts';
import { RoutingListeners } from './routing.listeners.ts';
import { ShieldsController } from './shields.controller.ts';
import { ShieldsRepository } from './shields.repository.ts';
import { ShieldsService } from './shields.service.ts';
import { StuckLinesService } from './stuck-lines.service.ts';
import { TeamPeopleService } from './team-people.service.ts';
import { RulesController } from './rules.controller.ts';
import { RulesRepository } from './rules.repository.ts';
import { RulesOfSkills } from './rules-of-skills.ts';
import { RulesService } from './rules.service.ts';
import { TrialRunService } from './trial-run.service.ts';

/**
 * Owns routing_rule and routing_rule_list (the rules and their order), routing_decision (why whom), routing_release (who
 * gave what back) and routing_shield (who is kept from whom). `classify` sorts by the rules inside intake; `place`
 * chooses people after commit, woken by facts about conversations, agents and teams, and by time (`keep-places`). Never
 * overrules what a person did.
 * Emits nothing of its own.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([RoutingDecisionEntity, RoutingReleaseEntity, RoutingShieldEntity]),
    TypeOrmModule.forFeature([RoutingRuleEntity, RoutingRuleListEntity]),
    AgentsModule,
    ChannelsModule,
    OrganisationModule,
    ConversationsModule,
  ],
  controllers: [RulesController, DecisionsController, ShieldsController],
  providers: [
    ClassifyService,
    DecisionsRepository,
    DecisionsService,
    KeepPlacesProcessor,
    KeepPlacesService,
    PickUpsService,
    KnownPolicies,
    LiveRulesService,
    RulesRepository,
    RulesOfSkills,
    RulesService,
    TrialRunService,
    PlaceService,
    PlacementRepository,
    ReleasesService,
    RoutingListeners,
    ShieldsRepository,
    ShieldsService,
    StuckLinesService,
    TeamPeopleService,
  ],
  exports: [
    ClassifyService,
    KnownPolicies,
    RulesService,
    PickUpsService,
    PlaceService,
    ReleasesService,
    ShieldsService,
  ],
})
export class RoutingModule {}
