import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import type { AgentInTeam } from '../conversations/waiting.repository.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OnFacts } from '../platform/events/on-facts.ts';
import { ShieldsService } from '../routing/shields.service.ts';
import { hasMet } from './absent-people.service.ts';
import { isKeptFrom, mayRead } from './colleagues.service.ts';
import { HandOverStepsService } from './hand-over-steps.service.ts';
import { SummariesService } from './summaries.service.ts';

const BATCH = 500;

/** A team of which somebody keeps nothing: who takes it as `by` decided, or the team. */
type Left = AgentInTeam & ({ to: string; by: string } | { to: null; by: null });

/**
 * Whoever left for good, or must not see a team any more, has nothing of it on their desk: it goes to who was chosen, or
 * back to the team, with a card. Else it would be somebody's who cannot even see it.
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
    private readonly shields: ShieldsService,
    private readonly uow: UnitOfWork,
  ) {}

  // Named as it was when it only released: what it still has to hear is kept under the name.
  @OnFacts({ listener: 'desk.release-leavers', facts: ['agent.changed'] })
  async onPeople(events: readonly DomainEvent[]): Promise<void> {
    const changes = events.filter((event) => event.type === 'agent.changed');
    const changed = new Set(changes.map(({ agentId }) => agentId));
    const orders = new Map(changes.flatMap(({ agentId, workTo }) => (workTo ? [[agentId, workTo]] : [])));
    const [people, teams] = await Promise.all([this.agents.list(), this.agents.listTeams()]);
    const left = people
      .filter(({ id }) => changed.has(id))
      .flatMap((person) => {
        const order = orders.get(person.id);
        const next = people.find(({ id }) => id === order?.agentId);
        return teams
          .filter((team) => person.deactivatedAt !== null || !mayRead(person, team))
          .map((team): Left => {
            const place = { agentId: person.id, teamId: team.id };
            const takes = order && person.deactivatedAt !== null && next?.deactivatedAt === null;
            return takes && mayRead(next, team)
              ? { ...place, to: next.id, by: order.by }
              : { ...place, to: null, by: null };
          });
      });
    for (const by of new Set(left.map((place) => place.by)))
      await this.handOver(
        left.filter((place) => place.by === by),
        by,
      );
  }

  private async handOver(left: readonly Left[], by: string | null): Promise<void> {
    const organisation = await this.organisations.find();
    for (;;) {
      const ids = await this.waiting.keptIn(left, BATCH);
      if (ids.length === 0) return;
      await this.uow.run(async (tx) => {
        const theirs = (await this.conversations.lock(tx, ids)).flatMap((state) => {
          const place = left.find(
            ({ agentId, teamId }) => agentId === state.assigneeId && teamId === state.teamId,
          );
          return place ? [{ state, place }] : [];
        });
        const states = theirs.map(({ state }) => state);
        const notes = await this.summaries.of(tx, states, organisation);
        const shielded = await this.shields.shieldedFrom(
          states.map(({ contactId }) => contactId),
          tx,
        );
        const plans = theirs.map(({ state, place: { agentId, to } }) => ({
          conversationId: state.id,
          toAgentId: to !== null && isKeptFrom(to, { state, giver: by, shielded }) ? null : to,
          cause: 'left' as const,
          note: notes.get(state.id) ?? '',
          isAnnounced: hasMet(state, agentId),
        }));
        await this.steps.handOver(tx, plans, { states, actor: by });
      });
    }
  }
}
