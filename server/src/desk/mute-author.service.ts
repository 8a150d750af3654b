import { Injectable } from '@nestjs/common';
import { ContactsService } from '../contacts/contacts.service.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { refusal } from './colleagues.service.ts';

/** Silences an author from a conversation in which they wrote. */
@Injectable()
export class MuteAuthorService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly contacts: ContactsService,
    private readonly conversations: ConversationsService,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * Decides about what the contact posts from now on, on every channel of the network; what they posted stays as it is.
   *
   * @throws DomainError `invalid` for somebody who took no part in this conversation
   */
  async setMuted(
    agent: SignedInAgent,
    conversationId: string,
    { contactId, isMuted }: { contactId: string; isMuted: boolean },
  ): Promise<void> {
    await this.access.require(agent, conversationId, 'conversation.moderate');
    if (!(await this.conversations.hasParticipant(conversationId, contactId))) {
      throw refusal('contactId', 'That contact took no part in this conversation.');
    }
    await this.uow.run(async (tx) => {
      const changed = isMuted
        ? await this.contacts.mute(tx, contactId, agent.agentId)
        : await this.contacts.unmute(tx, contactId);
      if (!changed) return;
      const type = isMuted ? 'authorMuted' : 'authorUnmuted';
      await this.conversations.addEvents(tx, [{ conversationId, type, data: { contactId } }], agent.agentId);
    });
  }
}
