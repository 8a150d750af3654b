import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReportAnswer, SavedReportItem } from '@visavis/shared/api/figures';
import request from 'supertest';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { startMailServer } from '../../test/fakes/smtp-server.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { MailService } from '../organisation/mail.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { KeepReportsService } from './keep-reports.service.ts';
import { ReportFiguresModule } from './report-figures.module.ts';
import { RollupsService } from './rollups.service.ts';

let app: TestApp;
let admin: AgentRecord;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportFiguresModule, ConversationsModule] });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  app.clock.set('2026-11-20T10:00:00Z');
  admin = await anAgent(app, { role: 'admin' });
});
afterAll(() => app.close());

const run = (sql: string, params: readonly unknown[]) => app.database.query(sql, params);
const always = JSON.stringify({
  timeZone: 'Europe/Berlin',
  weekly: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  ),
  holidays: [],
});

/** Conversations of a team on the 18th, each answered by somebody after 30 minutes, the last one after two hours. */
async function answered(teamId: string, people: readonly AgentRecord[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, person] of people.entries()) {
    const { id } = await aConversation(app, { teamId });
    ids.push(id);
    const reply = newId();
    const isLate = index === people.length - 1;
    const met = isLate ? '2026-11-18T11:00:00Z' : '2026-11-18T09:30:00Z';
    for (const [message, agentId, at] of [
      [newId(), null, '2026-11-18T09:00:00Z'],
      [reply, person.id, met],
    ])
      await run(
        `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id,
           author_snapshot, delivery_state, text, posted_at, ordered_at, received_at)
         SELECT $1::uuid, c.id, c.channel_id, $1::uuid::text, CASE WHEN $3::uuid IS NULL THEN 'inbound' ELSE 'reply' END, 'public',
           1, $3::uuid, CASE WHEN $3::uuid IS NOT NULL THEN '{}'::jsonb END, CASE WHEN $3::uuid IS NOT NULL THEN 'sent' END, 'x',
           $4::timestamptz, $4::timestamptz, $4::timestamptz FROM conversation c WHERE c.id = $2`,
        [message, id, agentId, at],
      );
    await run(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
         fetch_delay_ms, deadline_at, met_at, met_by_message_id, breached_at)
       VALUES ($1::uuid, $2, 'firstResponse', 1, $1::uuid, 'Standard', $3, 60, '2026-11-18T09:00:00Z', 0,
         '2026-11-18T10:00:00Z', $4, $5, $6)`,
      [newId(), id, always, met, reply, isLate ? '2026-11-18T10:00:00Z' : null],
    );
  }
  await app.get(RollupsService).count(ids);
  return ids;
}

async function people(teamId: string, count: number): Promise<AgentRecord[]> {
  const made: AgentRecord[] = [];
  for (let index = 0; index < count; index += 1) made.push(await anAgent(app, { teamIds: [teamId] }));
  return made;
}

async function ask(agent: { id: string }, query: Record<string, string> = {}) {
  return request(app.url)
    .get('/api/reports/figures')
    .query({ period: '28', groupBy: 'team', compare: 'none', ...query })
    .set(await signIn(app, agent));
}
const reportFor = async (
  agent: { id: string },
  query: Record<string, string> = {},
): Promise<ReportAnswer> => {
  const answer = await ask(agent, query);
  expect(answer.status).toBe(200);
  return answer.body as ReportAnswer;
};

describe('a report', () => {
  it('tells what fell due, how long it took, and what was before', async () => {
    const team = await aTeam(app, { name: 'Mobilfunk' });
    await answered(team.id, await people(team.id, 6));
    const report = await reportFor(admin, { compare: 'previous' });
    const { values } = report.total;
    expect(values).toMatchObject({
      conversations: 6,
      messages: 6,
      answeredShare: 1,
      nextResponseLevel: null,
    });
    expect(values.firstResponseLevel).toBeCloseTo(5 / 6);
    expect([values.answersKept, values.answersDue]).toEqual([5, 6]);
    expect(Math.abs(values.firstResponseMedianWorking! - 30)).toBeLessThan(1.6);
    expect(Math.abs(values.firstResponseP90Calendar! - 120)).toBeLessThan(6.1);
    expect(report.rows).toMatchObject([{ key: team.id, name: 'Mobilfunk', isTooSmall: false }]);
    expect(report.compared?.values.conversations).toBe(0);
    expect([report.comparedFrom, report.comparedTo]).toEqual(['2026-09-26', '2026-10-23']);
    expect(report.points).toHaveLength(28);
    expect(report.points.filter(({ conversations }) => conversations > 0)).toEqual([
      { day: '2026-11-18', conversations: 6, serviceLevel: 5 / 6 },
    ]);
  });

  it.each([
    ['channel', 'channel_id::text'],
    ['kind', 'kind'],
    ['language', 'language'],
    ['policy', `'Standard'`],
    // Nine o'clock is ten in Berlin.
    ['hour', `'10'`],
    ['tag', 'tags[1]'],
  ])('adds up by %s, and by nothing else', async (groupBy, key) => {
    const team = await aTeam(app);
    const ids = await answered(team.id, await people(team.id, 6));
    await run(`UPDATE conversation SET tags = '{netz}', language = 'de' WHERE id = ANY($1)`, [ids]);
    await app.get(RollupsService).count(ids);
    const { rows } = await reportFor(admin, { groupBy });
    const counts = rows.flatMap(({ key: of, values }) =>
      (values.conversations ?? 0) > 0 ? [{ key: of, count: values.conversations }] : [],
    );
    expect(counts.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
      await app.database.query(
        `SELECT ${key} AS key, count(*)::int AS count FROM conversation GROUP BY 1 ORDER BY 1`,
      ),
    );
  });

  it('tells pauses, reopenings, who answered again, and why no answer was needed', async () => {
    const team = await aTeam(app);
    const [jana, ...others] = await people(team.id, 6);
    const [id] = await answered(team.id, [jana!, ...others]);
    await run(
      `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id,
         author_snapshot, delivery_state, text, posted_at, ordered_at, received_at)
       SELECT gen_random_uuid(), c.id, c.channel_id, 'again', 'reply', 'public', 2, $2, '{}', 'sent', 'x', at, at, at
       FROM conversation c CROSS JOIN (VALUES ('2026-11-18T10:00:00Z'::timestamptz)) v(at) WHERE c.id = $1`,
      [id, jana!.id],
    );
    await run(
      `INSERT INTO conversation_event (id, conversation_id, type, data, at)
       VALUES (gen_random_uuid(), $1, 'reopened', '{"after": "open"}', '2026-11-18T11:00:00Z'),
         (gen_random_uuid(), $1, 'snoozed', '{"before": "open"}', '2026-11-18T11:01:00Z'),
         (gen_random_uuid(), $1, 'snoozed', '{"before": "closed"}', '2026-11-18T11:02:00Z')`,
      [id],
    );
    await run(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes,
         started_at, fetch_delay_ms, cancelled_at, cancel_reason, cancelled_by, no_answer_reason)
       SELECT gen_random_uuid(), $1, metric, turn, gen_random_uuid(), 'Standard', '{}', 60, at, 0, at, reason, by, why
       FROM (VALUES ('nextResponse', 1, 'courtesy', NULL::uuid, NULL),
           ('nextResponse', 2, 'noAnswerNeeded', $2::uuid, 'duplicate'),
           ('resolution', 1, 'noAnswerNeeded', $2::uuid, 'duplicate'),
           ('nextResponse', 3, 'closed', NULL, NULL)) given (metric, turn, reason, by, why)
       CROSS JOIN (VALUES ('2026-11-18T12:00:00Z'::timestamptz)) v(at)`,
      [id, jana!.id],
    );
    await run(
      `INSERT INTO sla_pause (target_id, from_at, to_at, reason)
       SELECT id, '2026-11-18T09:01:00Z', '2026-11-18T09:11:00Z', 'snoozedForCustomer' FROM sla_target
       WHERE conversation_id = $1 AND metric = 'firstResponse'`,
      [id],
    );
    await app.get(RollupsService).count([id!]);
    const { total } = await reportFor(admin);
    expect(total.values).toMatchObject({
      pauses: 1,
      pausedMinutes: 10,
      reopenings: 2,
      sameFaceShare: 1,
      noAnswerNeeded: 2,
      noAnswerCourtesy: 1,
      noAnswerInformationOnly: 0,
      noAnswerDuplicate: 1,
      noAnswerOther: 0,
    });
    expect(await app.get(RollupsService).check()).toBe(0);
  });

  it('shows groups of few people their volume alone, and the one that would betray them too', async () => {
    const large = await aTeam(app, { name: 'Groß' });
    const small = await aTeam(app, { name: 'Klein' });
    await answered(large.id, await people(large.id, 6));
    await answered(small.id, await people(small.id, 2));
    const { rows, total } = await reportFor(admin);
    expect(
      rows.map(({ name, isTooSmall, values }) => [
        name,
        isTooSmall,
        values.conversations,
        values.serviceLevel,
      ]),
    ).toEqual([
      ['Groß', true, 6, null],
      ['Klein', true, 2, null],
    ]);
    expect(total.isTooSmall).toBe(false);
  });

  describe('where a team is too small to show', () => {
    let large: { id: string };
    let small: { id: string };
    beforeEach(async () => {
      large = await aTeam(app, { name: 'Groß' });
      small = await aTeam(app, { name: 'Klein' });
      await answered(large.id, await people(large.id, 6));
      await answered(small.id, await people(small.id, 2));
    });

    it('shows to whoever sees both no other one either, of which it would be the rest', async () => {
      for (const groupBy of ['team', 'kind', 'hour']) {
        const { total, rows, points } = await reportFor(admin, { groupBy, teamId: large.id });
        expect(total).toMatchObject({ isTooSmall: true, values: { conversations: 6, serviceLevel: null } });
        expect(rows.map(({ isTooSmall }) => isTooSmall)).not.toContain(false);
        expect(points.every(({ serviceLevel }) => serviceLevel === null)).toBe(true);
      }
      const lead = await anAgent(app, { role: 'lead', teamIds: [large.id] });
      expect((await reportFor(lead, { teamId: large.id })).total.values.serviceLevel).toBeCloseTo(5 / 6);
    });

    it('shows of a channel of two teams neither, where one is the few who are left', async () => {
      const third = await aTeam(app, { name: 'Dritte' });
      await answered(third.id, await people(third.id, 6));
      await run(`UPDATE conversation SET language = 'de' WHERE team_id = ANY($1)`, [[large.id, small.id]]);
      const ids = await app.database.query<{ id: string }>(`SELECT id FROM conversation`);
      await app.get(RollupsService).count(ids.map(({ id }) => id));
      const { total, rows } = await reportFor(admin, { groupBy: 'language', teamId: large.id });
      expect([total.isTooSmall, rows.map(({ isTooSmall }) => isTooSmall)]).toEqual([true, [true]]);
      const all = await reportFor(admin, { groupBy: 'language' });
      expect(all.rows.map(({ key, isTooSmall }) => [key, isTooSmall])).toEqual([
        ['', false],
        ['de', false],
      ]);
    });

    it('leads to no conversations that would count what it does not show', async () => {
      const behind = async (query: Record<string, string>): Promise<number> =>
        (
          await request(app.url)
            .get('/api/reports/conversations')
            .query({ period: '28', ...query })
            .set(await signIn(app, admin))
        ).status;
      expect(await behind({ metric: 'conversations', key: small.id })).toBe(200);
      expect(await behind({ metric: 'firstResponseLevel', key: small.id })).toBe(403);
      expect(await behind({ metric: 'firstResponseLevel', key: large.id, missed: 'true' })).toBe(403);
      expect(await behind({ metric: 'firstResponseLevel', teamId: small.id })).toBe(403);
      expect(await behind({ metric: 'firstResponseLevel' })).toBe(200);
    });
  });

  it('shows no tag that would tell of the few who answered without it', async () => {
    const team = await aTeam(app);
    const ids = await answered(team.id, await people(team.id, 6));
    await run(`UPDATE conversation SET tags = '{netz}' WHERE id = ANY($1)`, [ids.slice(1)]);
    await app.get(RollupsService).count(ids);
    const { total, rows } = await reportFor(admin, { groupBy: 'tag', teamId: team.id });
    expect(total.isTooSmall).toBe(false);
    expect(rows.map(({ key, isTooSmall }) => [key, isTooSmall])).toEqual([['netz', true]]);
  });

  it('adds up more minutes than an integer holds', async () => {
    const team = await aTeam(app);
    await run(
      `INSERT INTO report_rollup (dimension, grain, day, team_id, value, measure, bucket, n)
       SELECT 'all', 'day', day, $1, '', 'pausedMinutes', 0, 3000000000
       FROM (VALUES ('2026-11-17'::date), ('2026-11-18')) d(day)`,
      [team.id],
    );
    const ids = await answered(team.id, await people(team.id, 5));
    await run(
      `INSERT INTO sla_pause (target_id, from_at, to_at, reason)
       SELECT id, '2026-11-18T09:01:00Z', '2026-11-18T09:11:00Z', 'waitingForCustomer' FROM sla_target
       WHERE conversation_id = ANY($1)`,
      [ids],
    );
    await app.get(RollupsService).count(ids);
    expect((await reportFor(admin)).total.values.pausedMinutes).toBe(6_000_000_050);
  });

  it('compares with nothing, by team, unless it is asked to', async () => {
    const answer = await request(app.url)
      .get('/api/reports/figures')
      .set(await signIn(app, admin));
    expect([answer.status, answer.body.groupBy, answer.body.compared]).toEqual([200, 'team', null]);
  });

  it('is for leads about their own teams, for nobody about a person', async () => {
    const own = await aTeam(app);
    const other = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    await answered(own.id, await people(own.id, 5));
    await answered(other.id, await people(other.id, 5));
    const report = await reportFor(lead);
    expect(report.rows.map(({ key }) => key)).toEqual([own.id]);
    expect(report.total.values.conversations).toBe(5);
    expect((await ask(lead, { teamId: other.id })).status).toBe(403);
    expect((await ask(await anAgent(app, { teamIds: [own.id] }))).status).toBe(403);
    expect((await ask(lead, { groupBy: 'agent' })).status).toBe(400);
  });

  it('of another team is refused to its lead as a table, as a list, as a file and as a mail', async () => {
    const own = await aTeam(app);
    const other = await aTeam(app);
    await answered(other.id, await people(other.id, 5));
    const signedIn = await signIn(app, await anAgent(app, { role: 'lead', teamIds: [own.id] }));
    const query = { period: '28', groupBy: 'team', compare: 'none', teamId: other.id };
    const get = (path: string, given: object) => request(app.url).get(path).query(given).set(signedIn);
    const answers = await Promise.all([
      get('/api/reports/figures', query),
      get('/api/reports/export', query),
      get('/api/reports/conversations', { ...query, metric: 'conversations' }),
      request(app.url).post('/api/saved-reports').set(signedIn).send({ name: 'Andere', query, every: 'day' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const behind = { period: '28', groupBy: 'team', metric: 'conversations', key: other.id };
    expect((await get('/api/reports/conversations', behind)).body.items).toEqual([]);
  });

  it('refuses periods that are none', async () => {
    const periods: Record<string, string>[] = [
      { from: '2026-11-02', to: '2026-11-01' },
      { from: '2026-02-30', to: '2026-03-01' },
      { from: '1000-01-01', to: '2026-01-01' },
      { from: '2026-01-01' },
    ];
    for (const period of periods) expect([400, 422]).toContain((await ask(admin, period)).status);
  });

  it('leads to the conversations behind a figure', async () => {
    const team = await aTeam(app);
    const ids = await answered(team.id, await people(team.id, 6));
    const signedIn = await signIn(app, admin);
    const behind = async (query: Record<string, string>): Promise<string[]> => {
      const answer = await request(app.url)
        .get('/api/reports/conversations')
        .query({ period: '28', groupBy: 'team', compare: 'none', ...query })
        .set(signedIn);
      expect(answer.status).toBe(200);
      return answer.body.items.map(({ id }: { id: string }) => id);
    };
    expect((await behind({ metric: 'conversations', key: team.id })).toSorted()).toEqual(ids.toSorted());
    expect(await behind({ metric: 'serviceLevel', missed: 'true' })).toEqual([ids.at(-1)]);
    expect(await behind({ metric: 'conversations', key: newId() })).toEqual([]);
  });

  it('names whoever is behind a figure as their network does, also where another one knew them first', async () => {
    const team = await aTeam(app);
    const [id] = await answered(team.id, await people(team.id, 1));
    for (const [network, name, since] of [
      ['elsewhere', 'Anderswo', '2020-01-01T00:00:00Z'],
      [null, 'Svenja Adler', '2021-01-01T00:00:00Z'],
    ])
      await run(
        `INSERT INTO contact_identity (id, contact_id, scope, external_id, network, name, created_at)
         SELECT gen_random_uuid(), c.contact_id, coalesce($2, ch.network), $3, coalesce($2, ch.network), $3, $4::timestamptz
         FROM conversation c JOIN channel ch ON ch.id = c.channel_id WHERE c.id = $1`,
        [id, network, name, since],
      );
    const answer = await request(app.url)
      .get('/api/reports/conversations')
      .query({ period: '28', groupBy: 'team', metric: 'conversations' })
      .set(await signIn(app, admin));
    expect(answer.body.items).toMatchObject([{ id, contactName: 'Svenja Adler' }]);
  });

  it('is exported as the same figures, with a mark for office programs', async () => {
    const team = await aTeam(app, { name: '=Rück"fragen' });
    await answered(team.id, await people(team.id, 6));
    const answer = await request(app.url)
      .get('/api/reports/export')
      .query({ period: '28', groupBy: 'team', compare: 'none', locale: 'de' })
      .set(await signIn(app, admin))
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    const bytes = answer.body as Buffer;
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, row] = bytes.toString('utf8').split('\r\n');
    expect(head).toContain('Gespräche;Nachrichten;Von Menschen beantwortet (%)');
    expect(row).toContain(`"'=Rück""fragen";6;6;100;83,3`);
  });

  it('of oneself is told to oneself', async () => {
    const team = await aTeam(app);
    const [jana, mehmet] = await people(team.id, 2);
    const ids = await answered(team.id, [jana!, mehmet!]);
    const mine = async (agent: AgentRecord) =>
      (
        await request(app.url)
          .get('/api/reports/mine')
          .set(await signIn(app, agent))
      ).body;
    expect(await mine(jana!)).toMatchObject({ replies: 1, conversations: 1, dueCount: 1, keptCount: 1 });
    expect(await mine(mehmet!)).toMatchObject({ replies: 1, conversations: 1, dueCount: 1, keptCount: 0 });
    await run(`UPDATE conversation SET is_spam = true WHERE id = $1`, [ids[0]]);
    expect(await mine(jana!)).toMatchObject({ replies: 0, dueCount: 0 });
  });
});

describe('a saved report', () => {
  const mailBy = ({ port }: { port: number }) =>
    app
      .get(MailService)
      .save({ host: '127.0.0.1', port, security: 'none', user: null, from: 'service@brueckenfunk.example' });

  const body = { name: 'Monat', query: { period: '28', groupBy: 'team', compare: 'none' }, every: 'week' };

  it('is its owner’s alone', async () => {
    const lead = await anAgent(app, { role: 'lead' });
    const mine = await signIn(app, admin);
    const created = await request(app.url).post('/api/saved-reports').set(mine).send(body);
    expect(created.status).toBe(201);
    const { id, nextAt } = created.body as SavedReportItem;
    expect(nextAt).toBe('2026-11-23T06:00:00.000Z');
    const theirs = await signIn(app, lead);
    expect((await request(app.url).get('/api/saved-reports').set(theirs)).body.items).toEqual([]);
    expect((await request(app.url).put(`/api/saved-reports/${id}`).set(theirs).send(body)).status).toBe(404);
    expect((await request(app.url).delete(`/api/saved-reports/${id}`).set(theirs)).status).toBe(404);
    expect(
      (
        await request(app.url)
          .put(`/api/saved-reports/${id}`)
          .set(mine)
          .send({ ...body, every: null })
      ).body,
    ).toMatchObject({
      every: null,
      nextAt: null,
    });
    expect((await request(app.url).delete(`/api/saved-reports/${id}`).set(mine)).status).toBe(204);
  });

  it('is of a period that there is', async () => {
    const signedIn = await signIn(app, admin);
    for (const span of [{ from: '2026-11-02', to: '2026-11-01' }, { from: '2026-11-02' }]) {
      const query = { ...span, groupBy: 'team', compare: 'none' };
      const answer = await request(app.url)
        .post('/api/saved-reports')
        .set(signedIn)
        .send({ ...body, query });
      expect(answer.status).toBe(422);
    }
  });

  it('is mailed an hour later when the mail server was away', async () => {
    const away = await startMailServer({});
    await mailBy(away);
    await away.close();
    await request(app.url)
      .post('/api/saved-reports')
      .set(await signIn(app, admin))
      .send(body);
    app.clock.set('2026-11-23T06:00:30Z');
    await app.get(KeepReportsService).keep();
    const server = await startMailServer({});
    try {
      await mailBy(server);
      app.clock.set('2026-11-23T06:59:00Z');
      await app.get(KeepReportsService).keep();
      expect(server.received).toHaveLength(0);
      app.clock.set('2026-11-23T07:01:00Z');
      await app.get(KeepReportsService).keep();
      expect(server.received).toHaveLength(1);
      const { body: saved } = await request(app.url)
        .get('/api/saved-reports')
        .set(await signIn(app, admin));
      expect(saved.items).toMatchObject([{ failedAt: null, nextAt: '2026-11-30T06:00:00.000Z' }]);
    } finally {
      await server.close();
    }
  });

  it('that cannot be answered any more holds up no other', async () => {
    const server = await startMailServer({});
    try {
      await mailBy(server);
      const signedIn = await signIn(app, admin);
      for (const name of ['Erster', 'Zweiter'])
        await request(app.url)
          .post('/api/saved-reports')
          .set(signedIn)
          .send({ ...body, name });
      await run(
        `UPDATE saved_report SET query = query || '{"from": "2026-11-02", "to": "2026-11-01"}' WHERE name = $1`,
        ['Erster'],
      );
      app.clock.set('2026-11-23T06:00:30Z');
      await app.get(KeepReportsService).keep();
      expect(server.received).toHaveLength(1);
      const { body: saved } = await request(app.url).get('/api/saved-reports').set(signedIn);
      expect(
        (saved.items as SavedReportItem[]).map(({ name, failedAt, sentAt }) => [
          name,
          failedAt !== null,
          sentAt !== null,
        ]),
      ).toEqual([
        ['Erster', true, false],
        ['Zweiter', false, true],
      ]);
    } finally {
      await server.close();
    }
  });

  it.each([
    ['is no longer here', `UPDATE agent SET deactivated_at = now() WHERE id = $1`],
    ['leads no more', `UPDATE agent SET role = 'agent' WHERE id = $1`],
    ['leads another team', `DELETE FROM team_member WHERE agent_id = $1`],
  ])('is not mailed to whoever %s, and to everybody else', async (_how, change) => {
    const server = await startMailServer({});
    try {
      await mailBy(server);
      const team = await aTeam(app);
      const [left, stays] = [
        await anAgent(app, { role: 'lead', teamIds: [team.id], email: 'left@brueckenfunk.example' }),
        await anAgent(app, { role: 'lead', teamIds: [team.id], email: 'stays@brueckenfunk.example' }),
      ];
      for (const lead of [left, stays])
        await request(app.url)
          .post('/api/saved-reports')
          .set(await signIn(app, lead))
          .send({ ...body, query: { ...body.query, teamId: team.id } })
          .expect(201);
      await run(change, [left.id]);
      app.clock.set('2026-11-23T06:00:30Z');
      await app.get(KeepReportsService).keep();
      expect(server.received.map(({ to }) => to)).toEqual([['stays@brueckenfunk.example']]);
    } finally {
      await server.close();
    }
  });

  it('is mailed once when it is due, with its table', async () => {
    const server = await startMailServer({});
    try {
      await mailBy(server);
      const team = await aTeam(app);
      await answered(team.id, await people(team.id, 6));
      await request(app.url)
        .post('/api/saved-reports')
        .set(await signIn(app, admin))
        .send(body);
      const keep = app.get(KeepReportsService);
      await keep.keep();
      expect(server.received).toHaveLength(0);
      app.clock.set('2026-11-23T06:00:30Z');
      await Promise.all([keep.keep(), keep.keep()]);
      expect(server.received).toHaveLength(1);
      const raw = server.received[0]!.raw.replaceAll('=\r\n', '');
      expect(raw).toContain('visavis-2026-10-27-2026-11-23.csv');
      expect(raw).toContain('Zahlen vom 27. Oktober 2026 bis 23. November 2026');
      expect(raw).toMatch(/\/reports\?period=(3D)?28&by=(3D)?team&compare=(3D)?none/u);
    } finally {
      await server.close();
    }
  });
});
