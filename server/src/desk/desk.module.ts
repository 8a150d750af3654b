import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.ts';
import { ContactsModule } from '../contacts/contacts.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { RoutingModule } from '../routing/routing.module.ts';
import { SlaModule } from '../sla/sla.module.ts';
import { AbsentPeopleListeners } from './absent-people.listeners.ts';
import { AbsentPeopleService } from './absent-people.service.ts';
import { AnsweredHandOversService } from './answered-hand-overs.service.ts';
import { BulkChangeController } from './bulk-change.controller.ts';
import { BulkChangeEntity } from './bulk-change.entity.ts';
import { BulkChangeService } from './bulk-change.service.ts';
import { BulkChangesRepository } from './bulk-changes.repository.ts';
import { BulkUndoService } from './bulk-undo.service.ts';
import { ColleaguesService } from './colleagues.service.ts';
import { ConversationFollowerEntity } from './conversation-follower.entity.ts';
import { DeskController } from './desk.controller.ts';
import { DeskService } from './desk.service.ts';
import { FollowersController } from './followers.controller.ts';
import { FollowersRepository } from './followers.repository.ts';
import { FollowersService } from './followers.service.ts';
import { HandOverAbsentProcessor } from './hand-over-absent.processor.ts';
import { HandOverCardsService } from './hand-over-cards.service.ts';
import { HandOverController } from './hand-over.controller.ts';
import { HandOverEntity } from './hand-over.entity.ts';
import { HandOverLeaversService } from './hand-over-leavers.service.ts';
import { HandOverManyService } from './hand-over-many.service.ts';
import { HandOverService } from './hand-over.service.ts';
import { HandOverStepsService } from './hand-over-steps.service.ts';
import { HandOversRepository } from './hand-overs.repository.ts';
import { MuteAuthorService } from './mute-author.service.ts';
import { NoAnswerService } from './no-answer.service.ts';
import { NotesService } from './notes.service.ts';
import { SuggestColleaguesService } from './suggest-colleagues.service.ts';
import { SummariesService } from './summaries.service.ts';
import { TakeBackClosingService } from './take-back-closing.service.ts';
import { UndoHandOverService } from './undo-hand-over.service.ts';
import { WakeSnoozedProcessor } from './wake-snoozed.processor.ts';
import { WakeSnoozedService } from './wake-snoozed.service.ts';

/**
 * What people do to a conversation, or to many: claim, hand over, snooze, close, tag, note, follow, mark as spam; and what
 * becomes of it when who had it is not there. Opens the transactions and calls the steps of conversations, routing and sla.
 * Owns hand_over, bulk_change and conversation_follower; emits conversation.handedOver.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([HandOverEntity, BulkChangeEntity, ConversationFollowerEntity]),
    OrganisationModule,
    AgentsModule,
    ContactsModule,
    ConversationsModule,
    RoutingModule,
    SlaModule,
  ],
  // Before the routes with an id, which would take `bulk` for one.
  controllers: [BulkChangeController, HandOverController, FollowersController, DeskController],
  providers: [
    AbsentPeopleListeners,
    AbsentPeopleService,
    AnsweredHandOversService,
    BulkChangeService,
    BulkChangesRepository,
    BulkUndoService,
    ColleaguesService,
    DeskService,
    FollowersRepository,
    FollowersService,
    HandOverAbsentProcessor,
    HandOverCardsService,
    HandOverLeaversService,
    HandOverManyService,
    HandOverService,
    HandOverStepsService,
    HandOversRepository,
    MuteAuthorService,
    NoAnswerService,
    NotesService,
    SuggestColleaguesService,
    SummariesService,
    TakeBackClosingService,
    UndoHandOverService,
    WakeSnoozedProcessor,
    WakeSnoozedService,
  ],
  exports: [DeskService, FollowersService, HandOverCardsService],
})
export class DeskModule {}
