import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/agents.module.ts';
import { ContactsModule } from '../contacts/contacts.module.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { RoutingModule } from '../routing/routing.module.ts';
import { SlaModule } from '../sla/sla.module.ts';
import { ColleaguesService } from './colleagues.service.ts';
import { DeskController } from './desk.controller.ts';
import { DeskService } from './desk.service.ts';
import { MuteAuthorService } from './mute-author.service.ts';
import { NotesService } from './notes.service.ts';
import { ReleaseLeaversService } from './release-leavers.service.ts';
import { WakeSnoozedProcessor } from './wake-snoozed.processor.ts';
import { WakeSnoozedService } from './wake-snoozed.service.ts';

/**
 * What people do to a conversation: claim, hand over, snooze, close, tag, note, mark as spam. Opens the transactions and
 * calls the steps of conversations, routing and sla. Owns no table; emits nothing of its own.
 */
@Module({
  imports: [AgentsModule, ContactsModule, ConversationsModule, RoutingModule, SlaModule],
  controllers: [DeskController],
  providers: [
    ColleaguesService,
    DeskService,
    MuteAuthorService,
    NotesService,
    ReleaseLeaversService,
    WakeSnoozedProcessor,
    WakeSnoozedService,
  ],
  exports: [DeskService],
})
export class DeskModule {}
