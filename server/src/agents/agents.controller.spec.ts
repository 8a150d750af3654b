import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { AgentsService } from './agents.service.ts';
import { Workloads } from './workloads.ts';

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

const send = (method: 'post' | 'patch', path: string, body: object, as = headers) =>
  request(app.url)[method](path).set(as).send(body);
const list = async (as = headers): Promise<Record<string, unknown>[]> =>
  (await request(app.url).get('/api/agents').set(as)).body.items;
const lena = {
  email: 'Lena@brueckenfunk.example',
  displayName: 'Lena Hoffmann',
  publicName: 'Lena H.',
  mark: '^lh',
  role: 'agent',
  teamIds: [],
};

interface Fact {
  type: string;
  payload: Record<string, unknown>;
}
const facts = (type: string): Promise<Fact[]> =>
  app.database.query('SELECT type, payload FROM domain_event WHERE type = $1 ORDER BY id', [type]);

describe('a new colleague', () => {
  test('is created without a password, with a mark in capitals and an address in small letters', async () => {
    const answer = await send('post', '/api/agents', { ...lena, languages: ['de', 'pt-BR'] });
    expect([answer.status, answer.body]).toMatchObject([
      201,
      { email: 'lena@brueckenfunk.example', mark: 'LH', availability: 'away', languages: ['de', 'pt'] },
    ]);
    expect(await facts('agent.changed')).toContainEqual(
      expect.objectContaining({ payload: expect.objectContaining({ agentId: answer.body.id }) }),
    );
  });

  test('cannot take the mark or address of another, and is told which', async () => {
    await send('post', '/api/agents', lena);
    const answer = await send('post', '/api/agents', { ...lena, email: 'LENA@brueckenfunk.example' });
    expect([
      answer.status,
      answer.body.error.details.fields.map(({ field }: { field: string }) => field),
    ]).toEqual([409, ['email', 'mark']]);
  });

  test('created twice at the same moment is created once, and nothing fails', async () => {
    const answers = await Promise.all([send('post', '/api/agents', lena), send('post', '/api/agents', lena)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
  });

  test('cannot join a team that does not exist', async () => {
    const answer = await send('post', '/api/agents', {
      ...lena,
      teamIds: ['0199b2f0-0000-7000-8000-000000000000'],
    });
    expect([answer.status, answer.body.error.details.fields[0].field]).toEqual([422, 'teamIds']);
  });

  test.each([
    { email: 'no address' },
    { mark: 'too long' },
    { mark: '' },
    { role: 'king' },
    { languages: ['Deutsch'] },
    { capacity: 1.5 },
    { displayName: '\u0000' },
    { languages: null },
    { teamIds: null },
  ])('with %j is malformed', async (odd) => {
    expect((await send('post', '/api/agents', { ...lena, ...odd })).status).toBe(400);
  });
});

describe('the list of agents', () => {
  test('shows addresses to administrators only', async () => {
    const agent = await signIn(app, await anAgent(app));
    expect((await list()).every((item) => typeof item.email === 'string')).toBe(true);
    expect((await list(agent)).some((item) => 'email' in item)).toBe(false);
  });

  test('shows what the module on the right knows of work and presence', async () => {
    app
      .get(Workloads)
      .provide(async () => new Map([[admin.id, { openCount: 3, load: 4.5, isPresent: true }]]));
    expect(await list()).toMatchObject([{ id: admin.id, openCount: 3, load: 4.5, isPresent: true }]);
  });
});

describe('changing a colleague', () => {
  test('tells routing about availability, with before and after and the teams', async () => {
    const jana = await anAgent(app);
    await send('patch', `/api/agents/${jana.id}`, { availability: 'away' });
    await send('patch', `/api/agents/${jana.id}`, { availability: 'away' });
    const told = await facts('agent.availabilityChanged');
    expect(told.map(({ payload }) => payload)).toMatchObject([
      { agentId: jana.id, teamIds: jana.teams.map(({ id }) => id), before: 'available', after: 'away' },
    ]);
  });

  test('by deactivation signs them out and takes them off duty', async () => {
    const jana = await anAgent(app);
    const hers = await signIn(app, jana);
    const answer = await send('patch', `/api/agents/${jana.id}`, { deactivated: true });
    expect(answer.body).toMatchObject({ availability: 'off', deactivatedAt: app.clock.now().toISOString() });
    expect((await request(app.url).get('/api/me').set(hers)).status).toBe(401);
    expect(await app.get(AgentsService).candidates(jana.teams[0]!.id)).not.toContainEqual(
      expect.objectContaining({ agentId: jana.id }),
    );
    expect((await app.get(AgentsService).identities([jana.id])).get(jana.id)?.mark).toBe(jana.mark);
  });

  test('never leaves nobody as administrator', async () => {
    const demoted = await send('patch', `/api/agents/${admin.id}`, { role: 'lead' });
    const deactivated = await send('patch', `/api/agents/${admin.id}`, { deactivated: true });
    expect([demoted.status, deactivated.status]).toEqual([409, 409]);
    await anAgent(app, { role: 'admin' });
    expect((await send('patch', `/api/agents/${admin.id}`, { role: 'lead' })).status).toBe(200);
  });

  test('two administrators demoting each other at once leave one', async () => {
    const other = await anAgent(app, { role: 'admin' });
    const theirs = await signIn(app, other);
    await Promise.all([
      send('patch', `/api/agents/${other.id}`, { role: 'agent' }),
      send('patch', `/api/agents/${admin.id}`, { role: 'agent' }, theirs),
    ]);
    const left = await app.database.query(`SELECT 1 FROM agent WHERE role = 'admin'`);
    expect(left).toHaveLength(1);
  });

  test.each(['nonsense', '0199b2f0-0000-7000-8000-000000000000'])('finds nobody under %s', async (id) => {
    expect((await send('patch', `/api/agents/${id}`, { capacity: 3 })).status).toBe(404);
  });
});

describe('PATCH /api/me', () => {
  test('changes one’s own profile and nothing of one’s rank', async () => {
    const jana = await anAgent(app);
    const hers = await signIn(app, jana);
    const answer = await send(
      'patch',
      '/api/me',
      { theme: 'dark', helpsWith: 'Umzug', role: 'admin', mark: 'XX', availability: 'busy' },
      hers,
    );
    expect(answer.body).toMatchObject({
      theme: 'dark',
      role: 'agent',
      mark: jana.mark,
      availability: 'busy',
    });
  });
});

test.each([{ theme: null }, { availability: null }, { languages: [null] }, { helpsWith: 5 }])(
  'PATCH /api/me refuses %j',
  async (body) => {
    expect((await send('patch', '/api/me', body)).status).toBe(400);
  },
);

describe('teams', () => {
  test('are named once, in whatever case', async () => {
    const first = await send('post', '/api/teams', { name: 'Mobilfunk', memberIds: [admin.id] });
    expect([first.status, first.body]).toMatchObject([
      201,
      { name: 'Mobilfunk', isDefault: false, memberIds: [admin.id] },
    ]);
    expect((await send('post', '/api/teams', { name: 'MOBILFUNK' })).status).toBe(409);
  });

  test('change their members, and the agents hear of it', async () => {
    const [team, jana] = [await aTeam(app), await anAgent(app)];
    await send('patch', `/api/teams/${team.id}`, { memberIds: [jana.id] });
    const answer = await send('patch', `/api/teams/${team.id}`, { memberIds: [admin.id], name: 'TV' });
    expect(answer.body).toMatchObject({ name: 'TV', memberIds: [admin.id] });
    const told = (await facts('agent.changed')).slice(-2).map(({ payload }) => payload.agentId);
    expect(new Set(told)).toEqual(new Set([jana.id, admin.id]));
  });

  test('that are closed are seen by members and administrators', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const [inside, outside] = [
      await anAgent(app, { teamIds: [closed.id] }),
      await anAgent(app, { role: 'lead' }),
    ];
    const seen = (agent: AgentRecord) =>
      app.get(AgentsService).teamsVisibleTo({ agentId: agent.id, role: agent.role });
    expect((await seen(inside)).includes(closed.id)).toBe(true);
    expect((await seen(admin)).includes(closed.id)).toBe(true);
    expect((await seen(outside)).includes(closed.id)).toBe(false);
    expect((await seen(outside)).length).toBeGreaterThan(0);
  });

  test('the default team stays open', async () => {
    const [standard] = (await request(app.url).get('/api/teams').set(headers)).body.items as { id: string }[];
    expect((await send('patch', `/api/teams/${standard!.id}`, { isClosed: true })).status).toBe(409);
  });
});
