import { Injectable } from '@nestjs/common';
import type { AgentIdentity } from '../agents/agent.types.ts';
import { AgentsService } from '../agents/agents.service.ts';
import { ConsentService } from '../agents/consent.service.ts';
import { FacesService } from '../agents/faces.service.ts';
import { ManageAgentsService } from '../agents/manage-agents.service.ts';
import { hashPassword } from '../agents/password-hash.ts';
import { TeamsService } from '../agents/teams.service.ts';
import { agentPortraits } from '../media/portrait-gallery.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import {
  demoAgents,
  demoOrganisation,
  demoPassword,
  demoTeams,
  type DemoAgentKey,
  type DemoTeamKey,
} from './demo-people.ts';
import { demoConsents, demoProfiles } from './demo-profiles.ts';

/** Whom the stories are about, by the short names that the stories use. */
export interface DemoTeam {
  teams: Record<DemoTeamKey, string>;
  agents: Record<DemoAgentKey, AgentIdentity>;
}

const DEFAULT_TEAM: DemoTeamKey = 'landline';

/** Brückenfunk's care team: organisation, teams, people and faces. */
@Injectable()
export class DemoTeamService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisation: OrganisationService,
    private readonly teams: TeamsService,
    private readonly manageAgents: ManageAgentsService,
    private readonly agents: AgentsService,
    private readonly faces: FacesService,
    private readonly consent: ConsentService,
  ) {}

  /** One transaction: whoever finds the organisation finds everybody. */
  async gather(): Promise<DemoTeam> {
    const passwordHash = await hashPassword(demoPassword);
    const keys = Object.keys(demoAgents) as DemoAgentKey[];
    const portraits = new Map(await Promise.all(keys.map((key) => this.portraitOf(key))));
    const { teamIds, agentIds } = await this.uow.run(async (tx) => {
      await this.organisation.create(tx, { ...demoOrganisation, isDemo: true });
      const teamIds = {} as DemoTeam['teams'];
      for (const key of Object.keys(demoTeams) as DemoTeamKey[])
        teamIds[key] = await this.teams.add(tx, { name: demoTeams[key], isDefault: key === DEFAULT_TEAM });
      const agentIds = {} as Record<DemoAgentKey, string>;
      for (const key of keys) {
        const { teams, portrait: _portrait, ...person } = demoAgents[key];
        const email = `${key}@brueckenfunk.example`;
        agentIds[key] = await this.manageAgents.add(tx, {
          ...person,
          ...demoProfiles[key],
          email,
          passwordHash,
          teamIds: teams.map((team) => teamIds[team]),
        });
        await this.consent.record(tx, agentIds[key], demoConsents(key, person.locale));
        const portrait = portraits.get(key);
        if (portrait != null) await this.faces.show(tx, agentIds[key], portrait);
      }
      return { teamIds, agentIds };
    });
    const identities = await this.agents.identities(Object.values(agentIds));
    const agents = {} as DemoTeam['agents'];
    for (const key of keys) {
      const identity = identities.get(agentIds[key]);
      if (identity !== undefined) agents[key] = identity;
    }
    return { teams: teamIds, agents };
  }

  private async portraitOf(key: DemoAgentKey) {
    const { portrait } = demoAgents[key];
    return [key, portrait === null ? null : await this.faces.drawPortrait(agentPortraits[portrait])] as const;
  }
}
