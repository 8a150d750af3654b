import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { startMailServer, type MailServerGiven } from '../../test/fakes/smtp-server.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { mailHost } from './mail-host.ts';
import { MailService } from './mail.service.ts';

const OLD_SECRET = 'a secret that only tests use';
let app: TestApp;
let admin: SignedInHeaders;
const running: { close(): Promise<void> }[] = [];
const trusted = getCACertificates('default');
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app, { name: 'Brückenfunk', locale: 'en' });
  admin = await signIn(app, await anAgent(app, { role: 'admin' }));
});
afterEach(async () => {
  setDefaultCACertificates(trusted);
  await Promise.all(running.splice(0).map((server) => server.close()));
});
afterAll(() => app.close());

async function aServer(given: MailServerGiven = {}) {
  const server = await startMailServer(given);
  running.push(server);
  setDefaultCACertificates([...trusted, server.certificate]);
  return server;
}
const put = (changes: object = {}) =>
  request(app.url)
    .put('/api/organisation/mail')
    .set(admin)
    .send({
      host: 'localhost',
      port: 587,
      security: 'starttls',
      user: 'visavis',
      password: 'five green bottles',
      from: 'service@brueckenfunk.example',
      ...changes,
    });
const show = () => request(app.url).get('/api/organisation/mail').set(admin);
const sendTest = (to: unknown = 'sabine@brueckenfunk.example') =>
  request(app.url).post('/api/organisation/mail/test').set(admin).send({ to });
const stored = async () => {
  const [row] = await app.database.query<{ sealed: string | null }>(
    'SELECT sealed_mail_password AS sealed FROM organisation',
  );
  return row?.sealed ?? null;
};

describe('the mail server', () => {
  test('is kept, with a password that never comes back and stands nowhere in the clear', async () => {
    expect((await show()).body).toMatchObject({ host: null, hasPassword: false });
    const answer = await put({ host: ' Mail.Brückenfunk.example. ' });
    expect(answer.body).toEqual({
      host: 'mail.xn--brckenfunk-beb.example',
      port: 587,
      security: 'starttls',
      user: 'visavis',
      hasPassword: true,
      from: 'service@brueckenfunk.example',
    });
    expect((await show()).body).toEqual(answer.body);
    expect(await stored()).not.toContain('bottles');
  });

  test('keeps its password when only the sender changes', async () => {
    await put();
    const before = await stored();
    expect((await put({ password: undefined, from: 'hilfe@brueckenfunk.example' })).status).toBe(200);
    expect((await put({ password: '', port: 2525 })).status).toBe(200);
    expect(await stored()).toBe(before);
  });

  test.each([{ host: 'mail.evil.example' }, { user: 'somebody else' }])(
    'needs the password again for %j',
    async (change) => {
      await put();
      const answer = await put({ password: undefined, ...change });
      expect([answer.status, answer.body.error.details.fields[0].field]).toEqual([422, 'password']);
    },
  );

  test('forgets its password with the login, and everything when it is removed', async () => {
    await put();
    expect((await put({ user: null, password: undefined })).body).toMatchObject({
      user: null,
      hasPassword: false,
    });
    expect(await stored()).toBeNull();
    await put();
    const gone = await request(app.url).delete('/api/organisation/mail').set(admin);
    expect([gone.body.host, await stored()]).toEqual([null, null]);
  });

  test('gets no password over a line that anybody can read', async () => {
    const answer = await put({ security: 'none' });
    expect([answer.status, answer.body.error.details.fields[0].field]).toEqual([422, 'security']);
  });

  test.each([
    'smtp://mail.example',
    'mail.example:587',
    'user@mail.example',
    'mail example',
    'mail\r\nQUIT',
    '-',
    'a..b',
  ])('is not at "%s"', async (host) => {
    const answer = await put({ host });
    expect([answer.status, answer.body.error.details.fields[0].field]).toEqual([422, 'host']);
  });

  test.each([
    { port: 0 },
    { port: 65_536 },
    { port: '587' },
    { port: 25.5 },
    { security: 'ssl' },
    { from: 'service' },
    { from: 'service@brueckenfunk.example\r\nBcc: all@evil.example' },
    { from: 'Service <service@brueckenfunk.example>' },
    { host: '' },
    { host: ['localhost'] },
    { user: '' },
    { password: null },
    { password: 'x'.repeat(501) },
  ])('is refused with %j', async (change) => {
    expect((await put(change)).status).toBe(400);
  });
});

