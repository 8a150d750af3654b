import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { FakePolledNetwork, POLLED_NETWORK } from '../../test/fakes/fake-polled-network.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConnectorError } from '../connectors/connector-error.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { connectorModule as webhook } from '../connectors/webhook/index.ts';
import { ChannelsModule } from './channels.module.ts';
import { ChannelsService } from './channels.service.ts';

let app: TestApp;
let network: FakePolledNetwork;
let admin: SignedInHeaders;

beforeEach(async () => {
  network = new FakePolledNetwork();
  app = await createTestApp({
    modules: [AgentsModule, ChannelsModule],
    override: (builder) =>
      builder.overrideProvider(ConnectorRegistry).useValue(network.registry({}, [webhook])),
  });
  admin = await signIn(app, await anAgent(app, { role: 'admin' }));
});
afterEach(() => app.close());

const create = (body: object) => request(app.url).post('/api/channels').set(admin).send(body);
const fakenet = (changes: object = {}) => ({
  network: POLLED_NETWORK,
  name: 'Hilfe',
  settings: { account: 'us', token: 'very secret' },
  ...changes,
});
const fieldsOf = (answer: request.Response) =>
  (answer.body.error.details.fields as { field: string }[]).map(({ field }) => field);

describe('connecting a channel', () => {
  it('learns account and limits from the network, and never shows the secret', async () => {
    const created = await create(fakenet()).expect(201);
    expect(created.body).toMatchObject({
      network: POLLED_NETWORK,
      account: { handle: 'us@fakenet.example' },
      textLimit: 321,
      settings: { account: 'us' },
      health: { state: 'healthy', lastPostAt: null },
      since: app.clock.now().toISOString(),
    });
    expect(created.body).not.toHaveProperty('hookUrl');
    const listed = await request(app.url).get('/api/channels').set(admin).expect(200);
    expect(JSON.stringify([created.body, listed.body])).not.toContain('very secret');
    const rows = await app.database.query('SELECT row_to_json(channel)::text AS row FROM channel');
    expect(JSON.stringify(rows)).not.toContain('very secret');
    expect(network.contexts.at(-1)?.settings).toEqual({ account: 'us', token: 'very secret' });
  });

  it('gives the open door an address and a secret, the secret once, and no history', async () => {
    const { body } = await create({ network: 'webhook', name: 'Forum', settings: {} }).expect(201);
    expect(body.hookUrl).toBe(`${app.url}/api/hooks/${body.id}`);
    expect(body.secret).toMatch(/^\S{20,}$/);
    expect(body.since).toBe('1970-01-01T00:00:00.000Z');
    const listed = await request(app.url).get('/api/channels').set(admin).expect(200);
    expect(JSON.stringify(listed.body)).not.toContain(body.secret);
  });

  it.each([
    ['a missing field', { settings: { token: 'x' } }, ['settings.account']],
    ['empty fields', { settings: { account: ' ', token: '' } }, ['settings.account', 'settings.token']],
    ['a field that is no text', { settings: { account: 7, token: 'x' } }, ['settings.account']],
    ['a field beyond measure', { settings: { account: 'x'.repeat(501), token: 'x' } }, ['settings.account']],
    ['an unknown network', { network: 'myspace' }, ['network']],
    [
      'what no database can hold',
      { settings: { account: 'a\u0000', token: '\ud800' } },
      ['settings.account', 'settings.token'],
    ],
    ['an empty name', { name: ' \u0000 ' }, ['name']],
    ['an unknown team', { teamId: '0190d000-0000-7000-8000-000000000000' }, ['teamId']],
  ])('refuses %s by name', async (_name, changes, fields) => {
    const refused = await create(fakenet(changes)).expect(422);
    expect(refused.body.error.code).toBe('invalid');
    expect(fieldsOf(refused)).toEqual(fields);
    expect(await app.get(ChannelsService).list()).toEqual([]);
  });

  it.each([
    ['a week', '2026-W47'],
    ['a day', '2026-11-20'],
    ['a time of no zone', '2026-11-20T10:00:00'],
    ['null', null],
  ])('does not take %s for an instant', async (_name, since) => {
    const refused = await create(fakenet({ since })).expect(400);
    expect(fieldsOf(refused)).toEqual(['since']);
  });

  it('says which address of the open door is none', async () => {
    for (const callbackUrl of ['not an address', 'ftp://example.org', 'javascript:alert(1)']) {
      const refused = await create({ network: 'webhook', name: 'x', settings: { callbackUrl } }).expect(422);
      expect(fieldsOf(refused)).toEqual(['settings.callbackUrl']);
    }
  });

  it('keeps nothing of a channel whose credentials the network refuses, and says which check failed', async () => {
    network.testAnswer = {
      checks: [
        { name: 'account', ok: true, detail: 'Found' },
        { name: 'token', ok: false, detail: 'The token was revoked' },
      ],
      account: null,
      textLimit: null,
    };
    const refused = await create(fakenet()).expect(422);
    expect(refused.body.error.details).toMatchObject({
      fields: [{ field: 'settings.token', message: 'The token was revoked' }],
      checks: [{ ok: true }, { ok: false }],
    });
    network.testAnswer = new ConnectorError('transient', 'The network does not answer');
    await create(fakenet()).expect(422);
    expect(await app.get(ChannelsService).list()).toEqual([]);
  });

  it('answers what is malformed with 400', async () => {
    await create({ network: POLLED_NETWORK }).expect(400);
    await create(fakenet({ since: 'yesterday' })).expect(400);
    await create(fakenet({ teamId: 'nonsense' })).expect(400);
    await create(fakenet({ settings: 'nonsense' })).expect(400);
  });

  it('is for administrators', async () => {
    const lead = await signIn(app, await anAgent(app, { role: 'lead' }));
    await request(app.url).post('/api/channels').set(lead).send(fakenet()).expect(403);
    await request(app.url).get('/api/channels').set(lead).expect(200);
    await request(app.url).get('/api/channels').expect(401);
  });
});

