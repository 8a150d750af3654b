import { Injectable } from '@nestjs/common';
import type { UndoHandOversAnswer } from '@visavis/shared/api/hand-over';
import { can } from '@visavis/shared/permissions';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { mayRead } from './colleagues.service.ts';
import { HandOversRepository } from './hand-overs.repository.ts';
import { grouped } from './grouped.ts';

/** Takes hand-overs back, card and all. */
@Injectable()
export class UndoHandOverService {
  constructor(
    private readonly repository: HandOversRepository,
    private readonly conversations: ConversationsService,
    private readonly agents: AgentsService,
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
      const undone = (await this.repository.lockLast(tx, ids, agent.agentId)).filter((row) => {
        const state = states.get(row.conversationId);
        const team = teams.get(row.fromTeamId);
        const maySee =
          team !== undefined &&
          can(agent, 'conversation.write', { teamId: team.id, teamClosed: team.isClosed });
        return (
          maySee &&
          mayHaveBack(people.get(row.fromAgentId ?? ''), team, row.fromAgentId) &&
          row.answeredAt === null &&
          state?.assigneeId === row.toAgentId &&
          state.teamId === row.toTeamId &&
          state.status !== 'closed'
        );
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

/** Nobody may have it back as well. */
function mayHaveBack(person: AgentRecord | undefined, team: Team, agentId: string | null): boolean {
  if (agentId === null) return true;
  return person !== undefined && person.deactivatedAt === null && mayRead(person, team);
}