describe('a test mail', () => {
  test('arrives', async () => {
    const server = await aServer({ security: 'starttls', users: { visavis: 'five green bottles' } });
    await put({ port: server.port });
    expect((await sendTest()).body).toEqual({
      ok: true,
      fault: null,
      detail: 'The mail server has taken the mail.',
      serverSays: null,
    });
    expect(server.received).toMatchObject([
      { from: 'service@brueckenfunk.example', to: ['sabine@brueckenfunk.example'], isSecure: true },
    ]);
  });

  test('says what is wrong, with the words of the server', async () => {
    const server = await aServer({ security: 'starttls', users: { visavis: 'another' } });
    await put({ port: server.port });
    expect((await sendTest()).body).toMatchObject({
      ok: false,
      fault: 'login',
      detail: 'localhost refused the login: user or password is missing or wrong.',
      serverSays: expect.stringMatching(/^535/),
    });
  });

  test('says that there is no mail server yet', async () => {
    expect((await sendTest()).body).toMatchObject({ ok: false, fault: 'notConfigured' });
  });

  test('goes nowhere inside our network that nobody allowed', async () => {
    await put({ host: '10.1.2.3' });
    expect((await sendTest()).body).toMatchObject({ ok: false, fault: 'address' });
  });

  test.each(['sabine', 'sabine@a.example\r\nRCPT TO:<b@evil.example>', 'a@b.example, c@d.example', null, 5])(
    'is not sent to %j',
    async (to) => {
      expect((await sendTest(to)).status).toBe(400);
    },
  );
});

describe('after the secret was rotated', () => {
  const restarted = (secrets: string[]) => createTestApp({ keepData: true, settings: { secrets } });
  const mail = { to: 'jana@brueckenfunk.example', subject: 'Hallo', text: 'Hallo' };

  test('the password still opens, and is sealed with the new secret from then on', async () => {
    const server = await aServer({ security: 'starttls', users: { visavis: 'five green bottles' } });
    await put({ port: server.port });
    const before = await stored();
    const rotated = await restarted(['a newer secret for tests', OLD_SECRET]);
    try {
      expect(await rotated.get(MailService).send(mail)).toBe('sent');
      expect(await stored()).not.toBe(before);
    } finally {
      await rotated.close();
    }
    const later = await restarted(['a newer secret for tests']);
    try {
      expect(await later.get(MailService).send(mail)).toBe('sent');
    } finally {
      await later.close();
    }
    expect(server.received).toHaveLength(2);
  });

  test('a secret that is lost is a sentence, not a crash', async () => {
    await put();
    const lost = await restarted(['quite another secret of tests']);
    try {
      await expect(lost.get(MailService).send(mail)).rejects.toMatchObject({ kind: 'password' });
    } finally {
      await lost.close();
    }
  });
});

test.each([
  ['[::1]', '::1'],
  ['192.0.2.7', '192.0.2.7'],
  ['MAIL.example.org.', 'mail.example.org'],
  ['fe80::1%eth0', null],
  ['http://mail.example', null],
  [`${'a'.repeat(64)}.example`, null],
  [`${'a.'.repeat(130)}example`, null],
  ['mail.example/../', null],
  ['ｍail.example', 'mail.example'],
])('the host %s is resolved as %s', (given, expected) => {
  expect(mailHost(given)).toBe(expected);
});
