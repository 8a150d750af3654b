import { consentWording } from '@visavis/shared/agents/consent-wording';
import { consentPurposes, type ConsentPurpose, type PublicForm } from '@visavis/shared/agents/public-face';
import type { AgentRecord, NewAgent } from '../../src/agents/agent.types.ts';
import { AgentsService } from '../../src/agents/agents.service.ts';
import { ConsentService } from '../../src/agents/consent.service.ts';
import { ManageAgentsService } from '../../src/agents/manage-agents.service.ts';
import { hashPassword } from '../../src/agents/password-hash.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { TestApp } from '../test-app.ts';
import { anOrganisation } from './an-organisation.ts';
import { theDefaultTeam } from './a-team.ts';

/** The password of everybody in tests; hashed once per worker. */
export const TEST_PASSWORD = 'a quiet afternoon';
let passwordHash: Promise<string> | null = null;

let counter = 0;

/** Two letters from a number: AA, AB … ZZ, so that no two agents of a run share a mark. */
function nextMark(number: number): string {
  const letter = (index: number): string => String.fromCharCode(65 + (index % 26));
  return `${letter(Math.floor(number / 676))}${letter(Math.floor(number / 26))}${letter(number)}`;
}

type GivenAgent = Partial<NewAgent> & {
  /** How the public sees them; a purpose set to null was never agreed to. */
  forms?: Partial<Record<ConsentPurpose, PublicForm | null>>;
};

/**
 * An agent of the default team, available, with `TEST_PASSWORD`, who agreed to be seen with name and picture for every
 * purpose, unless told otherwise.
 */
export async function anAgent(app: TestApp, { forms = {}, ...given }: GivenAgent = {}): Promise<AgentRecord> {
  await anOrganisation(app);
  const teamIds = given.teamIds ?? [(await theDefaultTeam(app)).id];
  counter += 1;
  passwordHash ??= hashPassword(TEST_PASSWORD);
  const agent: NewAgent = {
    email: `agent-${counter}@brueckenfunk.example`,
    passwordHash: await passwordHash,
    role: 'agent',
    displayName: `Jana Krüger ${counter}`,
    publicName: 'Jana K.',
    mark: nextMark(counter),
    languages: ['de', 'en'],
    helpsWith: '',
    locale: 'de',
    availability: 'available',
    capacity: 8,
    ...given,
    teamIds,
  };
  const consents = consentPurposes.flatMap((purpose) => {
    const form = forms[purpose] === undefined ? 'portrait' : forms[purpose];
    return form === null
      ? []
      : [{ purpose, form, wording: consentWording(purpose, form, 'de'), locale: 'de' as const }];
  });
  const id = await app.get(UnitOfWork).run(async (tx) => {
    const added = await app.get(ManageAgentsService).add(tx, agent);
    await app.get(ConsentService).record(tx, added, consents);
    return added;
  });
  return app.get(AgentsService).get(id);
}

/** Somebody of whom every listener has heard: whoever comes wakes placement, and here it was. */
export async function aSettledAgent(
  app: TestApp,
  given: Parameters<typeof anAgent>[1] = {},
): ReturnType<typeof anAgent> {
  const agent = await anAgent(app, given);
  await app.settle();
  return agent;
}
