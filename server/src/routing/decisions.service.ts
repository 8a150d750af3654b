import { Injectable } from '@nestjs/common';
import type { RoutingDecision } from '@visavis/shared/api/routing';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { presentDecision } from './decisions.presenter.ts';
import { PlacementRepository } from './placement.repository.ts';

const NEWEST = 50;
const FACE = 64;

@Injectable()
export class DecisionsService {
  constructor(
    private readonly repository: PlacementRepository,
    private readonly access: ConversationAccess,
    private readonly agents: AgentsService,
  ) {}

  /** @throws DomainError `not-found` for a conversation that the agent must not see */
  async list(agent: SignedInAgent, conversationId: string): Promise<RoutingDecision[]> {
    await this.access.require(agent, conversationId, 'conversation.read');
    const decisions = await this.repository.decisionsOf(conversationId, NEWEST);
    const people = await this.agents.identities(decisions.map((decision) => decision.agentId));
    return decisions.map((decision) => {
      const person = people.get(decision.agentId);
      return presentDecision(decision, {
        name: person?.displayName ?? '',
        avatarUrl: this.agents.faceUrl(decision.agentId, person?.faceVersion ?? 0, FACE),
      });
    });
  }
}
