import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { SlaModule } from './sla.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const policy = {
  name: 'Störung',
  firstResponseMinutes: 15,
  nextResponseMinutes: 30.5,
  businessHours: {
    timeZone: 'Europe/Berlin',
    weekly: { mon: [['08:00', '20:00']] },
    holidays: ['2026-12-25'],
    exceptions: { '2026-12-24': [['09:00', '12:00']] },
  },
};

const headersOf = async (role: 'agent' | 'lead' | 'admin') => signIn(app, await anAgent(app, { role }));

describe('policies', () => {
  test('exist for every team before anybody made one: open always, 60 and 120 minutes', async () => {
    const headers = await headersOf('agent');
    await aTeam(app, { name: 'Abend' });
    const lists = await Promise.all([1, 2].map(() => request(app.url).get('/api/sla-policies').set(headers)));
    expect(lists[0]!.body).toEqual(lists[1]!.body);
    expect(lists[0]!.body.items).toHaveLength(2);
    expect(lists[0]!.body.items[0]).toMatchObject({
      team: { name: 'Abend' },
      firstResponseMinutes: 60,
      nextResponseMinutes: 120,
      businessHours: { weekly: { sun: [['00:00', '24:00']] } },
    });
  });

  test('are replaced by administrators, calendar included', async () => {
    const headers = await headersOf('admin');
    const team = await aTeam(app, { name: 'Abend' });
    const put = () => request(app.url).put(`/api/teams/${team.id}/sla-policy`).set(headers);
    const first = await put().send({ ...policy, name: 'Vorher' });
    const second = await put().send(policy);
    expect([first.status, second.status]).toEqual([200, 200]);
    const list = await request(app.url).get('/api/sla-policies').set(headers);
    const { id } = first.body;
    expect(list.body.items.find((item: { id: string }) => item.id === id)).toEqual({
      id,
      team: { id: team.id, name: 'Abend' },
      ...policy,
    });
  });

  test.each(['agent', 'lead'] as const)('are not for a %s to change', async (role) => {
    const team = await aTeam(app);
    const answer = await request(app.url)
      .put(`/api/teams/${team.id}/sla-policy`)
      .set(await headersOf(role))
      .send(policy);
    expect(answer.status).toBe(403);
  });

  test.each([
    ['without a name', { ...policy, name: '' }, 400],
    ['with no time at all', { ...policy, firstResponseMinutes: 0 }, 400],
    ['with a target beyond a lifetime', { ...policy, nextResponseMinutes: 1e12 }, 400],
    ['without hours', { ...policy, businessHours: null }, 400],
    ['of an unknown zone', { ...policy, businessHours: { timeZone: 'Mars', weekly: {} } }, 422],
  ])('are refused %s', async (_how, body, status) => {
    const team = await aTeam(app);
    const answer = await request(app.url)
      .put(`/api/teams/${team.id}/sla-policy`)
      .set(await headersOf('admin'))
      .send(body);
    expect(answer.status).toBe(status);
  });

  test.each(['not-an-id', '0190f2a0-0000-7000-8000-000000000001'])('of team %s do not exist', async (id) => {
    const answer = await request(app.url)
      .put(`/api/teams/${id}/sla-policy`)
      .set(await headersOf('admin'))
      .send(policy);
    expect(answer.status).toBe(404);
  });
});
