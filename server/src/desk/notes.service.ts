import { Injectable } from '@nestjs/common';
import type { AddNoteRequest, MessageItem } from '@visavis/shared/api/conversations';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { MessagesService } from '../conversations/messages.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { PickUpsService } from '../routing/pick-ups.service.ts';
import { SlaService } from '../sla/sla.service.ts';
import { ColleaguesService, refusal } from './colleagues.service.ts';

/** Notes for colleagues, and having looked at them. */
@Injectable()
export class NotesService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly colleagues: ColleaguesService,
    private readonly conversations: ConversationsService,
    private readonly messages: MessagesService,
    private readonly written: RecordReplyService,
    private readonly pickUps: PickUpsService,
    private readonly sla: SlaService,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * @throws DomainError `invalid` for a mention of somebody who is not here or must not see this conversation, and for a
   *   question to somebody who is not mentioned
   */
  async add(agent: SignedInAgent, conversationId: string, request: AddNoteRequest): Promise<MessageItem> {
    const { teamId } = await this.access.require(agent, conversationId, 'note.write');
    const mentions = [...new Set(request.mentions)];
    const asks = [...new Set(request.asks)];
    if (asks.some((asked) => !mentions.includes(asked)))
      throw refusal('asks', 'Whoever is asked has to be mentioned.');
    if (asks.includes(agent.agentId)) throw refusal('asks', 'Nobody can ask themselves.');
    await this.colleagues.requireAll(mentions, teamId, 'mentions');
    const note = { conversationId, agentId: agent.agentId, text: request.text, mentions, asks };
    const added = await this.uow.run(async (tx) => {
      const written = await this.written.addNote(tx, note);
      await this.pickUps.pickedUp(tx, conversationId, agent.agentId);
      return written;
    });
    const messageId = added?.messageId ?? '';
    const stored = added === null ? undefined : (await this.messages.byIds([messageId])).get(messageId);
    if (stored === undefined) throw new DomainError('not-found', {}, 'There is no such conversation.');
    return stored.message;
  }

  /** Somebody looks at the conversation: it is read, picked up if it was given to them, and their mentions are seen. */
  async markRead(agent: SignedInAgent, conversationId: string): Promise<void> {
    await this.access.require(agent, conversationId, 'conversation.read');
    await this.uow.run(async (tx) => {
      await this.conversations.markRead(tx, conversationId);
      await this.pickUps.pickedUp(tx, conversationId, agent.agentId);
      await this.sla.recordOpening(tx, conversationId, agent.agentId);
      await this.written.seeMentions(tx, conversationId, agent.agentId);
    });
  }
}
