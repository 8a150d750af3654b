import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { RoutingModule } from './routing.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [RoutingModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

test('a skill names the rules that ask for it, and no others, before it is deleted', async () => {
  const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
  const post = async (path: string, body: object) =>
    (await request(app.url).post(path).set(admin).send(body).expect(201)).body as { id: string };
  const fibre = await post('/api/skills', { name: 'Glasfaser' });
  const billing = await post('/api/skills', { name: 'Rechnung' });
  const rule = (name: string, skillId: string) =>
    post('/api/routing-rules', {
      name,
      conditions: [{ field: 'words', anyOf: [name] }],
      actions: [{ do: 'skill', skillId, minLevel: 2 }],
    });
  const { id } = await rule('Glasfaser', fibre.id);
  await rule('Rechnung', billing.id);

  const uses = await request(app.url).get(`/api/skills/${fibre.id}/uses`).set(admin);
  expect(uses.body.rules).toEqual([{ id, name: 'Glasfaser' }]);
});
