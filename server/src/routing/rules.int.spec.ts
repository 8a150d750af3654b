import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RoutingRuleItem, SaveRoutingRuleRequest, TrialRequest } from '@visavis/shared/api/routing';
import request from 'supertest';
import {
  aConversation,
  aCustomerMessage,
  aContact,
  conversations,
} from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { ClassifyService } from './classify.service.ts';
import { RoutingModule } from './routing.module.ts';

let app: TestApp;
let lead: SignedInHeaders;
let teamId: string;

beforeAll(async () => {
  app = await createTestApp({ modules: [RoutingModule] });
});
beforeEach(async () => {
  await app.reset();
  teamId = (await aTeam(app)).id;
  lead = await signIn(app, await anAgent(app, { role: 'lead', teamIds: [teamId] }));
});
afterAll(() => app.close());

const rule = (given: Partial<SaveRoutingRuleRequest> = {}): SaveRoutingRuleRequest => ({
  name: 'Rechnung',
  isActive: true,
  conditions: [{ field: 'words', anyOf: ['Rechnung*'] }],
  actions: [{ do: 'tag', tag: 'Rechnung' }],
  ...given,
});
const api = () => request(app.url);
const list = async (): Promise<RoutingRuleItem[]> =>
  (await api().get('/api/routing-rules').set(lead)).body.items;
const names = async () => (await list()).map(({ name }) => name);
const post = (body: unknown) =>
  api()
    .post('/api/routing-rules')
    .set(lead)
    .send(body as object);
const put = (id: string, body: unknown) =>
  api()
    .put(`/api/routing-rules/${id}`)
    .set(lead)
    .send(body as object);
const tryOut = (body: unknown) =>
  api()
    .post('/api/routing-rules/trial')
    .set(lead)
    .send(body as object);

