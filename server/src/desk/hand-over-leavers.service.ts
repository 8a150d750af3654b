import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { hasMet } from './absent-people.service.ts';
import { mayRead } from './colleagues.service.ts';
import { HandOverStepsService } from './hand-over-steps.service.ts';
import { SummariesService } from './summaries.service.ts';

const BATCH = 500;

/**
 * Whoever left for good, or must not see a team any more, has nothing of it on their desk: it goes to colleagues, with a
 * card. Else it would be somebody's who cannot even see it.
 */
@Injectable()
export class HandOverLeaversService {
  constructor(
    private readonly agents: AgentsService,
    private readonly conversations: ConversationsService,
    private readonly waiting: WaitingService,
    private readonly organisations: OrganisationService,
    private readonly steps: HandOverStepsService,
    private readonly summaries: SummariesService,
    private readonly uow: UnitOfWork,
  ) {}

  // Named as it was when it only released: what it still has to hear is kept under the name.
  @OnFacts({ listener: 'desk.release-leavers', facts: ['agent.changed'] })
  async onPeople(events: readonly DomainEvent[]): Promise<void> {
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
    await this.handOver(left);
  }

  private async handOver(left: readonly { agentId: string; teamId: string }[]): Promise<void> {
    const organisation = await this.organisations.find();
    for (;;) {
      const ids = await this.waiting.keptIn(left, BATCH);
      if (ids.length === 0) return;
      await this.uow.run(async (tx) => {
        const theirs = (await this.conversations.lock(tx, ids)).filter(({ assigneeId, teamId }) =>
          left.some((place) => place.agentId === assigneeId && place.teamId === teamId),
        );
        const notes = await this.summaries.of(tx, theirs, organisation);
        const plans = theirs.map((state) => ({
          conversationId: state.id,
          toAgentId: null,
          cause: 'left' as const,
          note: notes.get(state.id) ?? '',
          isAnnounced: hasMet(state, state.assigneeId ?? ''),
        }));
        await this.steps.handOver(tx, plans, { states: theirs, actor: null });
      });
    }
  }
}
