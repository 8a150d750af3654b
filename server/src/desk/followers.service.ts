import { Injectable } from '@nestjs/common';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { FollowersRepository } from './followers.repository.ts';

/** Who watches a conversation without touching it. */
@Injectable()
export class FollowersService {
  constructor(
    private readonly repository: FollowersRepository,
    private readonly access: ConversationAccess,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Following twice is following once. @throws DomainError `not-found` */
  async setFollowed(agent: SignedInAgent, conversationId: string, isFollowed: boolean): Promise<void> {
    await this.access.require(agent, conversationId, 'conversation.read');
    await this.uow.run((tx) =>
      isFollowed
        ? this.repository.add(tx, conversationId, agent.agentId, this.clock.now())
        : this.repository.remove(tx, conversationId, agent.agentId),
    );
  }

  /** By conversation; one that nobody follows is missing. Whether they may still see it is for the caller to ask. */
  async of(conversationIds: readonly string[]): Promise<Map<string, string[]>> {
    if (conversationIds.length === 0) return new Map();
    const rows = await this.repository.of(conversationIds);
    return new Map(rows.map(({ conversationId, agentIds }) => [conversationId, agentIds]));
  }
}
