import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { type WrittenReply, WrittenRepliesRepository } from '../conversations/written-replies.repository.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { OutboxRepository } from './outbox.repository.ts';
import type { Delivery } from './replies.types.ts';

/**
 * Who may touch a reply: its wording carries one person's name, so only its author changes it; taking it back or down
 * is also for leads and administrators; sending it again is for everybody who may answer there.
 */
export type ReplyRight = 'author' | 'author-or-lead' | 'anyone';

export interface OpenedReply {
  conversation: ConversationState;
  reply: WrittenReply;
  delivery: Delivery;
}

@Injectable()
export class ReplyAccessService {
  constructor(
    private readonly conversations: ConversationAccess,
    private readonly written: WrittenRepliesRepository,
    private readonly outbox: OutboxRepository,
  ) {}

  /** @throws DomainError `not-found`, `forbidden` */
  async open(agent: SignedInAgent, messageId: string, right: ReplyRight): Promise<OpenedReply> {
    const [reply, delivery] = await Promise.all([this.written.find(messageId), this.outbox.find(messageId)]);
    if (reply === null) throw new DomainError('not-found', {}, 'There is no such reply.');
    const conversation = await this.conversations.require(agent, reply.conversationId, 'conversation.reply');
    const isAuthor = reply.agentId === agent.agentId;
    const isAllowed =
      right === 'anyone' || isAuthor || (right === 'author-or-lead' && agent.role !== 'agent');
    if (!isAllowed)
      throw new DomainError(
        'forbidden',
        { authorId: reply.agentId },
        'The reply was written by somebody else.',
      );
    // Told by a demonstration or taken over from elsewhere: nothing of ours can change it there.
    if (delivery === null) throw new DomainError('delivery-state', {}, 'The reply was not sent from here.');
    return { conversation, reply, delivery };
  }
}
