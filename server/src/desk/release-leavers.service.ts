import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';

const BATCH = 500;

/** Whoever left for good has nothing on their desk any more: it waits for colleagues. */
@Injectable()
export class ReleaseLeaversService {
  constructor(
    private readonly agents: AgentsService,
    private readonly conversations: ConversationsService,
    private readonly waiting: WaitingService,
    private readonly uow: UnitOfWork,
  ) {}

  @OnFacts({ listener: 'desk.release-leavers', facts: ['agent.changed'] })
  async releaseLeavers(events: readonly DomainEvent[]): Promise<void> {
    const changed = new Set(
      events.flatMap((event) => (event.type === 'agent.changed' ? [event.agentId] : [])),
    );
    const people = await this.agents.list();
    const leavers = people.filter(({ id, deactivatedAt }) => changed.has(id) && deactivatedAt !== null);
    if (leavers.length > 0) await this.release(leavers.map(({ id }) => id));
  }

  private async release(agentIds: readonly string[]): Promise<void> {
    for (;;) {
      const ids = await this.waiting.keptBy(agentIds, BATCH);
      if (ids.length === 0) return;
      await this.uow.run(async (tx) => {
        const kept = await this.conversations.lock(tx, ids);
        const theirs = kept.filter(({ assigneeId }) => assigneeId !== null && agentIds.includes(assigneeId));
        await this.conversations.assign(
          tx,
          theirs.map(({ id }) => ({ conversationId: id, agentId: null })),
          null,
        );
      });
    }
  }
}
