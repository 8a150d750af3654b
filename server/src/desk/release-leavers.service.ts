import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { mayRead } from './colleagues.service.ts';

const BATCH = 500;

/**
 * Whoever left for good, or must not see a team any more, has nothing of it on their desk: it waits for colleagues. Else it
 * would be somebody's who cannot even see it.
 */
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
    const [people, teams] = await Promise.all([this.agents.list(), this.agents.listTeams()]);
    const left = people
      .filter(({ id }) => changed.has(id))
      .flatMap((person) =>
        teams
          .filter((team) => person.deactivatedAt !== null || !mayRead(person, team))
          .map((team) => ({ agentId: person.id, teamId: team.id })),
      );
    await this.release(left);
  }

  private async release(left: readonly { agentId: string; teamId: string }[]): Promise<void> {
    for (;;) {
      const ids = await this.waiting.keptIn(left, BATCH);
      if (ids.length === 0) return;
      await this.uow.run(async (tx) => {
        const kept = await this.conversations.lock(tx, ids);
        const theirs = kept.filter(({ assigneeId, teamId }) =>
          left.some((place) => place.agentId === assigneeId && place.teamId === teamId),
        );
        await this.conversations.assign(
          tx,
          theirs.map(({ id }) => ({ conversationId: id, agentId: null })),
          null,
        );
      });
    }
  }
}
