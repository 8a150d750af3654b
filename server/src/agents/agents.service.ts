import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { AgentIdentity, AgentRecord, Candidate, Team } from './agent.types.ts';
import { AgentsRepository } from './agents.repository.ts';
import { facePath, type FaceSize } from './face-path.ts';
import { TeamsRepository } from './teams.repository.ts';

/** What other modules ask about people and teams; reads only. */
@Injectable()
export class AgentsService {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly teams: TeamsRepository,
  ) {}

  /** Deactivated people included: what they wrote stays theirs. Unknown ids are missing from the map. */
  async identities(agentIds: readonly string[]): Promise<Map<string, AgentIdentity>> {
    if (agentIds.length === 0) return new Map();
    const found = await this.agents.identities([...new Set(agentIds)]);
    return new Map(found.map((identity) => [identity.id, identity]));
  }

  /** The active members of a team, whatever their availability, in order of id; within a transaction when given one. */
  async candidates(teamId: string, tx: Tx | null = null): Promise<Candidate[]> {
    return this.agents.candidates(teamId, tx);
  }

  /** Ids of the teams whose conversations somebody may see. */
  async teamsVisibleTo(agent: Pick<SignedInAgent, 'agentId' | 'role'>): Promise<string[]> {
    return this.teams.visibleIds(agent.agentId, agent.role === 'admin');
  }

  /** @throws DomainError `not-found` */
  async get(agentId: string): Promise<AgentRecord> {
    const found = await this.agents.find(agentId);
    if (found === null) throw new DomainError('not-found', {}, 'There is no such agent.');
    return found;
  }

  async list(): Promise<AgentRecord[]> {
    return this.agents.list();
  }

  async listTeams(): Promise<Team[]> {
    return this.teams.list();
  }

  /** @throws DomainError `not-found` */
  async team(teamId: string): Promise<Team> {
    const found = await this.teams.find(teamId);
    if (found === null) throw new DomainError('not-found', {}, 'There is no such team.');
    return found;
  }

  /** The team that takes what no channel sends elsewhere. @throws DomainError `not-found` before the set-up */
  async defaultTeam(): Promise<Team> {
    const found = await this.teams.defaultTeam();
    if (found === null) throw new DomainError('not-found', {}, 'There is no organisation yet.');
    return found;
  }

  /** Path of a face on our own origin; version 0 is the portrait with initials. */
  faceUrl(agentId: string, version: number, size: FaceSize = 256): string {
    return facePath(agentId, version, size);
  }
}
