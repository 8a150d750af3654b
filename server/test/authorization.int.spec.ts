import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiTokenScope } from '@visavis/shared/api/session';
import { Controller, Get } from '@nestjs/common';
import request from 'supertest';
import { AgentsModule } from '../src/agents/agents.module.ts';
import { apiTokenScopes } from '../src/agents/api-token-scopes.ts';
import { ApiTokensService } from '../src/agents/api-tokens.service.ts';
import { newId } from '../src/platform/crypto/new-id.ts';
import { anAgent } from './factories/an-agent.ts';
import { listRoutes, type Route } from './list-routes.ts';
import { routeAccess, tokenAccess, type Access } from './route-access.ts';
import { signIn } from './sign-in.ts';
import { createTestApp, type TestApp } from './test-app.ts';

type Caller = 'anonymous' | 'agent' | 'lead' | 'admin' | ApiTokenScope;

const callers: Caller[] = ['anonymous', 'agent', 'lead', 'admin', ...apiTokenScopes];
const mayCall: Record<Access, readonly Caller[]> = {
  public: callers,
  everyone: ['agent', 'lead', 'admin'],
  leads: ['lead', 'admin'],
  admins: ['admin'],
};

let app: TestApp;
let routes: Route[];
beforeAll(async () => {
  app = await createTestApp({ settings: { logLevel: 'silent' } });
  routes = listRoutes(app.app);
});
afterAll(() => app.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** A new session or token each time, because a route may end the one it was called with. */
async function headersOf(caller: Caller): Promise<Record<string, string>> {
  if (caller === 'anonymous') return { Origin: app.url };
  const isToken = caller.includes(':');
  const role = isToken ? 'admin' : (caller as 'agent' | 'lead' | 'admin');
  const agent = await anAgent(app, { role });
  if (!isToken) return signIn(app, agent);
  const { token } = await app
    .get(ApiTokensService)
    .create(agent.id, { name: caller, scopes: [caller as ApiTokenScope], expiresAt: null });
  return { Authorization: `Bearer ${token}` };
}

/** Whether the guard let the call through; what the route then made of a call without sense is not asked here. */
async function isAdmitted(route: Route, caller: Caller): Promise<boolean> {
  const path = route.path.replace(/:\w+/g, () => newId());
  const method = route.method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
  const answer = await request(app.url)
    [method](path)
    .set(await headersOf(caller))
    .timeout(5_000);
  const code = (answer.body as { error?: { code?: string; details?: object } }).error?.code;
  if (code === 'scope-missing' || (code === 'forbidden' && 'action' in (answer.body.error.details as object)))
    return false;
  // A public route may ask for proof of its own, such as a signature; the guard's answer is the same for all of them.
  return !(answer.status === 401 && answer.body?.error?.message === 'Sign in first.');
}

describe('the table of routes', () => {
  test('names every route of the application and no other', () => {
    expect(routes.map(nameOf).toSorted()).toEqual(Object.keys(routeAccess).toSorted());
  });

  test('names for tokens only routes that exist and are not public anyway', () => {
    const closed = new Set(
      Object.entries(routeAccess).flatMap(([name, access]) => (access === 'public' ? [] : [name])),
    );
    expect(
      Object.values(tokenAccess)
        .flat()
        .filter((name) => !closed.has(name)),
    ).toEqual([]);
  });

  test('lets no token write in a person’s name', () => {
    const inPerson = /(replies|notes|draft|password|session|tokens|\/api\/me(\/|$))/;
    expect(
      Object.values(tokenAccess)
        .flat()
        .filter((name) => inPerson.test(name) && !name.startsWith('GET')),
    ).toEqual([]);
  });
});

describe('the guard', () => {
  test.each(callers)('lets %s call exactly what the table says', async (caller) => {
    const expected: string[] = [];
    const admitted: string[] = [];
    for (const route of routes) {
      const name = nameOf(route);
      const access = routeAccess[name];
      // The test above names what is missing; once is enough.
      if (access === undefined) continue;
      const isInScope = caller in tokenAccess && tokenAccess[caller as ApiTokenScope].includes(name);
      if (mayCall[access].includes(caller) || isInScope) expected.push(name);
      if (await isAdmitted(route, caller)) admitted.push(name);
    }
    expect(admitted).toEqual(expected);
  });

  test('closes a route whose action nobody named, to administrators too, and the application does not start with one', async () => {
    @Controller('api/forgotten')
    class ForgottenController {
      @Get()
      show(): string {
        return 'secret';
      }
    }
    await expect(
      createTestApp({ modules: [AgentsModule], controllers: [ForgottenController], keepData: true }),
    ).rejects.toThrow('These routes need @Requires or @Public: ForgottenController.show.');
  });
});
