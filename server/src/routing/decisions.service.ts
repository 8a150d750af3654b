import { Injectable } from '@nestjs/common';
import type { RoutingExplanation } from '@visavis/shared/api/routing';
import { can } from '@visavis/shared/permissions';
import { pickAgent } from '@visavis/shared/routing/pick-agent';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { Clock } from '../platform/clock.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { peopleIn, presentExplanation, skillsIn, type Explained } from './decisions.presenter.ts';
import { DecisionsRepository } from './decisions.repository.ts';
import { waitingFor } from './line-up.ts';
import { PlacementRepository } from './placement.repository.ts';
import { ShieldsRepository } from './shields.repository.ts';
import { TeamPeopleService } from './team-people.service.ts';

const NEWEST = 50;
const FACE = 64;

/** Why a conversation is where it is, and why it does not go on. As many statements for fifty steps as for one. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly decisions: DecisionsRepository,
    private readonly placement: PlacementRepository,
    private readonly shields: ShieldsRepository,
    private readonly people: TeamPeopleService,
    private readonly waiting: WaitingService,
    private readonly access: ConversationAccess,
    private readonly agents: AgentsService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for a conversation that the agent must not see */
  async explain(agent: SignedInAgent, conversationId: string): Promise<RoutingExplanation> {
    const state = await this.access.require(agent, conversationId, 'conversation.read');
    const [decisions, stuck, shields] = await Promise.all([
      this.decisions.of(conversationId, NEWEST),
      this.stuckOf(state),
      this.shields.of(state.contactId),
    ]);
    // Who is kept from a customer is between them and those who lead the team, in old decisions as well.
    const seesShieldOf = (agentId: string) =>
      agentId === agent.agentId || can(agent, 'team.lead', { teamId: state.teamId });
    const explained: Explained = {
      needs: state.needs,
      decisions: decisions.map((decision) => ({
        ...decision,
        considered: decision.considered.filter(
          ({ agentId, rejected }) => rejected !== 'shielded' || seesShieldOf(agentId),
        ),
      })),
      stuck,
      shields: shields.filter(({ agentId }) => seesShieldOf(agentId)),
    };
    const [people, skills] = await Promise.all([
      this.agents.identities(peopleIn(explained)),
      this.agents.skillNames(skillsIn(explained)),
    ]);
    return presentExplanation(explained, {
      person: (id) => ({
        id,
        name: people.get(id)?.displayName ?? '',
        avatarUrl: this.agents.faceUrl(id, people.get(id)?.faceVersion ?? 0, FACE),
      }),
      skill: (id) => skills.get(id)?.name ?? '',
    });
  }

  /** Asked the way placement asks, as of now; nothing is kept. */
  private async stuckOf(state: ConversationState): Promise<Explained['stuck']> {
    const isOurTurn = state.status === 'new' || state.status === 'open';
    if (!isOurTurn || state.assigneeId !== null || state.isSpam || state.isHistory) return null;
    if (state.doNotRoute) return { kind: 'doNotRoute' };
    const now = this.clock.now();
    const [one, routing, members, weights] = await Promise.all([
      this.waiting.one(state.id),
      this.agents.teamRouting(state.teamId),
      this.agents.candidates(state.teamId),
      this.people.weights(),
    ]);
    if (one === null) return null;
    const [candidates, excluded] = await Promise.all([
      this.people.describe(null, members, { weights, now }),
      this.placement.exclusionsOf(null, [one]),
    ]);
    return pickAgent(candidates, waitingFor(one, routing, excluded.get(one.id)), now).stuck;
  }
}