describe('the list', () => {
  /** A rule that takes what a closed team's channel receives to the lead's team. */
  const takingOutOfClosed = async (): Promise<SaveRoutingRuleRequest> => {
    const closed = await aTeam(app, { isClosed: true });
    const { channelId } = await aConversation(app, { teamId: closed.id });
    await app.database.query('UPDATE channel SET team_id = $2 WHERE id = $1', [channelId, closed.id]);
    return rule({
      name: 'Heraus',
      conditions: [{ field: 'channel', anyOf: [channelId] }],
      actions: [{ do: 'team', teamId }],
    });
  };
  const anAdmin = async () => signIn(app, await anAgent(app, { role: 'admin' }));
  const restore = (id: string, who: SignedInHeaders) =>
    api().post(`/api/routing-rules/${id}/restore`).set(who);
  const order = (ids: string[], who: SignedInHeaders = lead) =>
    api().put('/api/routing-rules/order').set(who).send({ ids });

  test('lets nobody take posts out of a team that is closed to them', async () => {
    const elsewhere = await takingOutOfClosed();
    const harmless = await post({ ...elsewhere, actions: [{ do: 'tag', tag: 'Rat' }] });
    expect(harmless.status).toBe(201);
    expect((await post(elsewhere)).status).toBe(403);
    expect((await put(harmless.body.id, elsewhere)).status).toBe(403);
    const admin = await anAdmin();
    expect((await api().post('/api/routing-rules').set(admin).send(elsewhere)).status).toBe(201);
  });

  test('lets nobody bring a rule back that takes posts out of a team closed to them', async () => {
    const admin = await anAdmin();
    const { id } = (
      await api()
        .post('/api/routing-rules')
        .set(admin)
        .send(await takingOutOfClosed())
    ).body;
    await api().delete(`/api/routing-rules/${id}`).set(lead);
    expect((await restore(id, lead)).status).toBe(403);
    expect(await names()).not.toContain('Heraus');
    expect((await restore(id, admin)).status).toBe(200);
  });

  test('lets nobody order the list so that more leaves a team closed to them', async () => {
    const admin = await anAdmin();
    const stays = (await list())[0]!.id;
    const out = (
      await api()
        .post('/api/routing-rules')
        .set(admin)
        .send(await takingOutOfClosed())
    ).body.id;
    const other = (await post(rule())).body.id;
    expect((await order([stays, out, other])).status).toBe(200);
    expect((await order([other, stays, out])).status).toBe(200);
    const refused = await order([out, other, stays]);
    expect(refused.status).toBe(403);
    expect(refused.body.error).toMatchObject({ code: 'forbidden', details: { reason: 'closed-team' } });
    expect((await list()).map(({ id }) => id)).toEqual([other, stays, out]);
    expect((await order([out, other, stays], admin)).status).toBe(200);
  });

  test('begins with bad reviews first', async () => {
    expect(await list()).toEqual([
      {
        id: expect.any(String),
        name: 'Schlechte Bewertung',
        isActive: true,
        conditions: [{ field: 'rating', from: 1, to: 2 }],
        actions: [{ do: 'priority', priority: 'high' }],
        version: 1,
        faults: [],
        matchedLately: 0,
      },
    ]);
    await Promise.all([list(), list()]);
    expect(await list()).toHaveLength(1);
  });

  test('begins once, however many ask first', async () => {
    await Promise.all(Array.from({ length: 8 }, () => list()));
    expect(await list()).toHaveLength(1);
  });

  test('takes a new rule at its end, switched off unless told', async () => {
    const { name, conditions, actions } = rule();
    const answer = await post({ name, conditions, actions });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ name, conditions, actions, isActive: false, version: 1, faults: [] });
    expect(await names()).toEqual(['Schlechte Bewertung', 'Rechnung']);
  });

  test('keeps what was saved first when two edit the same rule', async () => {
    const { id, version } = (await post(rule())).body;
    const saved = await put(id, rule({ name: 'Rechnungen', version }));
    expect(saved.body).toMatchObject({ name: 'Rechnungen', version: version + 1 });
    const second = await put(id, rule({ name: 'Bezahlen', version }));
    expect(second.status).toBe(409);
    expect(second.body.error).toMatchObject({
      code: 'version-conflict',
      details: { rule: { id, name: 'Rechnungen', version: version + 1 } },
    });
    expect((await put(id, rule({ name: 'Bezahlen', version: version + 1 }))).status).toBe(200);
  });

  test('is put in order, unless there are other rules by now', async () => {
    const first = (await list())[0]!.id;
    const second = (await post(rule())).body.id;
    const ordered = await order([second, first]);
    expect(ordered.body.items.map(({ id }: RoutingRuleItem) => id)).toEqual([second, first]);
    await post(rule({ name: 'Neu' }));
    const outdated = await order([first, second]);
    expect(outdated.status).toBe(409);
    expect(outdated.body.error.details.items).toHaveLength(3);
    expect(await names()).toEqual(['Rechnung', 'Schlechte Bewertung', 'Neu']);
  });

  test('gives back a deleted rule where it was', async () => {
    const { id } = (await list())[0]!;
    await post(rule());
    expect((await api().delete(`/api/routing-rules/${id}`).set(lead)).status).toBe(204);
    expect((await api().delete(`/api/routing-rules/${id}`).set(lead)).status).toBe(404);
    expect((await put(id, rule())).status).toBe(404);
    expect(await names()).toEqual(['Rechnung']);
    expect((await api().post(`/api/routing-rules/${id}/restore`).set(lead)).body).toMatchObject({ id });
    expect(await names()).toEqual(['Schlechte Bewertung', 'Rechnung']);
  });

  test('shows what is gone and what is never reached', async () => {
    await post(rule({ name: 'Weg', actions: [{ do: 'team', teamId: newId() }] }));
    await post(rule({ name: 'Alles', conditions: [] }));
    await post(rule({ name: 'Zu spät' }));
    const faults = (await list()).map((each) => each.faults.map(({ reason }) => reason));
    expect(faults).toEqual([[], ['teamGone'], [], ['neverReached']]);
  });

  test('tells whoever would delete a skill which rules ask for it', async () => {
    const skill = (await api().post('/api/skills').set(lead).send({ name: 'Abrechnung' })).body;
    await post(rule({ actions: [{ do: 'skill', skillId: skill.id, minLevel: 1 }] }));
    const uses = await api().get(`/api/skills/${skill.id}/uses`).set(lead);
    expect(uses.body.rules).toEqual([{ id: expect.any(String), name: 'Rechnung' }]);
    await api().delete(`/api/skills/${skill.id}`).set(lead);
    expect((await list())[1]?.faults.map(({ reason }) => reason)).toEqual(['skillGone']);
  });

  test('counts what matched lately', async () => {
    const { id } = (await list())[0]!;
    const bad = await aConversation(app, { kind: 'review', rating: 1 });
    await app.get(UnitOfWork).run((tx) => app.get(ClassifyService).classify(tx, [bad]));
    expect((await list())[0]).toMatchObject({ id, matchedLately: 1 });
    await app.database.query(`UPDATE routing_decision SET at = at - interval '8 days'`);
    expect((await list())[0]).toMatchObject({ id, matchedLately: 0 });
  });

  test('ends somewhere', async () => {
    await app.database.query(
      `INSERT INTO routing_rule (id, position, name, is_active, conditions, actions, updated_at)
       SELECT gen_random_uuid(), n, 'Regel ' || n, false, '[]', '[]', now() FROM generate_series(1, 200) n`,
    );
    const answer = await post(rule());
    expect([answer.status, answer.body.error.details.reason]).toEqual([409, 'too-many-rules']);
  });

  test('ends there too for a rule that comes back', async () => {
    const { id } = (await post(rule())).body;
    await api().delete(`/api/routing-rules/${id}`).set(lead);
    await app.database.query(
      `INSERT INTO routing_rule (id, position, name, is_active, conditions, actions, updated_at)
       SELECT gen_random_uuid(), n, 'Regel ' || n, false, '[]', '[]', now() FROM generate_series(2, 200) n`,
    );
    const answer = await restore(id, lead);
    expect([answer.status, answer.body.error.details.reason]).toEqual([409, 'too-many-rules']);
    await api()
      .delete(`/api/routing-rules/${(await list())[0]!.id}`)
      .set(lead);
    expect((await restore(id, lead)).status).toBe(200);
  });
});

