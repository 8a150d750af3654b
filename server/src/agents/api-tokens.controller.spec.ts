import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { ApiTokensService } from './api-tokens.service.ts';
import { ManageAgentsService } from './manage-agents.service.ts';

let app: TestApp;
let admin: AgentRecord;
let headers: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
});
beforeEach(async () => {
  await app.reset();
  admin = await anAgent(app, { role: 'admin' });
  headers = await signIn(app, admin);
});
afterAll(() => app.close());

const create = (body: object) => request(app.url).post('/api/tokens').set(headers).send(body);
const recognise = (token: string) => app.get(ApiTokensService).recognise(token);
const reading = { name: 'Data warehouse', scopes: ['conversations:read', 'reports:read'] };

describe('an API token', () => {
  test('is shown once, when it is made', async () => {
    const made = await create(reading);
    expect([made.status, made.body]).toMatchObject([
      201,
      { ...reading, token: expect.stringMatching(/^vv_[\w-]{43}$/), lastUsedAt: null },
    ]);
    const listed = await request(app.url).get('/api/tokens').set(headers);
    const { token: _token, ...item } = made.body;
    expect(listed.body).toEqual({ items: [item], nextCursor: null });
  });

  test('is known to the guard until it is revoked', async () => {
    const { body } = await create(reading);
    expect(await recognise(body.token)).toMatchObject({ agentId: admin.id, scopes: reading.scopes });
    await request(app.url).delete(`/api/tokens/${body.id}`).set(headers);
    expect(await recognise(body.token)).toBeNull();
  });

  test('ends at its date, and with the account of its maker', async () => {
    const expiresAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const [short, long] = [await create({ ...reading, expiresAt }), await create(reading)];
    app.clock.advance({ hours: 1 });
    expect([await recognise(short.body.token), (await recognise(long.body.token))?.agentId]).toEqual([
      null,
      admin.id,
    ]);
    await anAgent(app, { role: 'admin' });
    await app.get(ManageAgentsService).update(admin.id, { deactivated: true });
    expect(await recognise(long.body.token)).toBeNull();
  });

  test('of somebody else cannot be seen or revoked', async () => {
    const { body } = await create(reading);
    const other = await signIn(app, await anAgent(app, { role: 'admin' }));
    expect((await request(app.url).get('/api/tokens').set(other)).body.items).toEqual([]);
    expect((await request(app.url).delete(`/api/tokens/${body.id}`).set(other)).status).toBe(404);
  });

  test('does nothing that its scopes do not name: not even its own list', async () => {
    const { body } = await create(reading);
    const answer = await request(app.url).get('/api/tokens').set('Authorization', `Bearer ${body.token}`);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'scope-missing']);
  });

  test('does not fall back on the cookie beside it', async () => {
    const answer = await request(app.url)
      .get('/api/me')
      .set({ ...headers, Authorization: 'Bearer vv_made-up' });
    expect(answer.status).toBe(401);
  });

  test.each(['Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', `Bearer ${'x'.repeat(4_000)}`])(
    'written as "%s" is none',
    async (value) => {
      const answer = await request(app.url).get('/api/me').set('Authorization', value);
      expect(answer.status).toBe(401);
    },
  );

  test.each([
    { ...reading, scopes: [] },
    { ...reading, scopes: ['everything'] },
    { ...reading, name: '' },
    { ...reading, expiresAt: 'soon' },
    { ...reading, expiresAt: null },
  ])('is not made from %j', async (body) => {
    expect((await create(body)).status).toBe(400);
  });

  test('is not made with a date that has passed', async () => {
    expect((await create({ ...reading, expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422);
  });
});
