import { Injectable } from '@nestjs/common';
import { usualTeamRouting } from '@visavis/shared/agents/team-routing';
import type { SaveTeamRequest } from '@visavis/shared/api/agents';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import { Clock } from '../platform/clock.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { Team } from './agent.types.ts';
import { AgentsRepository } from './agents.repository.ts';
import { TeamsRepository } from './teams.repository.ts';

@Injectable()
export class TeamsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly teams: TeamsRepository,
    private readonly agents: AgentsRepository,
    private readonly realtime: RealtimeServer,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<Team[]> {
    return this.teams.list();
  }

  /** @throws DomainError `conflict` when the name is taken */
  async create(request: SaveTeamRequest): Promise<Team> {
    const id = await this.uow.run((tx) => this.add(tx, { ...request, isDefault: false }));
    return this.found(await this.teams.find(id));
  }

  /** Step. @returns the new id. @throws DomainError `conflict` when the name is taken */
  async add(
    tx: Tx,
    { name, isClosed, isDefault, memberIds, routing }: SaveTeamRequest & { isDefault: boolean },
  ): Promise<string> {
    const id = newId();
    await this.agents.lockPeople(tx);
    await this.assertNameFree(tx, name, null);
    await this.teams.insert(
      tx,
      { id, name, isDefault, isClosed: isClosed ?? false, routing: routing ?? usualTeamRouting },
      this.clock.now(),
    );
    if (memberIds !== undefined) await this.changeMembers(tx, id, [], memberIds);
    return id;
  }

  /**
   * Whoever may see more or less of conversations afterwards connects again: what a screen hears is decided then.
   *
   * @throws DomainError `not-found`, `conflict`
   */
  async update(teamId: string, changes: Partial<SaveTeamRequest>): Promise<Team> {
    const people = (await this.agents.list()).map(({ id }) => id);
    const { moved, concernsAll } = await this.uow.run(async (tx) => {
      await this.agents.lockPeople(tx);
      const before = this.found(await this.teams.lock(tx, teamId));
      const name = changes.name ?? before.name;
      const isClosed = changes.isClosed ?? before.isClosed;
      if (before.isDefault && isClosed) {
        throw new DomainError(
          'conflict',
          { reason: 'default-team' },
          'The default team takes what nobody else takes and stays open.',
        );
      }
      await this.assertNameFree(tx, name, teamId);
      await this.teams.update(tx, teamId, { name, isClosed });
      if (changes.routing !== undefined) {
        await this.teams.setRouting(tx, teamId, changes.routing);
        tx.emit({ type: 'team.changed', teamId });
      }
      const members = changes.memberIds ?? before.memberIds;
      // Whoever does not belong to it must not see it any more, and may have conversations in it.
      if (isClosed && !before.isClosed) tx.emitAll(people.map(changedFact));
      return {
        moved: await this.changeMembers(tx, teamId, before.memberIds, members),
        concernsAll: isClosed !== before.isClosed,
      };
    });
    const affected = concernsAll ? people : moved;
    for (const agentId of affected) this.realtime.disconnectAgent(agentId);
    return this.found(await this.teams.find(teamId));
  }

  /** @returns who joined or left */
  private async changeMembers(
    tx: Tx,
    teamId: string,
    before: readonly string[],
    after: readonly string[],
  ): Promise<string[]> {
    await this.teams.setMembers(tx, teamId, after);
    const moved = [...new Set([...before, ...after])]
      .filter((id) => before.includes(id) !== after.includes(id))
      .toSorted();
    tx.emitAll(moved.map(changedFact));
    return moved;
  }

  private async assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
    if (!(await this.teams.isNameTaken(tx, name, exceptId))) return;
    throw new DomainError(
      'conflict',
      { fields: [{ field: 'name', message: 'is the name of another team' }] },
      'Another team has this name.',
    );
  }

  private found(team: Team | null): Team {
    if (team === null) throw new DomainError('not-found', {}, 'There is no such team.');
    return team;
  }
}

function changedFact(agentId: string): DomainEvent {
  return { type: 'agent.changed', agentId };
}