describe('a connected channel', () => {
  let id: string;
  beforeEach(async () => {
    id = (await create(fakenet()).expect(201)).body.id as string;
  });
  const call = (method: 'post' | 'patch', path: string) =>
    request(app.url)[method](`/api/channels/${id}${path}`).set(admin);

  it('is tested on demand, sentence by sentence', async () => {
    expect((await call('post', '/test').expect(200)).body).toEqual({
      ok: true,
      checks: [{ name: 'token', ok: true, detail: 'Signed in' }],
    });
    network.testAnswer = new ConnectorError('auth', 'Token revoked');
    expect((await call('post', '/test').expect(200)).body).toEqual({
      ok: false,
      checks: [{ name: 'connection', ok: false, detail: 'Token revoked' }],
    });
  });

  it('is paused and resumed, and says since when', async () => {
    const paused = await call('post', '/pause').expect(200);
    expect(paused.body.health).toMatchObject({ state: 'paused', reason: 'paused-by-hand' });
    app.clock.advance({ minutes: 5 });
    const still = await call('post', '/pause').expect(200);
    expect(still.body.health.since).toBe(paused.body.health.since);
    expect((await call('post', '/resume').expect(200)).body.health.state).toBe('healthy');
  });

  it('changes name, team and single settings, and keeps the secrets that are left out', async () => {
    const team = await aTeam(app, { name: 'Mobilfunk' });
    const changed = await call('patch', '').send({
      name: 'Neu',
      teamId: team.id,
      settings: { account: 'we', token: '' },
    });
    expect(changed.body).toMatchObject({
      name: 'Neu',
      team: { name: 'Mobilfunk' },
      settings: { account: 'we' },
    });
    await app.get(ChannelsService).connectorFor(id);
    expect(network.contexts.at(-1)?.settings).toEqual({ account: 'we', token: 'very secret' });
  });

  it('keeps what its connector remembers, sealed, for whoever builds it next', async () => {
    await app.get(ChannelsService).connectorFor(id);
    await network.contexts.at(-1)?.saveState({ session: 'rotated token' });
    const [row] = await app.database.query<{ state: string }>('SELECT sealed_state AS state FROM channel');
    expect(row?.state).not.toContain('rotated');
    const built = network.contexts.length;
    await app.get(ChannelsService).connectorFor(id);
    expect(network.contexts).toHaveLength(built);
    // Another process has saved another state meanwhile.
    await app.database.query('UPDATE channel SET settings_version = settings_version + 1');
    await app.get(ChannelsService).connectorFor(id);
    expect(network.contexts.at(-1)?.state).toEqual({ session: 'rotated token' });
  });

  it('takes no session from a connector of before its settings changed', async () => {
    await app.get(ChannelsService).connectorFor(id);
    const before = network.contexts.at(-1);
    await call('patch', '').send({ settings: { account: 'another', token: 'of another account' } });
    await before?.saveState({ session: 'of the account of before' });
    await app.get(ChannelsService).connectorFor(id);
    expect(network.contexts.at(-1)?.settings.account).toBe('another');
    expect(network.contexts.at(-1)?.state).toEqual({});
  });

  it('is found by nobody under another id', async () => {
    await request(app.url).post('/api/channels/nonsense/test').set(admin).expect(404);
    await request(app.url)
      .post('/api/channels/0190d000-0000-7000-8000-000000000000/pause')
      .set(admin)
      .expect(404);
  });
});
