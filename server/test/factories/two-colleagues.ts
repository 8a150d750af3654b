import type { AgentRecord } from '../../src/agents/agent.types.ts';
import { signIn, type SignedInHeaders } from '../sign-in.ts';
import type { TestApp } from '../test-app.ts';
import { anAgent } from './an-agent.ts';

export interface TwoColleagues {
  jana: AgentRecord;
  mehmet: AgentRecord;
  asJana: SignedInHeaders;
  asMehmet: SignedInHeaders;
}

/**
 * An empty house at ten o'clock (UTC) with two people who are signed in and busy: what nobody has stays with nobody,
 * unless a test makes somebody available.
 */
export async function twoColleagues(app: TestApp): Promise<TwoColleagues> {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
  const availability = 'busy';
  const jana = await anAgent(app, { displayName: 'Jana Krüger', publicName: 'Jana K.', availability });
  const mehmet = await anAgent(app, { displayName: 'Mehmet Aydın', publicName: 'Mehmet A.', availability });
  const [asJana, asMehmet] = [await signIn(app, jana), await signIn(app, mehmet)];
  await app.settle();
  return { jana, mehmet, asJana, asMehmet };
}
