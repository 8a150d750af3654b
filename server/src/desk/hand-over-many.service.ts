import { Injectable } from '@nestjs/common';
import type { BulkHandOverRequest, BulkHandOverSummary } from '@visavis/shared/api/hand-over';
import { can } from '@visavis/shared/permissions';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ShieldsService, type Shielded } from '../routing/shields.service.ts';
import { mayTake, refusal } from './colleagues.service.ts';
import { HandOverCardsService } from './hand-over-cards.service.ts';
import { HandOverStepsService } from './hand-over-steps.service.ts';
import { isOurTurn, SummariesService } from './summaries.service.ts';

const BATCH = 500;
/** More than anybody can have; what lies beyond is handed over with the next call. */
const MOST = 2_000;

type Left = BulkHandOverSummary['left'][number];

interface Order {
  request: BulkHandOverRequest;
  agent: SignedInAgent;
  teams: ReadonlyMap<string, Team>;
  next: AgentRecord | null;
}

/** Everything somebody has, or a part of it, to one person or back to the teams: before leave, at a shift's end, for good. */
@Injectable()
export class HandOverManyService {
  constructor(
    private readonly agents: AgentsService,
    private readonly conversations: ConversationsService,
    private readonly waiting: WaitingService,
    private readonly organisations: OrganisationService,
    private readonly steps: HandOverStepsService,
    private readonly summaries: SummariesService,
    private readonly shields: ShieldsService,
    private readonly cards: HandOverCardsService,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * One's own work, or that of others in teams one leads. Without ids: all that is not closed, or only that in which it is
   * our turn where the person comes back (what waits for the customer then waits for its person).
   *
   * @throws DomainError `forbidden` for others' work; `invalid` for who is not here
   */
  async handOver(agent: SignedInAgent, request: BulkHandOverRequest): Promise<BulkHandOverSummary> {
    const { fromAgentId, toAgentId } = request;
    if (fromAgentId !== agent.agentId && !can(agent, 'team.lead'))
      throw new DomainError('forbidden', { action: 'team.lead' });
    if (fromAgentId === toAgentId) throw refusal('toAgentId', 'That is who has it already.');
    const [people, teams] = await Promise.all([this.agents.list(), this.agents.listTeams()]);
    if (!people.some(({ id }) => id === fromAgentId))
      throw refusal('fromAgentId', 'There is no such colleague.');
    const next = people.find(({ id, deactivatedAt }) => id === toAgentId && deactivatedAt === null) ?? null;
    if (toAgentId !== null && next === null) throw refusal('toAgentId', 'There is no such colleague.');
    const order: Order = { request, agent, next, teams: new Map(teams.map((team) => [team.id, team])) };
    const ids = await this.idsOf(order);
    const handedOver: string[] = [];
    const left: Left[] = [];
    for (let at = 0; at < ids.length; at += BATCH) {
      const batch = await this.handOverBatch(order, ids.slice(at, at + BATCH));
      handedOver.push(...batch.handedOver);
      left.push(...batch.left);
    }
    return { handedOver: await this.cards.byIds(handedOver), left };
  }

  private async idsOf({ request, teams }: Order): Promise<string[]> {
    if (request.conversationIds !== undefined) return [...new Set(request.conversationIds)];
    const places = [...teams.keys()].map((teamId) => ({ agentId: request.fromAgentId, teamId }));
    return this.waiting.keptIn(places, MOST);
  }

  private async handOverBatch(
    order: Order,
    ids: readonly string[],
  ): Promise<{ handedOver: string[]; left: Left[] }> {
    const { request, agent } = order;
    const organisation = await this.organisations.find();
    return this.uow.run(async (tx) => {
      const states = await this.conversations.lock(tx, ids);
      const shielded = await this.shields.shieldedFrom(
        states.map(({ contactId }) => contactId),
        tx,
      );
      const left: Left[] = [];
      const given = states.filter((state) => {
        const reason = reasonToLeave(state, order, shielded);
        if (reason !== null && reason !== 'notMeant') left.push({ conversationId: state.id, reason });
        return reason === null;
      });
      const known = new Set(states.map(({ id }) => id));
      for (const id of ids) if (!known.has(id)) left.push({ conversationId: id, reason: 'changed' });
      const notes = request.note ? null : await this.summaries.of(tx, given, organisation);
      const made = await this.steps.handOver(
        tx,
        given.map(({ id }) => ({
          conversationId: id,
          toAgentId: request.toAgentId,
          cause: request.cause,
          note: request.note ?? notes?.get(id) ?? '',
          isAnnounced: request.isAnnounced ?? false,
        })),
        { states: given, actor: agent.agentId },
      );
      return { handedOver: made.map(({ id }) => id), left };
    });
  }
}

/** Null hands it over; `notMeant` is what the order does not speak of. */
function reasonToLeave(
  state: ConversationState,
  order: Order,
  shielded: Shielded,
): Left['reason'] | 'notMeant' | null {
  const { request, agent, teams, next } = order;
  const team = teams.get(state.teamId);
  const isNamed = request.conversationIds !== undefined;
  if (team === undefined) return 'changed';
  const subject = { teamId: team.id, teamClosed: team.isClosed };
  const maySee = can(agent, 'conversation.write', subject);
  // What a closed team keeps to itself does not exist for others.
  if (!maySee) return isNamed ? 'changed' : 'notMeant';
  if (state.assigneeId !== request.fromAgentId || state.status === 'closed') return 'changed';
  if (request.fromAgentId !== agent.agentId && !can(agent, 'team.lead', subject)) return 'forbidden';
  if (next !== null && !mayTake(next, { state, team, giver: agent.agentId, shielded })) return 'cannotTake';
  return isNamed || isForAll(request) || isOurTurn(state) ? null : 'notMeant';
}

function isForAll({ cause }: BulkHandOverRequest): boolean {
  return cause === 'hand' || cause === 'left';
}
