import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { RepliesModule } from './replies.module.ts';

let app: TestApp;
let headers: SignedInHeaders;

beforeAll(async () => {
  app = await createTestApp({ modules: [RepliesModule] });
  await anOrganisation(app, { customerNumberPattern: '9999 9999 99' });
  headers = await signIn(app, await anAgent(app));
});
afterAll(() => app.close());

const post = (path: string, body: object) => request(app.url).post(path).set(headers).send(body);

describe('measuring', () => {
  test.each([
    [
      'mastodon',
      'https://example.org/a-very-long-address-that-counts-as-23',
      undefined,
      { length: 23, limit: 500, fits: true },
    ],
    ['mastodon', 'Hallo', { limit: 4 }, { length: 5, limit: 4, fits: false }],
    ['bluesky', '👩‍👩‍👧', undefined, { length: 1, limit: 300, fits: true }],
    ['x', '漢字', undefined, { length: 4, limit: 280, fits: true }],
    ['webhook', '', undefined, { length: 0, limit: null, fits: true }],
  ])('counts as %s does: %s', async (network, text, options, expected) => {
    const answer = await post('/api/text/measure', { network, text, options });
    expect([answer.status, answer.body]).toEqual([200, expected]);
  });

  it('refuses networks that nobody has taught it', async () => {
    const answer = await post('/api/text/measure', { network: 'myspace', text: 'Hallo' });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'invalid']);
  });

  it('is for people who are signed in', async () => {
    const answer = await request(app.url)
      .post('/api/text/measure')
      .set('Origin', app.url)
      .send({ network: 'x', text: '' });
    expect(answer.status).toBe(401);
  });
});

describe('the privacy scan', () => {
  it('finds what the organisation and everybody calls personal, in UTF-16 offsets', async () => {
    const text = '🙂 Kundennummer 4471 9038 21, Mail svenja@example.org';
    const answer = await post('/api/privacy/scan', { text });
    expect(answer.status).toBe(200);
    const found = answer.body.findings.map(
      ({ kind, start, end }: { kind: string; start: number; end: number }) => [kind, text.slice(start, end)],
    );
    expect(found).toEqual([
      ['customerNumber', '4471 9038 21'],
      ['email', 'svenja@example.org'],
    ]);
  });

  it('finds nothing in nothing, whatever it is made of', async () => {
    expect((await post('/api/privacy/scan', { text: '\u0000\ud800 ￿' })).body).toEqual({ findings: [] });
    expect((await post('/api/privacy/scan', { text: 42 })).status).toBe(400);
  });
});
