import { Injectable } from '@nestjs/common';
import type { AvailabilityState, TeamRouting } from '@visavis/shared/api/schedule';
import type { Tx } from '../platform/database/unit-of-work.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { AgentIdentity, AgentRecord, Candidate, Team } from './agent.types.ts';
import { presentToColleagues } from './agents.presenter.ts';
import { AgentsRepository } from './agents.repository.ts';
import { facePath, type FaceSize } from './face-path.ts';
import { ShiftsRepository } from './shifts.repository.ts';
import { SkillsRepository } from './skills.repository.ts';
import { TeamsRepository } from './teams.repository.ts';

const BACK_WITHIN_HOURS = 24;

/** What other modules ask about people and teams; reads only. */
@Injectable()
export class AgentsService {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly teams: TeamsRepository,
    private readonly skills: SkillsRepository,
    private readonly shifts: ShiftsRepository,
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

  /** Step. Those of these people who are available; none of them can go away until the transaction ends. */
  async holdAvailable(tx: Tx, agentIds: readonly string[]): Promise<Set<string>> {
    if (agentIds.length === 0) return new Set();
    return new Set(await this.agents.holdAvailable(tx, agentIds));
  }

  /** How a team shares its work out. @throws DomainError `not-found` */
  async teamRouting(teamId: string, tx: Tx | null = null): Promise<TeamRouting> {
    const found = await this.teams.routing(teamId, tx);
    if (found === null) throw new DomainError('not-found', {}, 'There is no such team.');
    return found;
  }

  /**
   * When those of these people who are away or off are expected back: the time they said, else the next shift if it
   * begins within a day, else null. Who is there, or busy, is missing from the map.
   */
  async onDutyAgain(
    agentIds: readonly string[],
    now: Date,
    tx: Tx | null = null,
  ): Promise<Map<string, Date | null>> {
    if (agentIds.length === 0) return new Map();
    const absent = await this.shifts.expectedBack(agentIds, now, BACK_WITHIN_HOURS, tx);
    return new Map(absent.map(({ agentId, returnsAt }) => [agentId, returnsAt]));
  }

  /** How available these people are, and why, as colleagues see it. */
  async availabilityOf(agentIds: readonly string[]): Promise<Map<string, AvailabilityState>> {
    if (agentIds.length === 0) return new Map();
    const found = await this.agents.availabilityOf(agentIds);
    return new Map(found.map((one) => [one.id, presentToColleagues(one)]));
  }

  /** Who stands in now, by whom they stand in for; only active people who are not absent themselves. */
  async standIns(agentIds: readonly string[], now: Date, tx: Tx | null = null): Promise<Map<string, string>> {
    if (agentIds.length === 0) return new Map();
    const found = await this.shifts.standIns(agentIds, now, tx);
    return new Map(found.map(({ agentId, standInAgentId }) => [agentId, standInAgentId]));
  }

  /** Names of skills, those of deleted ones too; unknown ids are missing from the map. */
  async skillNames(skillIds: readonly string[]): Promise<Map<string, { name: string; isDeleted: boolean }>> {
    if (skillIds.length === 0) return new Map();
    const found = await this.skills.names(skillIds);
    return new Map(found.map(({ id, name, isDeleted }) => [id, { name, isDeleted }]));
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
