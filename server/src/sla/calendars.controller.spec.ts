import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CalendarItem } from '@visavis/shared/api/calendars';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { SlaModule } from './sla.module.ts';

let app: TestApp;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(async () => {
  await app.reset();
  headers = await headersOf('admin');
});
afterAll(() => app.close());

const headersOf = async (role: 'agent' | 'lead' | 'admin') => signIn(app, await anAgent(app, { role }));
const list = async (): Promise<CalendarItem[]> =>
  (await request(app.url).get('/api/calendars').set(headers)).body.items;
const post = (body: object, as = headers) => request(app.url).post('/api/calendars').set(as).send(body);
const put = (id: string, body: object, as = headers) =>
  request(app.url).put(`/api/calendars/${id}`).set(as).send(body);

const silent = { timeZone: null, weekly: null, country: null, region: null, exceptions: [] };
const content = {
  timeZone: 'Europe/Berlin',
  weekly: {
    fri: [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ],
    sat: [['22:00', '06:00']],
  },
  country: 'DE',
  region: 'HE',
  exceptions: [
    { date: '2026-06-04', name: '', spans: null },
    { date: '2026-12-24', name: 'Heiligabend', spans: [['09:00', '12:00']] },
  ],
};

describe('calendars', () => {
  test('begin with that of the organisation: its time zone, around the clock', async () => {
    expect(await list()).toMatchObject([
      {
        scope: 'organisation',
        name: 'Brückenfunk',
        parentId: null,
        timeZone: 'Europe/Berlin',
        weekly: { sun: [['00:00', '24:00']] },
        country: null,
        exceptions: [],
      },
    ]);
    expect(await list()).toHaveLength(1);
  });

  test('of teams and channels inherit until they say something, one from the other', async () => {
    const team = await theDefaultTeam(app);
    const channel = await aChannel(app, { name: 'Mastodon' });
    await post({ scope: 'channel', ofId: channel.id });
    const made = await post({ scope: 'team', ofId: team.id });
    expect(made.body).toMatchObject({ scope: 'team', ofId: team.id, name: team.name, ...silent });
    const [organisation, ofTeam, ofChannel] = await list();
    expect([organisation!.parentId, ofTeam!.parentId, ofChannel!.parentId]).toEqual([
      null,
      organisation!.id,
      ofTeam!.id,
    ]);
  });

  test('are saved as they were sent, with the next version', async () => {
    const { body } = await post({ scope: 'team', ofId: (await aTeam(app)).id });
    const saved = await put(body.id, { ...content, version: body.version });
    expect([saved.status, saved.body]).toEqual([
      200,
      { ...body, ...content, version: 2, updatedAt: app.clock.now().toISOString() },
    ]);
    expect(await list()).toContainEqual(saved.body);
  });

  test('are not overwritten by whoever read an older version', async () => {
    const [{ id, version }] = (await list()) as [CalendarItem];
    expect((await put(id, { ...content, version })).status).toBe(200);
    const second = await put(id, { ...silent, version });
    expect([second.status, second.body.error.code]).toEqual([409, 'version-conflict']);
  });

  test('of the organisation follow its time zone until they name another', async () => {
    const [{ id }] = (await list()) as [CalendarItem];
    await put(id, { ...content, version: 1 });
    await app.database.query(`UPDATE organisation SET time_zone = 'Europe/Lisbon'`);
    expect(await list()).toMatchObject([{ timeZone: 'Europe/Lisbon' }]);
    await put(id, { ...content, version: 2 });
    expect(await list()).toMatchObject([{ timeZone: 'Europe/Berlin' }]);
  });

  test('go when the team is to inherit again; that of the organisation stays', async () => {
    const { body } = await post({ scope: 'team', ofId: (await aTeam(app)).id });
    const [{ id }] = (await list()) as [CalendarItem];
    const remove = (which: string) => request(app.url).delete(`/api/calendars/${which}`).set(headers);
    expect([
      (await remove(body.id)).status,
      (await remove(body.id)).status,
      (await remove(id)).status,
    ]).toEqual([204, 404, 409]);
    expect(await list()).toHaveLength(1);
  });

  test('are one per team, and only for teams that there are', async () => {
    const ofId = (await aTeam(app)).id;
    const missing = '0190f2a0-0000-7000-8000-000000000001';
    const answers = [
      await post({ scope: 'team', ofId }),
      await post({ scope: 'team', ofId }),
      await post({ scope: 'channel', ofId }),
      await post({ scope: 'channel', ofId: missing }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 409, 404]);
  });

  test.each(['agent', 'lead'] as const)('are read, and not changed, by a %s', async (role) => {
    const [{ id }] = (await list()) as [CalendarItem];
    const as = await headersOf(role);
    const answers = [
      await request(app.url).get('/api/calendars').set(as),
      await post({ scope: 'team', ofId: id }, as),
      await put(id, { ...content, version: 1 }, as),
      await request(app.url).delete(`/api/calendars/${id}`).set(as),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 403]);
  });

  test.each<[string, object, number, string]>([
    ['of a zone on no map', { timeZone: 'Mars/Olympus' }, 422, 'timeZone'],
    ['of a day that never was', { weekly: { fun: [] } }, 422, 'weekly.fun'],
    ['of a span without length', { weekly: { mon: [['09:00', '09:00']] } }, 422, 'weekly.mon[0]'],
    ['of a country that is none', { country: 'QQ', region: null }, 422, 'country'],
    ['of a region elsewhere', { country: 'DE', region: 'QQ' }, 422, 'region'],
    ['of a region without its country', { country: null, region: 'HE' }, 422, 'region'],
    [
      'of the 30th of February',
      { exceptions: [{ date: '2026-02-30', name: '', spans: [] }] },
      422,
      'exceptions.2026-02-30',
    ],
    [
      'of a date said twice',
      { exceptions: [1, 2].map(() => ({ date: '2026-12-24', name: '', spans: null })) },
      422,
      'exceptions.1.date',
    ],
    [
      'with a hundred shifts in a day',
      { weekly: { mon: Array.from({ length: 100 }, () => ['09:00', '17:00']) } },
      422,
      'mon',
    ],
  ])('are refused %s', async (_what, fault, status, field) => {
    const [{ id }] = (await list()) as [CalendarItem];
    const answer = await put(id, { ...content, version: 1, ...fault });
    expect([
      answer.status,
      answer.body.error.details.fields.map((each: { field: string }) => each.field),
    ]).toEqual([status, [field]]);
  });
});

