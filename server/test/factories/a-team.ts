import type { Team } from '../../src/agents/agent.types.ts';
import { AgentsService } from '../../src/agents/agents.service.ts';
import { TeamsService } from '../../src/agents/teams.service.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { TestApp } from '../test-app.ts';
import { anOrganisation } from './an-organisation.ts';

export interface TeamGiven {
  name?: string;
  isDefault?: boolean;
  isClosed?: boolean;
}

let counter = 0;

/** A team; the first one of a test is the default team unless told. */
export async function aTeam(app: TestApp, given: TeamGiven = {}): Promise<Team> {
  await anOrganisation(app);
  const teams = app.get(TeamsService);
  const hasDefault = (await teams.list()).some((team) => team.isDefault);
  const name = given.name ?? `Team ${(counter += 1)}`;
  const isDefault = given.isDefault ?? (!hasDefault && given.isClosed !== true);
  const id = await app.get(UnitOfWork).run((tx) =>
    teams.add(tx, {
      name,
      isDefault,
      ...(given.isClosed === undefined ? {} : { isClosed: given.isClosed }),
    }),
  );
  return app.get(AgentsService).team(id);
}

/** The default team, made if there is none. */
export async function theDefaultTeam(app: TestApp): Promise<Team> {
  const existing = (await app.get(TeamsService).list()).find((team) => team.isDefault);
  return existing ?? aTeam(app, { isDefault: true });
}
