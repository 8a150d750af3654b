import { Injectable } from '@nestjs/common';
import type { TeamRouting } from '@visavis/shared/api/schedule';
import type { Candidate } from '@visavis/shared/routing/pick-agent';
import type { Candidate as Member } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import { WaitingService } from '../conversations/waiting.service.ts';
import type { Tx } from '../platform/database/unit-of-work.ts';
import { PlacementRepository } from './placement.repository.ts';

/** How much each kind weighs, by team. */
export type Weights = ReadonlyMap<string, TeamRouting['weights']>;

/** The members of a team with all that choosing among them takes. */
@Injectable()
export class TeamPeopleService {
  constructor(
    private readonly agents: AgentsService,
    private readonly waiting: WaitingService,
    private readonly repository: PlacementRepository,
  ) {}

  /** People work in several teams: each weighs its own. To be read before a transaction. */
  async weights(): Promise<Weights> {
    return new Map((await this.agents.listTeams()).map(({ id, routing }) => [id, routing.weights]));
  }

  /** With what they carry and when they are back, as of now; inside a transaction or, without one, outside of any. */
  async describe(
    tx: Tx | null,
    members: readonly Member[],
    { weights, now }: { weights: Weights; now: Date },
  ): Promise<Candidate[]> {
    const agentIds = members.map(({ agentId }) => agentId);
    if (agentIds.length === 0) return [];
    const absent = members.filter(({ availability }) => availability === 'away' || availability === 'off');
    const loads = await this.loads(tx, agentIds, weights);
    const lastPlacedAt = await this.repository.lastPlacedAt(tx, agentIds);
    const back = await this.agents.onDutyAgain(
      absent.map(({ agentId }) => agentId),
      now,
      tx,
    );
    return members.map(({ agentId, availability, capacity, skills, languages }) => ({
      agentId,
      availability,
      returnsAt: back.get(agentId) ?? null,
      capacity,
      load: loads.get(agentId) ?? 0,
      lastAssignedAt: lastPlacedAt.get(agentId) ?? null,
      abilities: new Map<string, number>([
        ...Object.entries(skills).map(([id, level]): [string, number] => [`skill:${id}`, level]),
        ...languages.map(({ language, level }): [string, number] => [`language:${language}`, level]),
      ]),
    }));
  }

  private async loads(
    tx: Tx | null,
    agentIds: readonly string[],
    weights: Weights,
  ): Promise<Map<string, number>> {
    const loads = new Map<string, number>();
    for (const { agentId, teamId, kind, count } of await this.waiting.openWork(agentIds, tx)) {
      const weight = weights.get(teamId)?.[kind] ?? 1;
      loads.set(agentId, Math.round(((loads.get(agentId) ?? 0) + weight * count) * 1000) / 1000);
    }
    return loads;
  }
}