describe('a preview', () => {
  const preview = (body: object) => request(app.url).post('/api/calendars/preview').set(headers).send(body);
  const friday = { startedAt: '2026-11-20T19:30:00+01:00', minutes: 15 };

  test('says when a post on Friday 19:30 is due, with what the calendar inherits', async () => {
    const [{ id }] = (await list()) as [CalendarItem];
    const nine = [['09:00', '17:00']];
    await put(id, { ...content, weekly: { mon: nine, fri: nine }, version: 1 });
    const own = await preview({ ...silent, ...friday, parentId: id });
    expect(own.body).toEqual({ dueAt: '2026-11-23T08:15:00.000Z', timeZone: 'Europe/Berlin' });
    const exceptions = [{ date: '2026-11-23', name: 'Umzug', spans: [] }];
    const moved = await preview({ ...silent, exceptions, ...friday, parentId: id });
    expect(moved.body.dueAt).toBe('2026-11-27T08:15:00.000Z');
  });

  test('knows the holidays of the region without being told their dates', async () => {
    const given = { ...content, exceptions: [], weekly: { thu: [['09:00', '17:00']] }, parentId: null };
    const answer = await preview({ ...given, startedAt: '2026-06-03T10:00:00Z', minutes: 0 });
    expect(answer.body.dueAt).toBe('2026-06-11T07:00:00.000Z');
  });

  test('says so when the calendar never opens', async () => {
    expect((await preview({ ...silent, ...friday, weekly: {}, parentId: null })).body.dueAt).toBeNull();
  });

  test('stores nothing, and finds no calendar that there is not', async () => {
    const before = await list();
    expect((await preview({ ...content, ...friday, parentId: null })).status).toBe(200);
    expect(await list()).toEqual(before);
    const parentId = '0190f2a0-0000-7000-8000-000000000001';
    expect((await preview({ ...content, ...friday, parentId })).status).toBe(404);
  });
});

describe('holidays', () => {
  const get = (query: string) => request(app.url).get(`/api/holidays?${query}`).set(headers);

  test('are listed for a region and a year', async () => {
    const { status, body } = await get('country=DE&region=HE&year=2026');
    expect([status, body.items.length]).toEqual([200, 10]);
    expect(body.items[6]).toEqual({ date: '2026-06-04', name: 'Fronleichnam' });
  });

  test('are those of the whole country without a region, however it is written', async () => {
    expect((await get('country=de&year=2026')).body.items).toHaveLength(9);
  });

  test.each([
    ['country=QQ&year=2026', 422],
    ['country=DE&region=ZZ&year=2026', 422],
    ['country=DE&year=next', 400],
    ['country=DE&year=99999', 400],
    ['country=DE', 400],
    ['year=2026', 400],
  ])('are refused for %s', async (query, status) => {
    expect((await get(query)).status).toBe(status);
  });

  test('can be chosen by country and region', async () => {
    const { body } = await request(app.url).get('/api/holidays/countries').set(headers);
    expect(body.items.find((item: { code: string }) => item.code === 'AT')).toMatchObject({
      name: 'Österreich',
    });
  });
});
