import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OrganisationService } from './organisation.service.ts';

let app: TestApp;
let admin: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  await app.reset();
  admin = await signIn(app, await anAgent(app, { role: 'admin' }));
});
afterAll(() => app.close());

const patch = (body: object) => request(app.url).patch('/api/organisation').set(admin).send(body);

describe('PATCH /api/organisation', () => {
  test('changes what is given and leaves the rest', async () => {
    const answer = await patch({
      name: ' Brückenfunk AG ',
      formOfAddress: 'sie',
      customerNumberPattern: '9999 9999 99',
    });
    expect(answer.body).toEqual({
      name: 'Brückenfunk AG',
      publicAddress: null,
      locale: 'de',
      timeZone: 'Europe/Berlin',
      formOfAddress: 'sie',
      customerNumberPattern: '9999 9999 99',
      languages: ['de', 'en'],
      accentColour: null,
      logoUrl: null,
      imprintUrl: null,
      privacyUrl: null,
      awayWithoutScreenMinutes: null,
      onTimeGoalPercent: 90,
      setUpStep: null,
      isDemo: false,
    });
    expect((await request(app.url).get('/api/organisation').set(admin)).body).toEqual(answer.body);
  });

  test('takes an address and a pattern away again', async () => {
    await patch({ publicAddress: 'https://www.brueckenfunk.example', customerNumberPattern: '999999' });
    const answer = await patch({ publicAddress: null, customerNumberPattern: null });
    expect(answer.body).toMatchObject({ publicAddress: null, customerNumberPattern: null });
  });

  test('keeps how the public pages look and lead', async () => {
    const look = {
      accentColour: '#FFD500',
      imprintUrl: 'https://www.brueckenfunk.example/impressum?a=1&b=2',
      privacyUrl: 'http://brueckenfunk.example/datenschutz',
      languages: ['de', 'en', 'tr'],
      awayWithoutScreenMinutes: 30,
    };
    const answer = await patch(look);
    expect(answer.body).toMatchObject({ ...look, accentColour: '#ffd500' });
    const taken = await patch({ accentColour: null, imprintUrl: null, awayWithoutScreenMinutes: null });
    expect(taken.body).toMatchObject({
      accentColour: null,
      imprintUrl: null,
      awayWithoutScreenMinutes: null,
    });
  });

  test('never takes the address of a logo from outside', async () => {
    const answer = await patch({ name: 'Brückenfunk', logoUrl: 'https://evil.example/track.png' });
    expect([answer.status, answer.body.logoUrl]).toEqual([200, null]);
  });

  test.each([
    ['customerNumberPattern', '(9+)+$'],
    ['customerNumberPattern', '99'],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', '+01:00'],
  ])('refuses %s "%s" and says which field', async (field, value) => {
    const answer = await patch({ [field]: value });
    expect([answer.status, answer.body.error.code, answer.body.error.details.fields[0].field]).toEqual([
      422,
      'invalid',
      field,
    ]);
  });

  test.each([
    { name: '' },
    { locale: 'xx' },
    { publicAddress: 'javascript:alert(1)' },
    { formOfAddress: 'ihr' },
    { name: null },
    { publicAddress: 'https://jana:secret@brueckenfunk.example' },
    { imprintUrl: 'javascript:alert(1)' },
    { imprintUrl: '//brueckenfunk.example/imprint' },
    { imprintUrl: 'https://brueckenfunk.example/\r\nSet-Cookie: a=b' },
    { privacyUrl: 'ftp://brueckenfunk.example/privacy' },
    { privacyUrl: ['https://brueckenfunk.example'] },
    { accentColour: 'red' },
    { accentColour: '#0e5a6b;background:url(https://evil.example)' },
    { accentColour: { toString: 'x' } },
    { languages: [] },
    { languages: 'de' },
    { languages: ['de', 'de'] },
    { languages: ['german'] },
    { languages: Array.from({ length: 21 }, () => 'de') },
    { awayWithoutScreenMinutes: 0 },
    { awayWithoutScreenMinutes: 1.5 },
    { awayWithoutScreenMinutes: '15' },
    { onTimeGoalPercent: 0 },
    { onTimeGoalPercent: 101 },
    { onTimeGoalPercent: 92.5 },
    { onTimeGoalPercent: '90' },
    { onTimeGoalPercent: null },
    { setUpStep: 'done' },
  ])('refuses %j as malformed', async (body) => {
    expect((await patch(body)).status).toBe(400);
  });
});

test('two set-ups at once make one organisation', async () => {
  await app.reset();
  const service = app.get(OrganisationService);
  const create = () => app.get(UnitOfWork).run((tx) => service.create(tx, { name: 'Brückenfunk' }));
  const results = await Promise.allSettled([create(), create(), create()]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  const refused = results.find((result) => result.status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'already-set-up' } });
});
