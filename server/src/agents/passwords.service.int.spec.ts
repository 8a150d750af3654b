import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anAgent, TEST_PASSWORD } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';

const NEW_PASSWORD = 'five green bottles';
let app: TestApp;
let jana: AgentRecord;
let here: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
});
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app);
  here = await signIn(app, jana);
});
afterAll(() => app.close());

const me = (headers: SignedInHeaders) => request(app.url).get('/api/me').set(headers);
const post = (path: string, body: object, headers: Record<string, string> = { Origin: app.url }) =>
  request(app.url).post(path).set(headers).send(body);
const enter = (password: string) => post('/api/session', { email: jana.email, password });

describe('POST /api/me/password', () => {
  const change = (body: object) => post('/api/me/password', body, here);

  test('changes it and signs out everywhere else', async () => {
    const elsewhere = await signIn(app, jana);
    const answer = await change({ currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD });
    expect(answer.status).toBe(204);
    expect([(await me(here)).status, (await me(elsewhere)).status]).toEqual([200, 401]);
    expect([(await enter(TEST_PASSWORD)).status, (await enter(NEW_PASSWORD)).status]).toEqual([401, 201]);
  });

  test('asks for the current one, and not for ever', async () => {
    const wrong = { currentPassword: 'something else', newPassword: NEW_PASSWORD };
    const codes: string[] = [];
    for (let round = 0; round < 6; round += 1) codes.push((await change(wrong)).body.error.code);
    expect(codes).toEqual([...Array<string>(5).fill('invalid-credentials'), 'too-many-requests']);
  });

  test.each([
    ['short', 'too-short'],
    ['x'.repeat(300), 'too-long'],
    ['aaaaaaaaaaaa', 'too-simple'],
  ])('refuses %s with a reason and a sentence', async (newPassword, reason) => {
    const { body } = await change({ currentPassword: TEST_PASSWORD, newPassword });
    expect(body.error).toMatchObject({
      code: 'password-weak',
      details: { reason },
      message: expect.stringMatching(/\.$/),
    });
  });

  test('refuses one’s own e-mail address', async () => {
    const { body } = await change({ currentPassword: TEST_PASSWORD, newPassword: jana.email.toUpperCase() });
    expect(body.error.details.reason).toBe('is-email');
  });
});

describe('a link to set a password', () => {
  const aLink = async (): Promise<string> => {
    const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
    const { body } = await post(`/api/agents/${jana.id}/password-link`, {}, admin);
    expect(body.resetUrl).toMatch(new RegExp(`^${app.url}/reset/[\\w-]{43}$`));
    return (body.resetUrl as string).split('/').at(-1)!;
  };
  const use = (token: string, newPassword = NEW_PASSWORD) =>
    post('/api/password-reset', { token, newPassword });

  test('works once, and ends all sessions', async () => {
    const token = await aLink();
    expect((await use(token)).status).toBe(204);
    expect((await me(here)).status).toBe(401);
    expect((await enter(NEW_PASSWORD)).status).toBe(201);
    const again = await use(token, 'seven brown jugs');
    expect([again.status, again.body.error.code]).toEqual([410, 'link-expired']);
  });

  test('used twice at the same moment works for one', async () => {
    const token = await aLink();
    const answers = await Promise.all([use(token), use(token, 'seven brown jugs')]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([204, 410]);
  });

  test('is replaced by a newer one', async () => {
    const [older, newer] = [await aLink(), await aLink()];
    expect([(await use(older)).status, (await use(newer)).status]).toEqual([410, 204]);
  });

  test('is still good after a password that was too weak', async () => {
    const token = await aLink();
    expect((await use(token, 'short')).status).toBe(422);
    expect((await use(token)).status).toBe(204);
  });

  test('ends after three days', async () => {
    const token = await aLink();
    app.clock.advance({ hours: 73 });
    expect((await use(token)).status).toBe(410);
  });

  test.each(['', 'nonsense', '\u0000', 'x'.repeat(200)])('that was made up ("%s") is none', async (token) => {
    expect((await use(token)).status).toBe(410);
  });
});
