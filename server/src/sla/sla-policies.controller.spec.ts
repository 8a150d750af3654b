import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import request from 'supertest';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { SlaModule } from './sla.module.ts';

let app: TestApp;
let headers: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(async () => {
  await app.reset();
  headers = await signIn(app, await anAgent(app, { role: 'admin' }));
});
afterAll(() => app.close());

const policy = {
  name: 'Störung',
  isActive: true,
  conditions: [{ field: 'tags', anyOf: ['Störung'] }],
  targets: { firstResponse: 15, nextResponse: 30.5, pickUp: 5, resolution: null },
  warn: { share: 0.5 },
  pauses: { waitingForCustomer: true, snoozedForCustomer: false },
};

const list = async (): Promise<SlaPolicyItem[]> =>
  (await request(app.url).get('/api/sla-policies').set(headers)).body.items;
const add = (given: object = {}) =>
  request(app.url)
    .post('/api/sla-policies')
    .set(headers)
    .send({ ...policy, ...given });
const save = (id: string, body: object) =>
  request(app.url).put(`/api/sla-policies/${id}`).set(headers).send(body);

describe('policies', () => {
  test('begin with one that takes everything, once however many ask at once', async () => {
    const lists = await Promise.all([list(), list(), list()]);
    expect(lists[0]).toEqual(lists[2]);
    expect(lists[0]).toEqual([
      expect.objectContaining({
        name: 'Standard',
        isFallback: true,
        conditions: [],
        targets: { firstResponse: 60, nextResponse: 120, pickUp: null, resolution: null },
      }),
    ]);
  });

  test('are added before the last one, kept as they were sent, and named with what is wrong', async () => {
    const team = await aTeam(app);
    const gone = '0190f2a0-0000-7000-8000-000000000001';
    const first = await add();
    await add({ name: 'Team', conditions: [{ field: 'team', anyOf: [gone, team.id] }] });
    await add({ name: 'Niemand', conditions: [{ field: 'team', anyOf: [gone] }] });
    await add({ name: 'Nochmal' });
    expect(first.status).toBe(201);
    const items = await list();
    expect(items[0]).toEqual({ ...policy, id: first.body.id, isFallback: false, version: 1, faults: [] });
    expect(items.map(({ name, faults }) => [name, faults])).toEqual([
      ['Störung', []],
      ['Team', []],
      ['Niemand', [{ index: 0, reason: 'teamGone' }]],
      ['Nochmal', [{ index: 0, reason: 'neverReached' }]],
      ['Standard', []],
    ]);
  });

  test('are changed, and not over what somebody else has saved meanwhile', async () => {
    const { id } = (await add()).body;
    const changed = await save(id, { ...policy, name: 'Neu', isActive: false, version: 1 });
    expect(changed.body).toMatchObject({ name: 'Neu', isActive: false, version: 2 });
    const late = await save(id, { ...policy, name: 'Zu spät', version: 1 });
    expect([late.status, late.body.error.details.policy.name]).toEqual([409, 'Neu']);
  });

  test('are brought into another order, all of them but the last', async () => {
    const ids = [(await add({ name: 'A' })).body.id, (await add({ name: 'B' })).body.id];
    const put = (given: string[]) =>
      request(app.url).put('/api/sla-policies/order').set(headers).send({ ids: given });
    const answer = await put(ids.toReversed());
    expect(answer.body.items.map((item: SlaPolicyItem) => item.name)).toEqual(['B', 'A', 'Standard']);
    expect((await put(ids.slice(1))).status).toBe(409);
    const fallback = (await list()).at(-1)!;
    expect((await put([...ids, fallback.id])).status).toBe(409);
  });

  test('are deleted, the last one never: nor switched off nor bound to conditions, but renamed', async () => {
    const { id } = (await add()).body;
    const remove = (which: string) => request(app.url).delete(`/api/sla-policies/${which}`).set(headers);
    expect((await remove(id)).status).toBe(204);
    expect((await remove(id)).status).toBe(404);
    const last = (await list())[0]!;
    expect((await remove(last.id)).status).toBe(409);
    const everything = { ...policy, conditions: [] };
    expect((await save(last.id, { ...everything, isActive: false })).status).toBe(409);
    expect((await save(last.id, policy)).status).toBe(409);
    expect((await save(last.id, { ...everything, name: 'Für alle' })).body.name).toBe('Für alle');
  });

  test.each([
    ['without a name', { name: '' }, 400],
    ['with no time at all', { targets: { ...policy.targets, firstResponse: 0 } }, 400],
    ['with a target beyond a lifetime', { targets: { ...policy.targets, pickUp: 1e12 } }, 400],
    ['with a target that is left out', { targets: { firstResponse: 5 } }, 400],
    ['with targets as a list', { targets: [] }, 400],
    ['with a warning after the end', { warn: { share: 1.5 } }, 400],
    ['with a pause as a text', { pauses: { waitingForCustomer: 'yes', snoozedForCustomer: true } }, 400],
    ['with conditions as a text', { conditions: 'all' }, 400],
    ['with a condition of rules only', { conditions: [{ field: 'words', anyOf: ['Netz'] }] }, 422],
    ['with an unknown priority', { conditions: [{ field: 'priority', anyOf: ['panic'] }] }, 422],
    ['with a team that is no id', { conditions: [{ field: 'team', anyOf: ['ours'] }] }, 422],
  ])('are refused %s', async (_how, given, status) => {
    expect((await add(given)).status).toBe(status);
  });

  test('take a target of a year', async () => {
    const targets = { ...policy.targets, resolution: 366 * 24 * 60 };
    expect((await add({ targets })).body.targets).toEqual(targets);
  });

  test.each(['agent', 'lead'] as const)('are not for a %s to change', async (role) => {
    const { id } = (await add()).body;
    headers = await signIn(app, await anAgent(app, { role }));
    const answers = await Promise.all([
      add(),
      save(id, policy),
      request(app.url).put('/api/sla-policies/order').set(headers).send({ ids: [] }),
      request(app.url).delete(`/api/sla-policies/${id}`).set(headers),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
    expect(await list()).toHaveLength(2);
  });
});
