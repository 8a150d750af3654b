import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { StartNotices } from '../platform/boot/start-notices.ts';
import { AgentsModule } from './agents.module.ts';
import { markOf, publicNameOf } from './set-up.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

/** As somebody reads it off the console. */
const printedToken = async (): Promise<string> => {
  const [line = ''] = await app.get(StartNotices).lines();
  return /token ([\w-]+)$/.exec(line)?.[1] ?? '';
};
const needed = async (): Promise<boolean> => (await request(app.url).get('/api/setup')).body.needed;
const setUp = (changes: object = {}) =>
  request(app.url)
    .post('/api/setup')
    .set('Origin', app.url)
    .send({
      organisationName: 'Brückenfunk',
      displayName: 'Sabine Vogt',
      email: 'Sabine@brueckenfunk.example',
      password: 'five green bottles',
      ...changes,
    });

describe('an empty installation', () => {
  test('is set up with the token of the console, and signs its administrator in', async () => {
    expect(await needed()).toBe(true);
    const answer = await setUp({
      token: await printedToken(),
      locale: 'en',
      timeZone: 'Europe/Vienna',
      publicAddress: 'https://brueckenfunk.example',
      formOfAddress: 'sie',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      role: 'admin',
      email: 'sabine@brueckenfunk.example',
      publicName: 'Sabine V.',
      mark: 'SV',
      availability: 'available',
      teams: [{ name: 'Customer care' }],
      organisation: {
        name: 'Brückenfunk',
        locale: 'en',
        timeZone: 'Europe/Vienna',
        isDemo: false,
        setUpStep: 'channel',
      },
    });
    const cookie = answer.get('Set-Cookie')![0]!.split(';')[0]!;
    const organisation = await request(app.url).get('/api/organisation').set('Cookie', cookie);
    expect(organisation.body).toMatchObject({
      publicAddress: 'https://brueckenfunk.example',
      formOfAddress: 'sie',
    });
  });

  test('is set up once: then the token is worth nothing and the console is silent', async () => {
    const token = await printedToken();
    await setUp({ token });
    const again = await setUp({ token, email: 'other@brueckenfunk.example' });
    expect([again.status, again.body.error.code]).toEqual([409, 'already-set-up']);
    expect([await needed(), await app.get(StartNotices).lines()]).toEqual([false, []]);
  });

  test('set up twice at the same moment has one organisation and one administrator', async () => {
    const token = await printedToken();
    const answers = await Promise.all([
      setUp({ token }),
      setUp({ token, email: 'other@brueckenfunk.example' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    expect(await app.database.query('SELECT 1 FROM agent')).toHaveLength(1);
  });

  test.each(['wrong', '', '000000-000000-000000-000000'])(
    'is not set up with the token "%s"',
    async (token) => {
      expect((await setUp({ token })).status).toBeGreaterThanOrEqual(400);
      expect(await needed()).toBe(true);
    },
  );

  test('keeps its token over a restart', async () => {
    const token = await printedToken();
    const restarted = await createTestApp({ modules: [AgentsModule], keepData: true });
    try {
      expect((await restarted.get(StartNotices).lines())[0]).toContain(token);
    } finally {
      await restarted.close();
    }
  });

  test('offers a channel and people next, until the administrator has done or left them', async () => {
    const answer = await setUp({ token: await printedToken() });
    const cookie = answer.get('Set-Cookie')![0]!.split(';')[0]!;
    const patch = (setUpStep: unknown) =>
      request(app.url)
        .patch('/api/organisation')
        .set({ Cookie: cookie, Origin: app.url })
        .send({ setUpStep });
    const step = async () =>
      (await request(app.url).get('/api/me').set('Cookie', cookie)).body.organisation.setUpStep;
    expect(await step()).toBe('channel');
    await patch('people');
    expect(await step()).toBe('people');
    await patch(null);
    expect(await step()).toBeNull();
  });

  test.each(['javascript:alert(1)', 'brueckenfunk', 'https://a:b@brueckenfunk.example'])(
    'is not set up with the public address %s',
    async (publicAddress) => {
      expect((await setUp({ token: await printedToken(), publicAddress })).status).toBe(400);
      expect(await needed()).toBe(true);
    },
  );

  test('refuses a weak password and an unknown time zone, and stays empty', async () => {
    const token = await printedToken();
    const answers = [
      await setUp({ token, password: 'short' }),
      await setUp({ token, timeZone: 'Mars/Olympus' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(await needed()).toBe(true);
  });
});

test('as a demonstration it asks for no set-up', async () => {
  const demo = await createTestApp({ modules: [AgentsModule], settings: { demo: true } });
  try {
    expect((await request(demo.url).get('/api/setup')).body).toEqual({
      needed: false,
      organisation: null,
      isDemo: true,
    });
    expect(await demo.get(StartNotices).lines()).toEqual([]);
  } finally {
    await demo.close();
  }
});

test.each([
  ['Jana Krüger', 'Jana K.', 'JK'],
  ['Anna Maria von Österreich', 'Anna Ö.', 'AÖ'],
  ['Cher', 'Cher', 'CH'],
  ['李 小龙', '李 小.', '李小'],
  ['???', '???', 'A1'],
])('%s is %s to customers and signs %s', (displayName, publicName, mark) => {
  expect([publicNameOf(displayName), markOf(displayName)]).toEqual([publicName, mark]);
});
