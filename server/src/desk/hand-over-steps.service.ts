import { Injectable } from '@nestjs/common';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { HandOver, PlannedHandOver } from './hand-over.types.ts';
import { HandOversRepository } from './hand-overs.repository.ts';
import { grouped } from './grouped.ts';

/** Changing hands with a card, as a step: whoever decides who gets what opens the transaction. */
@Injectable()
export class HandOverStepsService {
  constructor(
    private readonly repository: HandOversRepository,
    private readonly conversations: ConversationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives conversations to people or back to teams, a few statements whatever their number.
   *
   * @param states as locked by the caller
   * @param actor who decided so; null when nobody did
   */
  async handOver(
    tx: Tx,
    plans: readonly PlannedHandOver[],
    { states, actor }: { states: readonly ConversationState[]; actor: string | null },
  ): Promise<HandOver[]> {
    if (plans.length === 0) return [];
    const at = this.clock.now();
    const before = new Map(states.map((state) => [state.id, state]));
    const rows = plans.flatMap((plan): HandOver[] => {
      const state = before.get(plan.conversationId);
      if (state === undefined) return [];
      const { conversationId, toAgentId, cause, note, isAnnounced } = plan;
      return [
        {
          id: newId(at),
          conversationId,
          fromAgentId: state.assigneeId,
          toAgentId,
          fromTeamId: state.teamId,
          toTeamId: plan.toTeamId ?? state.teamId,
          cause,
          note,
          isAnnounced,
          byAgentId: actor,
          at,
          answeredAt: null,
        },
      ];
    });
    await this.move(tx, rows, actor);
    await this.repository.insert(tx, rows);
    tx.emitAll(
      rows.map((row) => ({
        type: 'conversation.handedOver',
        conversationId: row.conversationId,
        teamId: row.toTeamId,
        handOverId: row.id,
        from: row.fromAgentId,
        to: row.toAgentId,
        cause: row.cause,
        actor,
      })),
    );
    return rows;
  }

  private async move(tx: Tx, rows: readonly HandOver[], actor: string | null): Promise<void> {
    const moving = grouped(
      rows.filter((row) => row.toTeamId !== row.fromTeamId),
      (row) => row.toTeamId,
    );
    for (const [teamId, group] of moving) {
      await this.conversations.setTeam(
        tx,
        group.map((row) => row.conversationId),
        teamId,
        actor,
      );
    }
    await this.conversations.assign(
      tx,
      rows.map((row) => ({ conversationId: row.conversationId, agentId: row.toAgentId })),
      actor,
    );
  }
}
