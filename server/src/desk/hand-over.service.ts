import { Injectable } from '@nestjs/common';
import type { HandOverItem, HandOverRequest } from '@visavis/shared/api/hand-over';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ColleaguesService, refusal } from './colleagues.service.ts';
import { HandOverCardsService } from './hand-over-cards.service.ts';
import { HandOverStepsService } from './hand-over-steps.service.ts';

export interface HandedOver {
  state: ConversationState;
  handOver: HandOverItem;
}

/** Gives one conversation to a colleague or a team, with what they have to know. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly colleagues: ColleaguesService,
    private readonly conversations: ConversationsService,
    private readonly steps: HandOverStepsService,
    private readonly cards: HandOverCardsService,
    private readonly uow: UnitOfWork,
  ) {}

  /**
   * To a person, within the conversation's team; or to a team, where it waits for placement.
   *
   * @throws DomainError `not-found`; `invalid` for nobody, both, whoever has it already, and who cannot take it;
   *   `version-conflict` when status, assignee, team or snooze changed since `version`
   */
  async handOver(agent: SignedInAgent, id: string, request: HandOverRequest): Promise<HandedOver> {
    const seen = await this.access.require(agent, id, 'conversation.write');
    const { toAgentId = null, toTeamId } = request;
    await this.check(agent, request, seen);
    const outcome = await this.uow.run(async (tx) => {
      const [before] = await this.conversations.lock(tx, [id]);
      if (before === undefined || before.deskVersion > request.version) return { before };
      const plan = {
        conversationId: id,
        toAgentId,
        ...(toTeamId !== undefined && { toTeamId }),
        cause: 'hand' as const,
        note: request.note ?? '',
        isAnnounced: request.isAnnounced ?? false,
      };
      const [made] = await this.steps.handOver(tx, [plan], { states: [before], actor: agent.agentId });
      const [state] = await this.conversations.lock(tx, [id]);
      return { before, made, state };
    });
    const { before, made, state } = outcome;
    if (before === undefined) throw new DomainError('not-found', {}, 'There is no such conversation.');
    if (made === undefined || state === undefined) throw await this.colleagues.conflict(before);
    const [handOver] = await this.cards.byIds([made.id]);
    if (handOver === undefined) throw new DomainError('not-found', {}, 'It was taken back already.');
    return { state, handOver };
  }

  private async check(
    { agentId: giver }: SignedInAgent,
    { toAgentId, toTeamId }: HandOverRequest,
    seen: ConversationState,
  ): Promise<void> {
    if ((toAgentId === undefined) === (toTeamId === undefined))
      throw refusal('toAgentId', 'A hand-over goes either to a person or to a team.');
    if (toTeamId !== undefined) {
      await this.colleagues.team(toTeamId);
      return;
    }
    if (toAgentId === undefined) return;
    if (toAgentId === seen.assigneeId) throw refusal('toAgentId', 'That is who has it already.');
    await this.colleagues.requireTaker(toAgentId, seen, { giver, field: 'toAgentId' });
  }
}
