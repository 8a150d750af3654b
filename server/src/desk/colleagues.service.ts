import { Injectable } from '@nestjs/common';
import type { PersonRef } from '@visavis/shared/api/conversations';
import { can } from '@visavis/shared/permissions';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { ShieldsService, type Shielded } from '../routing/shields.service.ts';

const FACE = 64;

/** Checks the people and teams that a request names, before anything is locked. */
@Injectable()
export class ColleaguesService {
  constructor(
    private readonly agents: AgentsService,
    private readonly shields: ShieldsService,
  ) {}

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

  /**
   * Somebody whom a colleague gives a conversation. The refusal says the same of whoever must not see it and of whoever is
   * shielded from the customer: a shield is between its person and their leads. Taking it oneself is deciding so.
   *
   * @throws DomainError `invalid` for anybody who is not here any more or cannot take it
   */
  async requireTaker(
    agentId: string,
    state: Pick<ConversationState, 'teamId' | 'contactId'>,
    { giver, field }: { giver: string; field: string },
  ): Promise<void> {
    const [team, people, shielded] = await Promise.all([
      this.team(state.teamId),
      this.agents.list(),
      this.shields.shieldedFrom([state.contactId]),
    ]);
    const person = people.find(({ id, deactivatedAt }) => id === agentId && deactivatedAt === null);
    if (person === undefined) throw refusal(field, 'There is no such colleague.');
    if (!mayTake(person, { state, team, giver, shielded }))
      throw refusal(field, `${person.displayName} cannot take this conversation.`, 'cannot-take');
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

interface Giving {
  state: Pick<ConversationState, 'contactId'>;
  /** Null when nobody decides it. */
  giver: string | null;
  /** By contact, as `ShieldsService` answers. */
  shielded: Shielded;
}

/** Whether somebody is shielded from the customer. What they take themselves they decided to have. */
export function isKeptFrom(agentId: string, { state, giver, shielded }: Giving): boolean {
  return agentId !== giver && shielded.get(state.contactId)?.has(agentId) === true;
}

/** Whether a colleague can be given something. Whoever asks is told no more than that it cannot be. */
export function mayTake(person: AgentRecord, { team, ...giving }: Giving & { team: Team }): boolean {
  return !isKeptFrom(person.id, giving) && mayRead(person, team);
}

/** @param reason by which the application says it in the reader's words */
export function refusal(field: string, message: string, reason?: string): DomainError {
  const fields = [{ field, message }];
  return new DomainError('invalid', reason === undefined ? { fields } : { fields, reason }, message);
}