describe('sorting', () => {
  test('takes as many statements for three hundred posts as for one', async () => {
    const other = await aTeam(app);
    await post(
      rule({
        conditions: [],
        actions: [
          { do: 'team', teamId: other.id },
          { do: 'priority', priority: 'high' },
          { do: 'tag', tag: 'Netz' },
        ],
      }),
    );
    await statementsFor(1);
    expect(await statementsFor(300)).toBe(await statementsFor(1));
  });
});

async function statementsFor(count: number): Promise<number> {
  const refs = await conversations(app, count, { teamId });
  let statements = 0;
  await app.get(UnitOfWork).run(async (tx) => {
    const query: Tx['query'] = (sql, params) => {
      statements += 1;
      return tx.query(sql, params);
    };
    await app.get(ClassifyService).classify(Object.create(tx, { query: { value: query } }) as Tx, refs);
  });
  return statements;
}

describe('a rule from outside', () => {
  test.each<[unknown, string]>([
    [{ conditions: [{ field: 'mood', anyOf: ['bad'] }] }, 'conditions.0.field'],
    [{ conditions: [{}] }, 'conditions.0.field'],
    [{ conditions: [null] }, 'conditions.0'],
    [{ conditions: [[]] }, 'conditions.0'],
    [{ conditions: ['words'] }, 'conditions.0'],
    [{ conditions: Array.from({ length: 21 }, () => ({ field: 'contact', is: 'first' })) }, 'conditions'],
    [{ conditions: [{ field: 'contact', is: 'second' }] }, 'conditions.0.is'],
    [{ conditions: [{ field: 'contact', is: 'first', not: 'yes' }] }, 'conditions.0.not'],
    [{ conditions: [{ field: 'words', anyOf: [] }] }, 'conditions.0.anyOf'],
    [{ conditions: [{ field: 'words', anyOf: 'Netz' }] }, 'conditions.0.anyOf'],
    [{ conditions: [{ field: 'words', anyOf: ['Netz', '*'] }] }, 'conditions.0.anyOf.1'],
    [{ conditions: [{ field: 'words', anyOf: ['x'.repeat(101)] }] }, 'conditions.0.anyOf.0'],
    [{ conditions: [{ field: 'words', anyOf: [{ toString: 'x' }] }] }, 'conditions.0.anyOf.0'],
    [
      { conditions: [{ field: 'words', anyOf: Array.from({ length: 51 }, (_, n) => `w${n}`) }] },
      'conditions.0.anyOf',
    ],
    [{ conditions: [{ field: 'channel', anyOf: ['webhook'] }] }, 'conditions.0.anyOf.0'],
    [{ conditions: [{ field: 'kind', anyOf: ['tweet'] }] }, 'conditions.0.anyOf.0'],
    [{ conditions: [{ field: 'language', anyOf: ['deutsch'] }] }, 'conditions.0.anyOf.0'],
    [{ conditions: [{ field: 'rating', from: 0, to: 2 }] }, 'conditions.0.from'],
    [{ conditions: [{ field: 'rating', from: 1, to: 1e9 }] }, 'conditions.0.to'],
    [{ conditions: [{ field: 'rating', from: 3, to: 2 }] }, 'conditions.0.to'],
    [{ conditions: [{ field: 'rating', from: '1', to: 2 }] }, 'conditions.0.from'],
    [
      { conditions: [{ field: 'time', weekdays: [0], from: '09:00', to: '17:00' }] },
      'conditions.0.weekdays.0',
    ],
    [{ conditions: [{ field: 'time', weekdays: [], from: '09:00', to: '17:00' }] }, 'conditions.0.weekdays'],
    [{ conditions: [{ field: 'time', weekdays: [1], from: '24:00', to: '06:00' }] }, 'conditions.0.from'],
    [{ conditions: [{ field: 'time', weekdays: [1], from: '09:00', to: '25:00' }] }, 'conditions.0.to'],
    [{ conditions: [{ field: 'time', weekdays: [1], from: 9, to: 17 }] }, 'conditions.0.from'],
    [{ actions: [{ do: 'reply', text: 'Hallo' }] }, 'actions.0.do'],
    [{ actions: [{ do: 'team', teamId: 'App' }] }, 'actions.0.teamId'],
    [{ actions: [{ do: 'team' }] }, 'actions.0.teamId'],
    [{ actions: [{ do: 'skill', skillId: newId(), minLevel: 4 }] }, 'actions.0.minLevel'],
    [{ actions: [{ do: 'priority', priority: 'highest' }] }, 'actions.0.priority'],
    [{ actions: [{ do: 'tag', tag: '  ' }] }, 'actions.0.tag'],
    [{ actions: [{ do: 'doNotRoute' }, { do: 'doNotRoute' }] }, 'actions.1'],
    [
      {
        actions: [
          { do: 'priority', priority: 'low' },
          { do: 'priority', priority: 'high' },
        ],
      },
      'actions.1',
    ],
  ])('%j is refused where it is wrong', async (part, field) => {
    const answer = await post({ ...rule(), ...(part as object) });
    expect(answer.status).toBe(422);
    const fields = answer.body.error.details.fields as { field: string }[];
    expect(fields.map((each) => each.field)).toContain(field);
    const trial = await tryOut({ rules: [{ id: 'draft', ...rule(), ...(part as object) }] });
    expect(trial.status).toBe(422);
    expect(trial.body.error.details.fields[0].field).toBe(`rules.0.${fields[0]!.field}`);
  });

  test.each([
    { name: '' },
    { name: 'x'.repeat(101) },
    { conditions: {} },
    { actions: null },
    { isActive: 1 },
    { version: 1.5 },
  ])('%j is malformed', async (part) => {
    expect((await post({ ...rule(), ...part })).status).toBe(400);
  });

  test('is kept in its own form: known fields, cleaned values, none twice', async () => {
    const answer = await post(
      rule({
        name: '  Rechnung\u0000 ',
        conditions: [
          { field: 'words', anyOf: [' Rechnung ', 'Rechnung', 'Netz\ud800'], not: false, more: 1 } as never,
          { field: 'language', anyOf: ['DE-at', 'de'] },
          { field: 'time', weekdays: [7, 1, 1], from: '22:00', to: '24:00' },
        ],
      }),
    );
    expect(answer.body).toMatchObject({
      name: 'Rechnung',
      conditions: [
        { field: 'words', anyOf: ['Rechnung', 'Netz\ufffd'] },
        { field: 'language', anyOf: ['de'] },
        { field: 'time', weekdays: [1, 7], from: '22:00', to: '24:00' },
      ],
    });
  });
});

