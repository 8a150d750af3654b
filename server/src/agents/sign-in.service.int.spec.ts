import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { anAgent, TEST_PASSWORD } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { ManageAgentsService } from './manage-agents.service.ts';
import { SessionsService } from './sessions.service.ts';
import { SignInService } from './sign-in.service.ts';

let app: TestApp;
let jana: AgentRecord;
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
});
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app);
});
afterAll(() => app.close());

const HOME = '203.0.113.7';
const attempt = (password: string, { ip = HOME, email = jana.email } = {}) =>
  app.get(SignInService).signIn({ email, password, ip, userAgent: 'Firefox' });
const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'signed in',
    (error: { code: string }) => error.code,
  );
const fail = (times: number, given?: { ip?: string; email?: string }) =>
  Promise.all(Array.from({ length: times }, () => outcome(attempt('wrong password', given))));

describe('repeated failures', () => {
  test('are refused after the fifth from one address for one account, the right password included', async () => {
    expect(await fail(5)).toEqual(Array(5).fill('invalid-credentials'));
    await expect(attempt(TEST_PASSWORD)).rejects.toMatchObject({
      code: 'too-many-requests',
      details: { retryAfterSeconds: 900 },
    });
  });

  test('made all at once do not slip past the count together', async () => {
    const outcomes = await fail(12);
    expect(outcomes.filter((one) => one === 'invalid-credentials')).toHaveLength(5);
    expect(outcomes.filter((one) => one === 'too-many-requests')).toHaveLength(7);
  });

  test('are not what many screens are that sign in at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => outcome(attempt(TEST_PASSWORD))));
    expect(outcomes).toEqual(Array(12).fill('signed in'));
  });

  test('are not what an office is that begins its day', async () => {
    const people = await Promise.all(Array.from({ length: 70 }, () => anAgent(app)));
    const outcomes = await Promise.all(people.map(({ email }) => outcome(attempt(TEST_PASSWORD, { email }))));
    expect(new Set(outcomes)).toEqual(new Set(['signed in']));
  });

  test('lock nobody out who comes from elsewhere', async () => {
    await fail(6);
    expect(await outcome(attempt(TEST_PASSWORD, { ip: '198.51.100.2' }))).toBe('signed in');
  });

  test('from one IPv6 network are counted together, and not against another', async () => {
    const outcomes: string[] = [];
    for (let host = 1; host <= 6; host += 1)
      outcomes.push(await outcome(attempt('wrong password', { ip: `2001:db8:1:2::${host}` })));
    expect(outcomes).toEqual([...Array(5).fill('invalid-credentials'), 'too-many-requests']);
    expect(await outcome(attempt(TEST_PASSWORD, { ip: '2001:db8:2::1' }))).toBe('signed in');
  });

  test('from one IPv4 address are counted together however it is written', async () => {
    await fail(5);
    expect(await outcome(attempt(TEST_PASSWORD, { ip: `::ffff:${HOME}` }))).toBe('too-many-requests');
  });

  test('are forgotten after a quarter of an hour', async () => {
    await fail(5);
    app.clock.advance({ minutes: 14 });
    expect(await outcome(attempt(TEST_PASSWORD))).toBe('too-many-requests');
    app.clock.advance({ minutes: 1, seconds: 1 });
    expect(await outcome(attempt(TEST_PASSWORD))).toBe('signed in');
  });

  test('say when to come back: when the oldest of the five grows old', async () => {
    await fail(1);
    app.clock.advance({ minutes: 10 });
    await fail(4);
    await expect(attempt(TEST_PASSWORD)).rejects.toMatchObject({ details: { retryAfterSeconds: 300 } });
  });

  test('begin anew after the right password', async () => {
    await fail(4);
    await attempt(TEST_PASSWORD);
    expect(await fail(5)).toEqual(Array(5).fill('invalid-credentials'));
  });

  test('from one address over many accounts are refused too, at sixty', async () => {
    for (let round = 0; round < 15; round += 1)
      await fail(4, { email: `guess-${round}@brueckenfunk.example` });
    expect(await outcome(attempt(TEST_PASSWORD))).toBe('too-many-requests');
  });

  test('survive a restart', async () => {
    await fail(5);
    const restarted = await createTestApp({ modules: [AgentsModule], keepData: true, clock: app.clock });
    try {
      const again = restarted
        .get(SignInService)
        .signIn({ email: jana.email, password: TEST_PASSWORD, ip: HOME, userAgent: '' });
      await expect(again).rejects.toMatchObject({ code: 'too-many-requests' });
    } finally {
      await restarted.close();
    }
  });
});

test('an unknown address takes as long as a known one', async () => {
  const time = async (email: string): Promise<number> => {
    const startedAt = performance.now();
    await outcome(attempt('wrong password', { email, ip: `192.0.2.${Math.floor(Math.random() * 200)}` }));
    return performance.now() - startedAt;
  };
  const median = (values: number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    known.push(await time(jana.email));
    unknown.push(await time(`nobody-${round}@brueckenfunk.example`));
  }
  // Without a stand-in hash an unknown address is answered in a tenth of the time.
  expect(median(unknown)).toBeGreaterThan(median(known) * 0.5);
});

describe('a session', () => {
  const recognise = (token: string) => app.get(SessionsService).recognise(token);

  test('knows its agent’s role and teams', async () => {
    const { token } = await attempt(TEST_PASSWORD);
    expect(await recognise(token)).toMatchObject({
      agentId: jana.id,
      role: 'agent',
      teamIds: jana.teams.map(({ id }) => id),
    });
  });

  test('ends after a week without use', async () => {
    const { token } = await attempt(TEST_PASSWORD);
    app.clock.advance({ hours: 24 * 6 });
    expect(await recognise(token)).not.toBeNull();
    app.clock.advance({ hours: 24 * 6 });
    expect(await recognise(token)).not.toBeNull();
    app.clock.advance({ hours: 24 * 7 + 1 });
    expect(await recognise(token)).toBeNull();
  });

  test('ends after thirty days, however much it is used', async () => {
    const { token } = await attempt(TEST_PASSWORD);
    for (let day = 0; day < 29; day += 1) {
      app.clock.advance({ hours: 24 });
      expect(await recognise(token)).not.toBeNull();
    }
    app.clock.advance({ hours: 25 });
    expect(await recognise(token)).toBeNull();
  });

  test('ends with the account', async () => {
    const { token } = await attempt(TEST_PASSWORD);
    await app.get(ManageAgentsService).update(jana.id, { deactivated: true });
    expect(await recognise(token)).toBeNull();
    expect(await outcome(attempt(TEST_PASSWORD))).toBe('invalid-credentials');
  });

  test('is not found by what the database holds of it', async () => {
    const { token } = await attempt(TEST_PASSWORD);
    const [row] = await app.database.query<{ hash: Buffer }>('SELECT token_hash AS hash FROM session');
    expect(row!.hash.toString('base64url')).not.toBe(token);
    expect(await recognise(row!.hash.toString('base64url'))).toBeNull();
  });
});
