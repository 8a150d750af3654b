import { Injectable } from '@nestjs/common';
import type { ShieldRequest } from '@visavis/shared/api/routing';
import { can } from '@visavis/shared/permissions';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ShieldsRepository } from './shields.repository.ts';

/** Agents by the contact they are shielded from; a contact whom nobody avoids is missing. */
export type Shielded = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Keeps people from being given a customer: who was threatened, or knows them at home. By oneself, or by those who lead
 * the team. Neither placement nor a colleague gives them anything of that customer: what somebody has already stays with
 * them until they hand it over, and what they take themselves is theirs.
 */
@Injectable()
export class ShieldsService {
  constructor(
    private readonly shields: ShieldsRepository,
    private readonly access: ConversationAccess,
    private readonly conversations: ConversationsService,
    private readonly agents: AgentsService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Against the conversation's contact. @throws DomainError `not-found`, `forbidden`, `invalid` for nobody who is here */
  async putUp(agent: SignedInAgent, conversationId: string, request: ShieldRequest): Promise<void> {
    const { state, agentId } = await this.about(agent, conversationId, request.agentId);
    const person = (await this.agents.list()).find(({ id }) => id === agentId);
    if (person === undefined || person.deactivatedAt !== null) {
      const fault = { field: 'agentId', message: 'There is nobody like that.' };
      throw new DomainError('invalid', { fields: [fault] });
    }
    const shield = {
      agentId,
      contactId: state.contactId,
      byAgentId: agent.agentId,
      reason: request.reason ?? '',
      at: this.clock.now(),
    };
    await this.uow.run(async (tx) => {
      const locked = await this.conversations.lock(tx, [conversationId]);
      await this.shields.save(tx, shield);
      await this.conversations.touch(tx, locked);
    });
  }

  /** Again: nothing happens. @throws DomainError `not-found`, `forbidden` */
  async takeDown(agent: SignedInAgent, conversationId: string, agentId?: string): Promise<void> {
    const about = await this.about(agent, conversationId, agentId);
    await this.uow.run(async (tx) => {
      const locked = await this.conversations.lock(tx, [conversationId]);
      // Somebody could take it who could not: the fact wakes placement.
      if (await this.shields.remove(tx, about.agentId, about.state.contactId))
        await this.conversations.touch(tx, locked);
    });
  }

  /** Who must not be given something of these contacts unless they take it themselves. */
  async shieldedFrom(contactIds: readonly string[], tx: Tx | null = null): Promise<Shielded> {
    if (contactIds.length === 0) return new Map();
    const rows = await this.shields.ofContacts(tx, [...new Set(contactIds)]);
    return new Map(rows.map(({ contactId, agentIds }) => [contactId, new Set(agentIds)]));
  }

  private async about(
    agent: SignedInAgent,
    conversationId: string,
    agentId = agent.agentId,
  ): Promise<{ state: ConversationState; agentId: string }> {
    const state = await this.access.require(agent, conversationId, 'conversation.moderate');
    const isOwn = agentId === agent.agentId;
    if (!isOwn && !can(agent, 'team.lead', { teamId: state.teamId }))
      throw new DomainError('forbidden', { action: 'team.lead' });
    return { state, agentId };
  }
}
