import { SESSION_COOKIE } from '../src/agents/session-token.ts';
import { SessionsService } from '../src/agents/sessions.service.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import type { TestApp } from './test-app.ts';

/** Headers with which somebody who is signed in calls: `request(app.url).post(…).set(await signIn(app, agent))`. */
export interface SignedInHeaders extends Record<string, string> {
  Cookie: string;
  Origin: string;
}

/** Opens a session without the cost of a password; it is as real as one from `POST /api/session`. */
export async function signIn(app: TestApp, agent: { id: string }): Promise<SignedInHeaders> {
  const token = await app.get(UnitOfWork).run((tx) => app.get(SessionsService).open(tx, agent.id, 'Tests'));
  return { Cookie: `${SESSION_COOKIE}=${token}`, Origin: app.url };
}
