import { Injectable } from '@nestjs/common';
import type { CreateAgentRequest, UpdateAgentRequest } from '@visavis/shared/api/agents';
import type { Availability } from '@visavis/shared/api/session';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { AgentRecord, NewAgent } from './agent.types.ts';
import { AgentsRepository, type AgentChanges } from './agents.repository.ts';
import { ConsentService } from './consent.service.ts';
import { EndSessionsService } from './end-sessions.service.ts';
import { SkillsRepository } from './skills.repository.ts';
import { TeamsRepository } from './teams.repository.ts';

const DEFAULT_CAPACITY = 8;

/** What is kept apart from the other columns of a person. */
interface OwnState {
  availability?: Availability | undefined;
  languages?: string[] | undefined;
}

/** What administrators do to people, and people to their own profile. */
@Injectable()
export class ManageAgentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly agents: AgentsRepository,
    private readonly teams: TeamsRepository,
    private readonly skills: SkillsRepository,
    private readonly consent: ConsentService,
    private readonly endSessions: EndSessionsService,
    private readonly realtime: RealtimeServer,
    private readonly clock: Clock,
  ) {}

  /** The person sets a password through a link. @throws DomainError `conflict` with the taken fields, `invalid` */
  async create(request: CreateAgentRequest): Promise<AgentRecord> {
    const id = await this.uow.run((tx) =>
      this.add(tx, {
        email: request.email,
        passwordHash: null,
        role: request.role,
        displayName: request.displayName,
        publicName: request.publicName,
        mark: request.mark,
        languages: request.languages ?? [],
        helpsWith: request.helpsWith ?? '',
        locale: request.locale ?? 'de',
        availability: 'awaited',
        capacity: request.capacity ?? DEFAULT_CAPACITY,
        teamIds: request.teamIds,
      }),
    );
    return this.found(await this.agents.find(id));
  }

  /** Step. @returns the new id. @throws DomainError `conflict`, `invalid` */
  async add(tx: Tx, given: NewAgent): Promise<string> {
    const id = newId();
    const agent = { ...given, email: given.email.toLowerCase() };
    await this.agents.lockPeople(tx);
    await this.assertFree(tx, null, agent.email, agent.mark);
    await this.assertTeams(tx, agent.teamIds);
    await this.agents.insert(tx, id, agent, this.clock.now());
    const { pronouns, sinceYear, sentence } = agent;
    await this.agents.update(tx, id, { pronouns, sinceYear, sentence });
    await this.skills.setLanguages(tx, id, agent.languages);
    await this.agents.setTeams(tx, id, agent.teamIds);
    tx.emit({ type: 'agent.changed', agentId: id });
    return id;
  }

  /**
   * Deactivating ends the person's sessions, sets them to `off`, so that nothing is routed to them, and takes name and
   * face back everywhere: they leave, and what they wrote stays true. Coming back, they agree anew. To whom their work
   * goes is said with it, so that nothing changes hands when leaving is refused.
   *
   * @param by who decides so; null when nobody did
   * @throws DomainError `not-found`, `conflict`, `invalid`
   */
  async update(
    agentId: string,
    { availability, teamIds, languages, deactivated, workTo, ...given }: UpdateAgentRequest,
    by: string | null = null,
  ): Promise<AgentRecord> {
    const places = await this.consent.placesOf(agentId);
    const ended = await this.uow.run(async (tx) => {
      await this.agents.lockPeople(tx);
      const before = this.found(await this.agents.lock(tx, agentId));
      await this.assertFree(tx, agentId, null, given.mark ?? null);
      await this.assertAnAdminRemains(tx, before, given.role, deactivated);
      if (deactivated === true && workTo !== undefined && by !== null) {
        await this.assertTakesWork(tx, agentId, workTo);
        // Before any other fact about them: whoever hears that they left knows to whom their work goes.
        tx.emit({ type: 'agent.changed', agentId, workTo: { agentId: workTo, by } });
      }
      const changes: AgentChanges = { ...given };
      if (deactivated !== undefined)
        changes.deactivatedAt = deactivated ? (before.deactivatedAt ?? this.clock.now()) : null;
      await this.agents.update(tx, agentId, changes);
      if (languages !== undefined) await this.skills.setLanguages(tx, agentId, languages);
      if (teamIds !== undefined) {
        await this.assertTeams(tx, teamIds);
        await this.agents.setTeams(tx, agentId, teamIds);
      }
      const wanted = deactivated === true ? 'off' : availability;
      if (wanted !== undefined) await this.changeAvailability(tx, before, wanted);
      if (deactivated === true) await this.consent.close(tx, agentId, places);
      tx.emit({ type: 'agent.changed', agentId });
      return deactivated === true ? this.endSessions.endOthers(tx, agentId, null) : [];
    });
    this.endSessions.closeScreens(ended);
    // What a screen may hear follows from role and teams when it connects; it connects again by itself.
    if (given.role !== undefined || teamIds !== undefined) this.realtime.disconnectAgent(agentId);
    return this.found(await this.agents.find(agentId));
  }

  /** What a person may change about themselves. @throws DomainError `not-found` */
  async updateOwn(
    agentId: string,
    { availability, languages, ...changes }: AgentChanges & OwnState,
  ): Promise<AgentRecord> {
    await this.uow.run(async (tx) => {
      const before = this.found(await this.agents.lock(tx, agentId));
      await this.agents.update(tx, agentId, changes);
      if (languages !== undefined) await this.skills.setLanguages(tx, agentId, languages);
      if (availability !== undefined) await this.changeAvailability(tx, before, availability);
      tx.emit({ type: 'agent.changed', agentId });
    });
    return this.found(await this.agents.find(agentId));
  }

  private async changeAvailability(tx: Tx, before: AgentRecord, after: Availability): Promise<void> {
    if (before.availability === after) return;
    await this.agents.setAvailability(tx, before.id, after, this.clock.now());
    tx.emit({
      type: 'agent.availabilityChanged',
      agentId: before.id,
      teamIds: before.teams.map(({ id }) => id),
      before: before.availability,
      after,
    });
  }

  private async assertFree(
    tx: Tx,
    exceptId: string | null,
    email: string | null,
    mark: string | null,
  ): Promise<void> {
    const taken = await this.agents.taken(tx, exceptId, email, mark);
    const fields = [
      ...(taken.email ? [{ field: 'email', message: 'is already used by a colleague' }] : []),
      ...(taken.mark ? [{ field: 'mark', message: 'already signs the replies of a colleague' }] : []),
    ];
    if (fields.length > 0)
      throw new DomainError(
        'conflict',
        { fields },
        fields.map(({ field, message }) => `${field} ${message}`).join('; '),
      );
  }

  private async assertTeams(tx: Tx, teamIds: readonly string[]): Promise<void> {
    const known = await this.teams.existing(tx, teamIds);
    if (known.length < new Set(teamIds).size) {
      throw new DomainError(
        'invalid',
        { fields: [{ field: 'teamIds', message: 'names a team that does not exist' }] },
        'A team does not exist.',
      );
    }
  }

  private async assertTakesWork(tx: Tx, agentId: string, workTo: string): Promise<void> {
    const next = await this.agents.lock(tx, workTo);
    if (workTo !== agentId && next !== null && next.deactivatedAt === null) return;
    throw new DomainError('invalid', {
      fields: [{ field: 'workTo', message: 'is no colleague who is here' }],
    });
  }

  private async assertAnAdminRemains(
    tx: Tx,
    before: AgentRecord,
    role: string | undefined,
    deactivated: boolean | undefined,
  ): Promise<void> {
    const losesAdmin =
      before.role === 'admin' && ((role !== undefined && role !== 'admin') || deactivated === true);
    if (losesAdmin && (await this.agents.otherActiveAdmins(tx, before.id)) === 0) {
      throw new DomainError(
        'conflict',
        { reason: 'last-admin' },
        'Somebody has to remain administrator; make a colleague one first.',
      );
    }
  }

  private found(agent: AgentRecord | null): AgentRecord {
    if (agent === null) throw new DomainError('not-found', {}, 'There is no such agent.');
    return agent;
  }
}
