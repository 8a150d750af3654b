import { Injectable } from '@nestjs/common';
import type { TeamRef } from '@visavis/shared/api/session';
import { weekdays, type BusinessHours, type Span } from '@visavis/shared/sla/business-time';
import { AgentsService } from '../agents/agents.service.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { CalendarsService } from './calendars.service.ts';
import { SlaPoliciesRepository, type PolicyContent } from './sla-policies.repository.ts';
import type { Policy } from './sla.types.ts';

const AROUND_THE_CLOCK: readonly Span[] = [['00:00', '24:00']];

const ALWAYS_OPEN: BusinessHours = {
  timeZone: 'UTC',
  weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, AROUND_THE_CLOCK])),
};

/** What a team promises before somebody decides otherwise. */
const FIRST_POLICY: PolicyContent = {
  name: 'Standard',
  firstResponseMinutes: 60,
  nextResponseMinutes: 120,
  hours: ALWAYS_OPEN,
};

/** The policies of teams. Every team has one: the first time it is asked for, a team without one is given the default. */
@Injectable()
export class SlaPoliciesService {
  constructor(
    private readonly repository: SlaPoliciesRepository,
    private readonly agents: AgentsService,
    private readonly calendars: CalendarsService,
    private readonly uow: UnitOfWork,
  ) {}

  /** All teams' policies, by the name of the team. */
  async list(): Promise<PolicyOfTeam[]> {
    const teams = await this.agents.listTeams();
    const policies = await this.uow.run((tx) =>
      this.ofTeams(
        tx,
        teams.map((team) => team.id),
      ),
    );
    return teams.flatMap((team) => {
      const policy = policies.get(team.id);
      return policy === undefined ? [] : [{ team: { id: team.id, name: team.name }, policy }];
    });
  }

  /** For clocks that start from now on; those that run keep what they started with. @throws DomainError `not-found` */
  async save(teamId: string, content: PolicyContent): Promise<PolicyOfTeam> {
    const team = (await this.agents.listTeams()).find(({ id }) => id === teamId);
    if (team === undefined) throw new DomainError('not-found', {}, 'There is no such team.');
    return this.uow.run(async (tx) => {
      await this.repository.serialise(tx);
      await this.repository.save(tx, [teamId], content);
      await this.calendars.putTeamHours(tx, teamId, content.hours);
      const [policy] = await this.repository.ofTeams(tx, [teamId]);
      if (policy === undefined) throw new DomainError('not-found', {}, 'There is no such team.');
      return { team: { id: team.id, name: team.name }, policy };
    });
  }

  /**
   * The policy of each conversation: what a rule chose for it, else its team's; so also when what was chosen is gone.
   */
  async ofConversations(
    tx: Tx,
    states: readonly Pick<ConversationState, 'teamId' | 'slaPolicyId'>[],
  ): Promise<(state: Pick<ConversationState, 'teamId' | 'slaPolicyId'>) => Policy | undefined> {
    const chosenIds = [...new Set(states.flatMap(({ slaPolicyId }) => slaPolicyId ?? []))];
    const chosen = chosenIds.length === 0 ? [] : await this.repository.byIds(tx, chosenIds);
    const byId = new Map(chosen.map((policy) => [policy.id, policy]));
    const ofTeams = await this.ofTeams(tx, [...new Set(states.map(({ teamId }) => teamId))]);
    return ({ teamId, slaPolicyId }) => byId.get(slaPolicyId ?? '') ?? ofTeams.get(teamId);
  }

  /** The policy of each of these teams, which exist. */
  async ofTeams(tx: Tx, teamIds: readonly string[]): Promise<Map<string, Policy>> {
    const found = byTeam(await this.repository.ofTeams(tx, teamIds));
    if (teamIds.every((teamId) => found.has(teamId))) return found;
    await this.repository.serialise(tx);
    const again = byTeam(await this.repository.ofTeams(tx, teamIds));
    const without = teamIds.filter((teamId) => !again.has(teamId));
    if (without.length === 0) return again;
    await this.repository.save(tx, without, FIRST_POLICY);
    return byTeam(await this.repository.ofTeams(tx, teamIds));
  }
}

export interface PolicyOfTeam {
  team: TeamRef;
  policy: Policy;
}

function byTeam(policies: readonly Policy[]): Map<string, Policy> {
  return new Map(policies.map((policy) => [policy.teamId, policy]));
}
