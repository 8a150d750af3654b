import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anAgent, TEST_PASSWORD } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { OrganisationModule } from '../organisation/organisation.module.ts';
import { AgentsModule } from './agents.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [OrganisationModule, AgentsModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const post = (path: string) => request(app.url).post(path).set('Origin', app.url);

describe('POST /api/session', () => {
  test('signs in with an httpOnly cookie that the next call carries', async () => {
    const jana = await anAgent(app);
    const answer = await post('/api/session').send({
      email: jana.email.toUpperCase(),
      password: TEST_PASSWORD,
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ id: jana.id, role: 'agent', displayName: jana.displayName });
    const [cookie = ''] = answer.get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^visavis_session=[\w-]{43};.*HttpOnly; SameSite=Lax$/);
    const me = await request(app.url).get('/api/me').set('Cookie', cookie.split(';')[0]!);
    expect(me.body.id).toBe(jana.id);
  });

  test('says the same for a wrong password, an unknown address and somebody without a password', async () => {
    const jana = await anAgent(app);
    const invited = await anAgent(app, { passwordHash: null });
    const tries = [
      { email: jana.email, password: 'not her password' },
      { email: 'nobody@brueckenfunk.example', password: TEST_PASSWORD },
      { email: invited.email, password: '' },
    ];
    const answers = await Promise.all(tries.map((body) => post('/api/session').send(body)));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test('does not sign in without an Origin of our own', async () => {
    const jana = await anAgent(app);
    const answer = await request(app.url)
      .post('/api/session')
      .send({ email: jana.email, password: TEST_PASSWORD });
    expect(answer.body.error.code).toBe('origin-refused');
  });

  test.each([{}, { email: 1, password: [] }, { email: 'a', password: 'x'.repeat(2_000) }, []])(
    'refuses %j as malformed',
    async (body) => {
      const answer = await post('/api/session').send(body);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'malformed']);
    },
  );

  test('takes odd characters for a wrong address, not for a fault', async () => {
    const answer = await post('/api/session').send({ email: 'a\u0000\ud800@b', password: '\u0000\ud800' });
    expect(answer.status).toBe(401);
  });
});

describe('DELETE /api/session', () => {
  test('ends the session: the cookie is worth nothing afterwards', async () => {
    const headers = await signIn(app, await anAgent(app));
    expect((await request(app.url).delete('/api/session').set(headers)).status).toBe(204);
    expect((await request(app.url).get('/api/me').set(headers)).status).toBe(401);
  });
});