describe('a trial', () => {
  const asTried = (rules: RoutingRuleItem[]): TrialRequest['rules'] =>
    rules.map(({ id, name, isActive, conditions, actions }) => ({ id, name, isActive, conditions, actions }));
  const draft = (given: Partial<SaveRoutingRuleRequest> = {}) => ({
    id: 'draft',
    ...rule(given),
    isActive: true,
  });

  async function aPostOf(text: string, given: Parameters<typeof aConversation>[1] = {}) {
    const { contactId, identityId } = await aContact(app, { name: 'Petra Sommer' });
    const conversation = await aConversation(app, { contactId, teamId, ...given });
    await aCustomerMessage(app, conversation, { text, identityId });
    return conversation;
  }

  test('shows what would have become otherwise, the newest first, and changes nothing', async () => {
    const bill = await aPostOf('Meine Rechnungen stimmen nie');
    await aPostOf('Kein Netz');
    const badBill = await aPostOf('Rechnung falsch', { kind: 'review', rating: 1 });
    const before = await app.database.query('SELECT * FROM conversation ORDER BY id');
    const answer = await tryOut({ rules: [draft(), ...asTried(await list())] });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ tried: 3, changed: 2 });
    const [bad] = await list();
    expect(answer.body.items).toEqual([
      {
        conversationId: badBill.id,
        excerpt: '',
        contactName: 'Petra Sommer',
        channelName: expect.any(String),
        postedAt: expect.any(String),
        before: { ruleId: bad!.id, ruleName: bad!.name, actions: bad!.actions },
        after: { ruleId: 'draft', ruleName: 'Rechnung', actions: [{ do: 'tag', tag: 'Rechnung' }] },
      },
      expect.objectContaining({
        conversationId: bill.id,
        before: { ruleId: null, ruleName: null, actions: [] },
      }),
    ]);
    expect(answer.body.matches).toEqual([
      { ruleId: 'draft', count: 2 },
      { ruleId: bad!.id, count: 0 },
    ]);
    expect(await app.database.query('SELECT * FROM conversation ORDER BY id')).toEqual(before);
    expect(await app.database.query('SELECT * FROM routing_decision')).toEqual([]);
  });

  test('finds no difference where another rule does the same, contradicts itself, or is behind one for everything', async () => {
    await aPostOf('Rechnung', { kind: 'review', rating: 2 });
    const [bad] = asTried(await list());
    const same = { ...bad!, id: 'same' };
    const contradiction = draft({
      conditions: [
        { field: 'kind', anyOf: ['review'] },
        { field: 'kind', anyOf: ['review'], not: true },
      ],
    });
    const everything = { ...draft({ conditions: [] }), id: 'everything', actions: bad!.actions };
    for (const rules of [[same], [contradiction, bad!], [everything, draft()]])
      expect((await tryOut({ rules })).body).toMatchObject({ tried: 1, changed: 0, items: [] });
  });

  test('passes over a rule that names what is gone', async () => {
    await aPostOf('Rechnung');
    const answer = await tryOut({ rules: [draft({ actions: [{ do: 'team', teamId: newId() }] })] });
    expect(answer.body).toMatchObject({ changed: 0, matches: [{ ruleId: 'draft', count: 0 }] });
  });

  test('knows a first contact, and the hashtags of a post', async () => {
    const first = await aPostOf('Wieder #Störung');
    const second = await aConversation(app, { contactId: first.contactId, teamId });
    await aCustomerMessage(app, second, { text: 'Und nochmal #Störung' });
    const answer = await tryOut({
      rules: [
        draft({
          conditions: [
            { field: 'contact', is: 'first' },
            { field: 'tags', anyOf: ['störung'] },
          ],
        }),
      ],
    });
    expect(answer.body.items.map((item: { conversationId: string }) => item.conversationId)).toEqual([
      first.id,
    ]);
  });

  test('leaves out history and what belongs to a closed team of others', async () => {
    const closed = await aTeam(app, { isClosed: true });
    await aPostOf('Rechnung', { teamId: closed.id });
    await aPostOf('Rechnung', { isHistory: true });
    expect((await tryOut({ rules: [draft()] })).body).toMatchObject({ tried: 0, changed: 0, items: [] });
  });

  test('looks at as many as it is told, at most a thousand', async () => {
    for (let count = 0; count < 3; count += 1) await aPostOf('Rechnung');
    expect((await tryOut({ rules: [draft()], limit: 2 })).body).toMatchObject({ tried: 2, changed: 2 });
    expect((await tryOut({ rules: [draft()], limit: 1_001 })).status).toBe(400);
    expect((await tryOut({ rules: Array.from({ length: 201 }, () => draft()) })).status).toBe(400);
  });
});
