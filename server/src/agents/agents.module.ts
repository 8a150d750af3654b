import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MediaModule } from '../media/media.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { SessionAuthenticator } from '../platform/realtime/session-authenticator.ts';
import { AbsenceEntity } from './absence.entity.ts';
import { AbsencesRepository } from './absences.repository.ts';
import { AbsencesService } from './absences.service.ts';
import { AgentEntity } from './agent.entity.ts';
import { AgentLanguageEntity } from './agent-language.entity.ts';
import { AgentSkillEntity } from './agent-skill.entity.ts';
import { AgentsController } from './agents.controller.ts';
import { AgentsRepository } from './agents.repository.ts';
import { AgentsService } from './agents.service.ts';
import { ApiTokenEntity } from './api-token.entity.ts';
import { ApiTokensController } from './api-tokens.controller.ts';
import { ApiTokensRepository } from './api-tokens.repository.ts';
import { ApiTokensService } from './api-tokens.service.ts';
import { AvailabilityController } from './availability.controller.ts';
import { AvailabilityRepository } from './availability.repository.ts';
import { AvailabilityService } from './availability.service.ts';
import { CookieSessionAuthenticator } from './cookie-session-authenticator.ts';
import { ConsentService } from './consent.service.ts';
import { ConsentsController } from './consents.controller.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { EndSessionsService } from './end-sessions.service.ts';
import { EndedScreensService } from './ended-screens.service.ts';
import { FaceConsentEntity } from './face-consent.entity.ts';
import { FaceEntity } from './face.entity.ts';
import { FacePlaces } from './face-places.ts';
import { FaceRemovalEntity } from './face-removal.entity.ts';
import { FacesController } from './faces.controller.ts';
import { FacesRepository } from './faces.repository.ts';
import { FacesService } from './faces.service.ts';
import { KeepAvailabilityProcessor } from './keep-availability.processor.ts';
import { LedPeople } from './led-people.ts';
import { KnownPeopleRepository } from './known-people.repository.ts';
import { KnownPeopleService } from './known-people.service.ts';
import { ManageAgentsService } from './manage-agents.service.ts';
import { MeController } from './me.controller.ts';
import { PasswordResetEntity } from './password-reset.entity.ts';
import { PasswordResetsRepository } from './password-resets.repository.ts';
import { PasswordsService } from './passwords.service.ts';
import { RouteAccess } from './route-access.ts';
import { SessionController } from './session.controller.ts';
import { SessionEntity } from './session.entity.ts';
import { SessionGuard } from './session.guard.ts';
import { SessionsRepository } from './sessions.repository.ts';
import { SessionsService } from './sessions.service.ts';
import { SetUpController } from './set-up.controller.ts';
import { SetUpService } from './set-up.service.ts';
import { ShiftEntity } from './shift.entity.ts';
import { ScreenWatchService } from './screen-watch.service.ts';
import { ShiftsController } from './shifts.controller.ts';
import { ShiftsService } from './shifts.service.ts';
import { SkillRules } from './skill-rules.ts';
import { SkillsController } from './skills.controller.ts';
import { SkillsService } from './skills.service.ts';
import { ShiftsRepository } from './shifts.repository.ts';
import { SkillEntity } from './skill.entity.ts';
import { SkillsRepository } from './skills.repository.ts';
import { SignInFailureEntity } from './sign-in-failure.entity.ts';
import { SignInFailuresRepository } from './sign-in-failures.repository.ts';
import { SignInLimitService } from './sign-in-limit.service.ts';
import { SignInService } from './sign-in.service.ts';
import { TeamMemberEntity } from './team-member.entity.ts';
import { TeamEntity } from './team.entity.ts';
import { TeamsController } from './teams.controller.ts';
import { TeamsRepository } from './teams.repository.ts';
import { TeamsService } from './teams.service.ts';
import { Workloads } from './workloads.ts';

/**
 * Owns people, teams, skills, shifts and absences, how available people are, faces, sessions, API tokens and password links, and the guard of every route.
 * Emits `agent.changed`, `agent.availabilityChanged`, `agent.scheduleChanged` and `team.changed`.
 * Global because the sockets of the platform ask its `SessionAuthenticator` who connects.
 */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    OrganisationModule,
    MediaModule,
    TypeOrmModule.forFeature([AgentEntity, TeamEntity, TeamMemberEntity, FaceEntity]),
    TypeOrmModule.forFeature([FaceConsentEntity, FaceRemovalEntity]),
    TypeOrmModule.forFeature([
      SkillEntity,
      AgentSkillEntity,
      AgentLanguageEntity,
      ShiftEntity,
      AbsenceEntity,
    ]),
    TypeOrmModule.forFeature([SessionEntity, ApiTokenEntity, PasswordResetEntity, SignInFailureEntity]),
  ],
  controllers: [
    SessionController,
    MeController,
    ApiTokensController,
    AgentsController,
    TeamsController,
    SkillsController,
    ShiftsController,
    AvailabilityController,
    FacesController,
    ConsentsController,
    SetUpController,
  ],
  providers: [
    { provide: SessionAuthenticator, useClass: CookieSessionAuthenticator },
    { provide: APP_GUARD, useClass: SessionGuard },
    AgentsRepository,
    AgentsService,
    ManageAgentsService,
    KnownPeopleRepository,
    KnownPeopleService,
    SkillsRepository,
    SkillsService,
    SkillRules,
    LedPeople,
    ShiftsRepository,
    ShiftsService,
    AbsencesRepository,
    AbsencesService,
    AvailabilityRepository,
    AvailabilityService,
    KeepAvailabilityProcessor,
    ScreenWatchService,
    TeamsRepository,
    TeamsService,
    Workloads,
    SessionsRepository,
    SessionsService,
    EndSessionsService,
    EndedScreensService,
    SignInFailuresRepository,
    SignInLimitService,
    SignInService,
    ApiTokensRepository,
    ApiTokensService,
    PasswordResetsRepository,
    PasswordsService,
    SetUpService,
    RouteAccess,
    FacesRepository,
    FacesService,
    FacePlaces,
    ConsentsRepository,
    ConsentService,
  ],
  exports: [
    SessionAuthenticator,
    AgentsService,
    KnownPeopleService,
    ManageAgentsService,
    TeamsService,
    FacesService,
    ConsentService,
    FacePlaces,
    Workloads,
    AvailabilityService,
    ShiftsService,
    AbsencesService,
    SkillsService,
    SkillRules,
  ],
})
export class AgentsModule {}
