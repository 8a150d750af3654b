import { Injectable } from '@nestjs/common';
import type { PersonRef } from '@visavis/shared/api/conversations';
import { can } from '@visavis/shared/permissions';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { DomainError } from '../platform/http/domain-error.ts';

const FACE = 64;

/** Checks the people and teams that a request names, before anything is locked. */
@Injectable()
export class ColleaguesService {
  constructor(private readonly agents: AgentsService) {}

  /** @throws DomainError `invalid` for a team that does not exist */
  async team(teamId: string): Promise<Team> {
    const team = (await this.agents.listTeams()).find(({ id }) => id === teamId);
    if (team === undefined) throw refusal('teamId', 'There is no such team.');
    return team;
  }

  /** @throws DomainError `invalid` for anybody who is not here any more or must not see what this team keeps to itself */
  async requireAll(agentIds: readonly string[], teamId: string, field: string): Promise<void> {
    if (agentIds.length === 0) return;
    const team = await this.team(teamId);
    const people = new Map((await this.agents.list()).map((person) => [person.id, person]));
    for (const agentId of agentIds) {
      const person = people.get(agentId);
      if (person === undefined || person.deactivatedAt !== null)
        throw refusal(field, 'There is no such colleague.');
      if (!mayRead(person, team)) {
        throw refusal(field, `${person.displayName} must not see the conversations of ${team.name}.`);
      }
    }
  }

  /** Somebody as colleagues see them; null for nobody. */
  async person(agentId: string | null): Promise<PersonRef | null> {
    if (agentId === null) return null;
    const identity = (await this.agents.identities([agentId])).get(agentId);
    if (identity === undefined) return null;
    const { id, displayName, faceVersion } = identity;
    return { id, name: displayName, avatarUrl: this.agents.faceUrl(id, faceVersion, FACE) };
  }

  /** Somebody changed what this call was about: how it is now, and with whom. */
  async conflict(state: ConversationState): Promise<DomainError> {
    const { version, status, teamId, assigneeId, snoozedUntil } = state;
    const assignee = await this.person(assigneeId);
    const details = { version, status, teamId, assigneeId, assignee, snoozedUntil };
    return new DomainError('version-conflict', details, 'Somebody changed this conversation meanwhile.');
  }
}

/** Whether somebody may see what a team has. */
export function mayRead(person: AgentRecord, team: Team): boolean {
  const permitted = { role: person.role, teamIds: person.teams.map(({ id }) => id) };
  return can(permitted, 'conversation.read', { teamId: team.id, teamClosed: team.isClosed });
}

export function refusal(field: string, message: string): DomainError {
  return new DomainError('invalid', { fields: [{ field, message }] }, message);
}
