import { Injectable } from '@nestjs/common';
import { can, type Action } from '@visavis/shared/permissions';
import { AgentsService } from '../agents/agents.service.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import type { ConversationState } from './conversation.types.ts';
import { ConversationsService } from './conversations.service.ts';

/** Whether somebody may do something with one conversation: what a guard cannot know before the row is read. */
@Injectable()
export class ConversationAccess {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly agents: AgentsService,
  ) {}

  /**
   * The conversation, for somebody who may do this with it. What a closed team keeps to itself does not exist for others.
   *
   * @throws DomainError `not-found` when there is none or it must not be seen, `forbidden`
   */
  async require(agent: SignedInAgent, conversationId: string, action: Action): Promise<ConversationState> {
    const state = await this.conversations.find(conversationId);
    if (state === null) throw notFound();
    const team = await this.agents.team(state.teamId);
    const subject = { teamId: team.id, teamClosed: team.isClosed };
    if (!can(agent, 'conversation.read', subject)) throw notFound();
    if (!can(agent, action, subject)) throw new DomainError('forbidden', { action });
    return state;
  }
}

function notFound(): DomainError {
  return new DomainError('not-found', {}, 'There is no such conversation.');
}
