import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { weekdays } from '@visavis/shared/sla/business-time';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { SlaModule } from './sla.module.ts';

let app: TestApp;
let headers: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
  headers = await signIn(app, await anAgent(app));
});
afterAll(() => app.close());

const everyDay = (spans: string[][]) => Object.fromEntries(weekdays.map((weekday) => [weekday, spans]));
const officeHours = {
  timeZone: 'Europe/Berlin',
  weekly: everyDay([['09:00', '17:00']]),
  holidays: [] as string[],
};
const always = { timeZone: 'Europe/Berlin', weekly: everyDay([['00:00', '24:00']]) };

const ask = (body: object) => request(app.url).post('/api/sla/preview').set(headers).send(body);

describe('POST /api/sla/preview', () => {
  test.each([
    ['within a day', officeHours, '2026-11-20T09:00:00+01:00', 60, '2026-11-20T09:00:00.000Z'],
    ['overnight', officeHours, '2026-11-20T16:30:00+01:00', 60, '2026-11-21T08:30:00.000Z'],
    ['exactly at closing', officeHours, '2026-11-20T16:00:00+01:00', 60, '2026-11-20T16:00:00.000Z'],
    ['zero minutes at night', officeHours, '2026-11-20T03:00:00Z', 0, '2026-11-20T08:00:00.000Z'],
    ['half a minute', always, '2026-11-20T10:00:00Z', 0.5, '2026-11-20T10:00:30.000Z'],
    ['through the night that loses an hour', always, '2026-03-28T23:00:00Z', 180, '2026-03-29T02:00:00.000Z'],
    [
      'a whole day of 23 hours',
      { ...always, weekly: { sun: [['00:00', '24:00']] } },
      '2026-03-28T23:00:00Z',
      23 * 60,
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'a whole day of 25 hours',
      { ...always, weekly: { sun: [['00:00', '24:00']] } },
      '2026-10-24T22:00:00Z',
      25 * 60,
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'past midnight',
      { ...always, weekly: { fri: [['22:00', '06:00']] } },
      '2026-11-20T21:00:00Z',
      480,
      '2026-11-21T05:00:00.000Z',
    ],
    [
      'over a holiday',
      { ...officeHours, holidays: ['2026-12-25', '2026-12-26'] },
      '2026-12-24T15:30:00Z',
      60,
      '2026-12-27T08:30:00.000Z',
    ],
    ['a year', always, '2026-01-01T00:00:00Z', 365 * 24 * 60, '2027-01-01T00:00:00.000Z'],
    ['never open', { timeZone: 'UTC', weekly: {} }, '2026-11-20T10:00:00Z', 1, null],
    [
      'never open again',
      { timeZone: 'UTC', weekly: {}, exceptions: { '2020-01-01': [['09:00', '17:00']] } },
      '2026-11-20T10:00:00Z',
      1,
      null,
    ],
  ])('says when it is due: %s', async (_case, businessHours, startedAt, minutes, dueAt) => {
    const answer = await ask({ businessHours, startedAt, minutes });
    expect([answer.status, answer.body]).toEqual([200, { dueAt }]);
  });

  test('cuts pauses out, united, and lets one without end last', async () => {
    const given = { businessHours: always, startedAt: '2026-11-20T10:00:00Z', minutes: 60 };
    const pauses = [
      { from: '2026-11-20T10:10:00Z', to: '2026-11-20T10:30:00Z' },
      { from: '2026-11-20T10:20:00Z', to: '2026-11-20T10:40:00Z' },
    ];
    expect((await ask({ ...given, pauses })).body).toEqual({ dueAt: '2026-11-20T11:30:00.000Z' });
    const lasting = [...pauses, { from: '2026-11-20T11:00:00Z' }];
    expect((await ask({ ...given, pauses: lasting })).body).toEqual({ dueAt: null });
  });

  test.each([
    ['over lunch', '2026-11-20T10:00:00Z', '2026-11-20T12:30:00Z', 150],
    ['with fractions', '2026-11-20T10:00:00Z', '2026-11-20T10:00:15Z', 0.25],
    ['backwards', '2026-11-20T10:00:00Z', '2026-11-19T10:00:00Z', 0],
  ])('counts open minutes up to an instant: %s', async (_case, startedAt, until, workingMinutes) => {
    const answer = await ask({ businessHours: officeHours, startedAt, until });
    expect([answer.status, answer.body]).toEqual([200, { workingMinutes }]);
  });

  const given = { businessHours: officeHours, startedAt: '2026-11-20T10:00:00Z', minutes: 60 };
  test.each([
    [
      'an unknown zone',
      { ...given, businessHours: { ...officeHours, timeZone: 'Europe/Brückenfunk' } },
      'businessHours.timeZone',
    ],
    [
      'a span that is none',
      { ...given, businessHours: { ...officeHours, weekly: { mon: [['9', '17']] } } },
      'businessHours.weekly.mon[0]',
    ],
    [
      'a span without length',
      { ...given, businessHours: { ...officeHours, weekly: { mon: [['09:00', '09:00']] } } },
      'businessHours.weekly.mon[0]',
    ],
    [
      'a weekday that is none',
      { ...given, businessHours: { ...officeHours, weekly: { moon: [] } } },
      'businessHours.weekly.moon',
    ],
    [
      'a holiday that does not exist',
      { ...given, businessHours: { ...officeHours, holidays: ['2026-02-30'] } },
      'businessHours.holidays[0]',
    ],
    ['a negative target', { ...given, minutes: -1 }, 'minutes'],
    ['both minutes and until', { ...given, until: '2026-11-20T11:00:00Z' }, 'minutes'],
    ['neither minutes nor until', { ...given, minutes: undefined }, 'minutes'],
    [
      'a pause that ends before it begins',
      { ...given, pauses: [{ from: '2026-11-20T11:00:00Z', to: '2026-11-20T10:00:00Z' }] },
      'pauses.0.to',
    ],
  ])('refuses %s, and says where', async (_case, body, field) => {
    const answer = await ask(body);
    expect([answer.status, answer.body.error.code]).toEqual([422, 'invalid']);
    expect(answer.body.error.details.fields[0].field).toBe(field);
    expect(answer.body.error.message).toMatch(/\.$/);
  });

  test.each([
    ['no hours', { ...given, businessHours: undefined }],
    ['hours as a text', { ...given, businessHours: 'always' }],
    ['a start without a zone', { ...given, startedAt: '2026-11-20T10:00:00' }],
    ['a start that does not exist', { ...given, startedAt: '2026-02-30T10:00:00Z' }],
    ['minutes as a text', { ...given, minutes: '60' }],
    ['pauses that are no list', { ...given, pauses: {} }],
    ['a pause without a beginning', { ...given, pauses: [{ to: '2026-11-20T10:00:00Z' }] }],
    ['nothing', {}],
    ['a list', []],
  ])('cannot read %s', async (_case, body) => {
    const answer = await ask(body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'malformed']);
  });

  test.each([
    ['more minutes than time has', { ...given, minutes: 1e300 }],
    ['centuries', { ...given, startedAt: '0001-01-01T00:00:00Z', minutes: 1e9 }],
    ['the last years', { ...given, startedAt: '9999-12-31T23:59:59Z', minutes: 1e6 }],
  ])('answers %s without taking long', async (_case, body) => {
    const before = performance.now();
    expect((await ask(body)).status).toBe(200);
    // Day by day it would take minutes; a busy machine takes a while for the first call.
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('is not for strangers', async () => {
    const answer = await request(app.url).post('/api/sla/preview').set('Origin', app.url).send(given);
    expect(answer.status).toBe(401);
  });
});
