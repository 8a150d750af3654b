import { Injectable } from '@nestjs/common';
import type { UndoHandOversAnswer } from '@visavis/shared/api/hand-over';
import { can } from '@visavis/shared/permissions';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ShieldsService } from '../routing/shields.service.ts';
import { mayTake } from './colleagues.service.ts';
import type { HandOver } from './hand-over.types.ts';
import { HandOversRepository } from './hand-overs.repository.ts';
import { grouped } from './grouped.ts';

/** Takes hand-overs back, card and all. */
@Injectable()
export class UndoHandOverService {
  constructor(
    private readonly repository: HandOversRepository,
    private readonly conversations: ConversationsService,
    private readonly agents: AgentsService,
    private readonly shields: ShieldsService,
    private readonly uow: UnitOfWork,
  ) {}

  /** Only one's own, only the last of a conversation, and only while whoever was meant has it and has not answered. */
  async undo(agent: SignedInAgent, ids: readonly string[]): Promise<UndoHandOversAnswer> {
    const teams = new Map((await this.agents.listTeams()).map((team) => [team.id, team]));
    const people = new Map((await this.agents.list()).map((person) => [person.id, person]));
    const restored = await this.uow.run(async (tx) => {
      const states = new Map(
        (await this.conversations.lock(tx, await this.repository.conversationsOf(tx, ids))).map((state) => [
          state.id,
          state,
        ]),
      );
      const shielded = await this.shields.shieldedFrom(
        [...states.values()].map(({ contactId }) => contactId),
        tx,
      );
      const undone = (await this.repository.lockLast(tx, ids, agent.agentId)).filter((row) => {
        const state = states.get(row.conversationId);
        const team = teams.get(row.fromTeamId);
        if (state === undefined || team === undefined || !isUntouched(state, row)) return false;
        if (!can(agent, 'conversation.write', { teamId: team.id, teamClosed: team.isClosed })) return false;
        // Nobody may have it back as well.
        if (row.fromAgentId === null) return true;
        const before = people.get(row.fromAgentId);
        if (before === undefined || before.deactivatedAt !== null) return false;
        return mayTake(before, { state, team, giver: agent.agentId, shielded });
      });
      if (undone.length === 0) return [];
      const moved = grouped(
        undone.filter((row) => row.fromTeamId !== row.toTeamId),
        (row) => row.fromTeamId,
      );
      for (const [teamId, rows] of moved) {
        const conversationIds = rows.map((row) => row.conversationId);
        await this.conversations.setTeam(tx, conversationIds, teamId, agent.agentId);
      }
      await this.conversations.assign(
        tx,
        undone.map((row) => ({ conversationId: row.conversationId, agentId: row.fromAgentId })),
        agent.agentId,
      );
      await this.repository.remove(
        tx,
        undone.map(({ id }) => id),
      );
      return undone.map(({ id }) => id);
    });
    return { restored, left: ids.filter((id) => !restored.includes(id)) };
  }
}

function isUntouched(state: ConversationState, row: HandOver): boolean {
  return (
    row.answeredAt === null &&
    state.assigneeId === row.toAgentId &&
    state.teamId === row.toTeamId &&
    state.status !== 'closed'
  );
}
