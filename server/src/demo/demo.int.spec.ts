import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { demoAgents, demoPassword } from './demo-people.ts';
import { PollChannelService } from '../intake/poll-channel.service.ts';
import { KeepReportsService } from '../reports/keep-reports.service.ts';
import { RollupsService } from '../reports/rollups.service.ts';
import { RulesService } from '../routing/rules.service.ts';
import { DemoService } from './demo.service.ts';
import { storiesOfThePast } from './stories-past.ts';
import { storiesOfToday } from './stories-today.ts';
import { storiesOfYesterday } from './stories-yesterday.ts';

describe('the demonstration', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ settings: { demo: true } });
    const poll = setInterval(() => void readMarketplace(), 20);
    await app.get(DemoService).begin();
    clearInterval(poll);
    await app.settle();
  });
  afterAll(async () => app.close());

  /** As the poll does that runs in every process, from the moment the channel exists. */
  const readMarketplace = async () => {
    const due = await rows<{ id: string }>(
      `UPDATE channel SET next_poll_at = 'epoch' WHERE network = 'playground' RETURNING id`,
    );
    for (const { id } of due) await app.get(PollChannelService).poll(id, new AbortController().signal);
  };
  const rows = <T>(sql: string) => app.database.query<T>(sql);

  it('lets everybody in with the documented accounts', async () => {
    for (const email of ['admin', 'sabine', 'jana', 'mehmet'])
      await request(app.url)
        .post('/api/session')
        .set('Origin', app.url)
        .send({ email: `${email}@brueckenfunk.example`, password: demoPassword })
        .expect(201);
  });

  it('holds every story once, at its own time', async () => {
    const found = await rows<{ status: string; count: number }>(
      `SELECT status, count(*)::int AS count FROM conversation WHERE root_external_id NOT LIKE 'history-%' GROUP BY status`,
    );
    const total = found.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(storiesOfThePast.length + storiesOfYesterday.length + storiesOfToday.length);
    expect(found.find(({ status }) => status === 'closed')?.count).toBe(storiesOfThePast.length);
    const [late] = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM message WHERE received_at - posted_at > interval '1 minute'`,
    );
    expect(late?.count).toBe(0);
  });

  it('has clocks that were lived with: paused, thanked for, and ended by a decision', async () => {
    const pauses = await rows<{ metric: string; reason: string }>(
      `SELECT DISTINCT t.metric, p.reason FROM sla_pause p JOIN sla_target t ON t.id = p.target_id ORDER BY 1, 2`,
    );
    expect(pauses).toEqual([
      { metric: 'firstResponse', reason: 'snoozedForCustomer' },
      { metric: 'resolution', reason: 'snoozedForCustomer' },
      { metric: 'resolution', reason: 'waitingForCustomer' },
    ]);
    const ended = await rows<{ reason: string; why: string | null }>(
      `SELECT DISTINCT t.cancel_reason AS reason, t.no_answer_reason AS why
       FROM sla_target t JOIN conversation c ON c.id = t.conversation_id
       WHERE t.cancel_reason IN ('courtesy', 'noAnswerNeeded') AND c.root_external_id NOT LIKE 'history-%' ORDER BY 1`,
    );
    expect(ended).toEqual([
      { reason: 'courtesy', why: null },
      { reason: 'noAnswerNeeded', why: 'informationOnly' },
    ]);
    const [standing] = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM sla_target WHERE paused_at IS NOT NULL AND met_at IS NULL`,
    );
    expect(standing?.count).toBeGreaterThan(0);
  });

  it('keeps several promises at once, each by the hours of the team that has it', async () => {
    const stories = `FROM sla_target t JOIN conversation c ON c.id = t.conversation_id JOIN team ON team.id = c.team_id
      WHERE c.root_external_id NOT LIKE 'history-%'`;
    const running = await rows<{ name: string }>(
      `SELECT DISTINCT t.policy_name AS name ${stories} AND t.metric IN ('firstResponse', 'nextResponse')
         AND t.met_at IS NULL AND t.cancelled_at IS NULL ORDER BY 1`,
    );
    expect(running.map(({ name }) => name)).toEqual([
      'Bewertung',
      'Private Nachrichten',
      'Rechnung und Vertrag',
      'Standard',
    ]);
    const promised = await rows<{ policy: string; team: string; calendar: string; target: number }>(
      `SELECT DISTINCT t.policy_name AS policy, team.name AS team, t.calendar_name AS calendar, t.target_minutes AS target
       ${stories} AND t.metric = 'firstResponse'`,
    );
    const organisation = 'Brückenfunk hilft';
    for (const { policy, team, calendar, target } of promised) {
      expect(calendar).toBe(team === 'Rechnung & Vertrag' ? team : organisation);
      expect(policy === 'Rechnung und Vertrag').toBe(team === 'Rechnung & Vertrag' && target === 120);
      expect(policy === 'Bewertung').toBe(target === 240);
    }
  });

  it('has weeks of everyday work behind it, all closed, none of it today', async () => {
    const [past] = await rows<{ count: number; open: number; days: number; today: number; late: number }>(
      `SELECT count(*)::int AS count, count(*) FILTER (WHERE c.status <> 'closed')::int AS open,
         count(DISTINCT (c.created_at AT TIME ZONE 'Europe/Berlin')::date)::int AS days,
         count(*) FILTER (WHERE (c.created_at AT TIME ZONE 'Europe/Berlin')::date = (now() AT TIME ZONE 'Europe/Berlin')::date)::int
           AS today,
         (SELECT count(*)::int FROM sla_target s WHERE s.breached_at IS NOT NULL AND s.met_at < s.breached_at) AS late
       FROM conversation c WHERE c.root_external_id LIKE 'history-%'`,
    );
    expect(past).toMatchObject({ open: 0, today: 0, late: 0 });
    expect(past!.count).toBeGreaterThan(2_000);
    expect(past!.days).toBeGreaterThan(30);
    const why = await rows<{ why: string | null }>(
      `SELECT DISTINCT t.no_answer_reason AS why FROM sla_target t JOIN conversation c ON c.id = t.conversation_id
       WHERE t.cancel_reason = 'noAnswerNeeded' AND c.root_external_id LIKE 'history-%' ORDER BY 1`,
    );
    expect(why.map((row) => row.why)).toEqual(['duplicate', 'informationOnly', 'other']);
    await app.get(KeepReportsService).keep();
    expect(await app.get(RollupsService).check()).toBe(0);
  });

  it('has replies that the check page confirms', async () => {
    const codes = await rows<{ code: string }>(
      `SELECT m.check_code AS code FROM message m JOIN conversation c ON c.id = m.conversation_id
       WHERE m.type = 'reply' AND (c.root_external_id NOT LIKE 'history-%' OR c.root_external_id LIKE 'history-1_')`,
    );
    expect(codes.length).toBeGreaterThan(20);
    for (const { code } of codes) await request(app.url).get(`/c/${code}.json`).expect(200);
  });

  it('shows faces of everybody who lends one, and initials of the others', async () => {
    const [faces] = await rows<{ count: number }>(`SELECT count(*)::int AS count FROM face`);
    expect(faces?.count).toBe(Object.values(demoAgents).filter(({ portrait }) => portrait !== null).length);
  });

  it('has rules that have done something, and in which nothing is wrong', async () => {
    const list = await app.get(RulesService).list();
    expect(list.length).toBeGreaterThanOrEqual(6);
    expect(list.flatMap(({ faults }) => faults)).toEqual([]);
    expect(list.filter(({ matchedLately }) => matchedLately > 0).length).toBeGreaterThanOrEqual(3);
  });

  it('is not told twice', async () => {
    await app.get(DemoService).begin();
    const [found] = await rows<{ count: number }>(`SELECT count(*)::int AS count FROM organisation`);
    expect(found?.count).toBe(1);
  });

  it('takes replies on another port', async () => {
    await app.database.query(
      `UPDATE channel SET settings = '{"callbackUrl":"http://127.0.0.1:1/api/hooks/demo/forum"}',
         settings_version = settings_version + 1 WHERE name = 'Community-Forum'`,
    );
    await app.get(DemoService).begin();
    const [found] = await rows<{ address: string }>(
      `SELECT settings->>'callbackUrl' AS address FROM channel WHERE name = 'Community-Forum'`,
    );
    expect(found?.address).toBe(`${app.url}/api/hooks/demo/forum`);
  });

  it('receives replies to its webhook channels only when they are signed', async () => {
    await request(app.url).post('/api/hooks/demo/forum').send({ deliveryId: 'x' }).expect(401);
  });
});
