import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveBehind } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import { bucketOf, minutesOfBucket } from '@visavis/shared/reports/histogram';
import request from 'supertest';
import { aContact, aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ReportsModule } from './reports.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule, ConversationsModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const MINUTE = 60_000;
const inMinutes = (minutes: number): Date => new Date(app.clock.now().getTime() + minutes * MINUTE);

/** A conversation whose clock started `since` minutes ago and runs out in `dueIn`; the last third is soon. */
async function waiting(
  teamId: string,
  {
    since = 30,
    dueIn = 30,
    ...given
  }: { since?: number; dueIn?: number } & Parameters<typeof aConversation>[1] = {},
): Promise<string> {
  const conversation = await aConversation(app, { teamId, ...given });
  const due = {
    conversationId: conversation.id,
    dueAt: inMinutes(dueIn),
    metric: 'firstResponse',
    startedAt: inMinutes(-since),
    warnAt: inMinutes(dueIn - 15),
    metAt: null,
  } as const;
  await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setDue(tx, [due]));
  return conversation.id;
}

async function reportFor(agent: { id: string }): Promise<LiveReport> {
  const answer = await request(app.url)
    .get('/api/reports/live')
    .set(await signIn(app, agent));
  expect(answer.status).toBe(200);
  return answer.body as LiveReport;
}

describe('the live report', () => {
  it('counts who waits, who waits too long and who soon does, by team and by the alphabet', async () => {
    const mobile = await aTeam(app, { name: 'Mobilfunk' });
    const abroad = await aTeam(app, { name: 'Ausland' });
    const zone = await aTeam(app, { name: 'Übergänge' });
    const admin = await anAgent(app, { role: 'admin', teamIds: [mobile.id], availability: 'off' });
    await anAgent(app, { teamIds: [mobile.id, abroad.id] });
    await anAgent(app, { teamIds: [mobile.id], availability: 'busy' });
    await waiting(mobile.id, { since: 90, dueIn: -10 });
    await waiting(mobile.id, { dueIn: 5, assigneeId: admin.id, status: 'open' });
    await waiting(mobile.id, { since: 10, dueIn: 50 });
    await waiting(abroad.id, { since: 20, dueIn: 40 });
    const report = await reportFor(admin);
    expect(report).toMatchObject({ waitingCount: 4, overTargetCount: 1, soonCount: 1 });
    expect(report.longestWaitSince).toBe(inMinutes(-90).toISOString());
    expect(report.teams).toMatchObject([
      {
        team: {
          id: abroad.id,
          name: 'Ausland',
        },
        waitingCount: 1,
        overTargetCount: 0,
        soonCount: 0,
        unassignedCount: 1,
        availableCount: 1,
        longestWaitSince: inMinutes(-20).toISOString(),
      },
      {
        team: {
          id: mobile.id,
          name: 'Mobilfunk',
        },
        waitingCount: 3,
        overTargetCount: 1,
        soonCount: 1,
        unassignedCount: 2,
        availableCount: 1,
        longestWaitSince: inMinutes(-90).toISOString(),
      },
      {
        team: {
          id: zone.id,
          name: 'Übergänge',
        },
        waitingCount: 0,
        overTargetCount: 0,
        soonCount: 0,
        unassignedCount: 0,
        availableCount: 0,
        longestWaitSince: null,
      },
    ]);
  });

  it.each([
    ['closed', { status: 'closed' }],
    ['waiting for the customer', { status: 'waiting' }],
    ['snoozed', { status: 'snoozed' }],
    ['spam', { isSpam: true }],
  ] as const)('leaves out what is %s', async (_what, given) => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    await waiting(team.id, given);
    expect(await reportFor(admin)).toMatchObject({ waitingCount: 0, longestWaitSince: null, dueNext: [] });
  });

  it('leaves out a clock that was met', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    const id = await waiting(team.id);
    await app.database.query('UPDATE conversation SET due_met_at = now() WHERE id = $1', [id]);
    expect(await reportFor(admin)).toMatchObject({ waitingCount: 0, dueNext: [] });
  });

  it('shows leads their own teams, and agents nothing', async () => {
    const own = await aTeam(app);
    const other = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    const mine = await waiting(own.id);
    await waiting(other.id);
    const report = await reportFor(lead);
    expect(report.teams.map(({ team }) => team.id)).toEqual([own.id]);
    expect(report.dueNext.map(({ conversationId }) => conversationId)).toEqual([mine]);
    expect(report.waitingCount).toBe(1);
    const agent = await signIn(app, await anAgent(app, { teamIds: [own.id] }));
    expect((await request(app.url).get('/api/reports/live').set(agent)).status).toBe(403);
    expect((await request(app.url).get('/api/reports/live')).status).toBe(401);
  });

  it('lists the earliest deadlines, with names exactly as people gave them', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    const hostile = `<img src=x onerror=alert(1)> ' " \u202e`;
    const { contactId } = await aContact(app);
    await app.database.query('UPDATE contact_identity SET name = $2 WHERE contact_id = $1', [
      contactId,
      hostile,
    ]);
    await app.database.query('UPDATE contact SET display_name = $2 WHERE id = $1', [contactId, hostile]);
    const later = await waiting(team.id, { dueIn: 50 });
    const sooner = await waiting(team.id, { dueIn: -5, contactId });
    const { dueNext } = await reportFor(admin);
    expect(dueNext.map(({ conversationId }) => conversationId)).toEqual([sooner, later]);
    expect(dueNext[0]).toMatchObject({ contactName: hostile, dueAt: inMinutes(-5).toISOString() });
  });
});

/** A clock of a conversation as it ended, or not. Minutes from now; unset when it did not happen. */
async function clock(
  conversationId: string,
  given: {
    startedAt?: number;
    deadline: number;
    metAt?: number;
    cancelledAt?: number;
    metric?: string;
    turn?: number;
  },
): Promise<void> {
  const at = (minutes: number | undefined) => (minutes === undefined ? null : inMinutes(minutes));
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, met_at, cancelled_at)
     VALUES (gen_random_uuid(), $1, $2, $3, gen_random_uuid(), 'Alle', '{}', 30, $4, 0, $5, $6, $7)`,
    [
      conversationId,
      given.metric ?? 'firstResponse',
      given.turn ?? 1,
      at(given.startedAt ?? given.deadline - 30),
      at(given.deadline),
      at(given.metAt),
      at(given.cancelledAt),
    ],
  );
}

async function behind(agent: { id: string }, query: Record<string, string>): Promise<LiveBehind> {
  const answer = await request(app.url)
    .get('/api/reports/live/conversations')
    .query(query)
    .set(await signIn(app, agent));
  expect(answer.status).toBe(200);
  return answer.body as LiveBehind;
}

describe('the day on the live page', () => {
  it('measures against all that fell due: late and unanswered ones too, without what needed no answer', async () => {
    app.clock.set(new Date('2026-11-20T13:40:00Z'));
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    const one = (): Promise<{ id: string }> => aConversation(app, { teamId: team.id, status: 'open' });
    const onTime = await one();
    const late = await one();
    const unanswered = await one();
    await clock(onTime.id, { deadline: -60, metAt: -80 });
    await clock(late.id, { deadline: -60, metAt: -50 });
    await clock(unanswered.id, { deadline: -10 });
    await clock((await one()).id, { deadline: 20 });
    await clock((await one()).id, { deadline: -10, cancelledAt: -15 });
    await clock((await one()).id, { deadline: -25 * 60, metAt: -26 * 60 });
    const { today, late: rows } = await reportFor(admin);
    expect(today).toMatchObject({
      dueCount: 3,
      onTimeCount: 1,
      yesterday: { dueCount: 1, onTimeCount: 1 },
      answeredCount: 2,
      // As a report of the day tells them: of ten and of forty minutes, by the buckets both reckon with.
      medianSeconds: minutesOfBucket(bucketOf(10)) * 60,
      p90Seconds: minutesOfBucket(bucketOf(40)) * 60,
    });
    expect(today.byHour.at(-1)).toMatchObject({ dueCount: 3, onTimeCount: 1 });
    expect(rows.map(({ conversationId, why }) => [conversationId, why])).toEqual([
      [unanswered.id, ['unassigned']],
      [late.id, []],
    ]);
    const listed = await behind(admin, { figure: 'lateToday' });
    expect([listed.count, listed.items.map(({ conversationId }) => conversationId)]).toEqual([
      2,
      [unanswered.id, late.id],
    ]);
    expect((await behind(admin, { figure: 'onTimeToday' })).items).toMatchObject([
      { conversationId: onTime.id },
    ]);
    expect((await behind(admin, { figure: 'dueToday' })).count).toBe(today.dueCount);
    expect((await behind(admin, { figure: 'answeredToday' })).count).toBe(today.answeredCount);
  });

  it('tells the backlog through the day as the activity lines have it', async () => {
    app.clock.set(new Date('2026-11-20T13:00:00Z'));
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    const waits = await aConversation(app, { teamId: team.id, status: 'waiting' });
    const closed = await aConversation(app, { teamId: team.id, status: 'closed' });
    await aConversation(app, { teamId: team.id, status: 'open' });
    const line = (id: string, minutes: number, type: string, data: object) =>
      app.database.query(
        `INSERT INTO conversation_event (id, conversation_id, type, data, at) VALUES (gen_random_uuid(), $1, $2, $3, $4)`,
        [id, type, data, inMinutes(minutes)],
      );
    await line(waits.id, -180, 'opened', { after: 'new' });
    await line(waits.id, -45, 'statusChanged', { before: 'new', after: 'waiting' });
    await line(closed.id, -75, 'statusChanged', { before: 'open', after: 'closed' });
    const { backlog } = await reportFor(admin);
    const counts = (state: string) => backlog.byState.find((row) => row.state === state)?.counts ?? [];
    // Midnight in Berlin is 23:00 UTC: 28 steps of half an hour, the beginning of the present one, and now.
    expect(backlog.at).toHaveLength(30);
    expect([counts('new').at(0), counts('new').at(-6), counts('new').at(-1)]).toEqual([0, 1, 0]);
    expect([counts('open').at(0), counts('open').at(-1)]).toEqual([2, 1]);
    expect(counts('waiting').slice(-4)).toEqual([0, 1, 1, 1]);
    expect((await behind(admin, { figure: 'open', state: 'waiting' })).items).toMatchObject([
      { conversationId: waits.id },
    ]);
  });

  it('counts what began to wait by hour and weekday of four weeks', async () => {
    app.clock.set(new Date('2026-11-20T14:20:00Z'));
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    const { id } = await aConversation(app, { teamId: team.id, status: 'open' });
    await clock(id, { startedAt: -30, deadline: -5 });
    await clock(id, { startedAt: -7 * 1440 - 30, deadline: -7 * 1440, metAt: -7 * 1440 - 10, turn: 2 });
    await clock(id, { startedAt: -40 * 1440, deadline: -40 * 1440 + 30, metAt: -39 * 1440, turn: 3 });
    const { arrivals } = await reportFor(admin);
    const cell = { weekday: 4, hour: 14 };
    expect(arrivals).toEqual([
      { days: 7, cells: [{ ...cell, count: 1, dueCount: 1, onTimeCount: 0 }] },
      { days: 28, cells: [{ ...cell, count: 2, dueCount: 2, onTimeCount: 1 }] },
    ]);
    const asked = { figure: 'arrivals', weekday: '4', hour: '14' };
    expect((await behind(admin, asked)).count).toBe(2);
    expect((await behind(admin, { ...asked, days: '7' })).count).toBe(1);
  });

  it('keeps to the teams one leads, also for one team and behind a figure', async () => {
    const own = await aTeam(app);
    const other = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    await waiting(own.id);
    await waiting(other.id);
    expect((await behind(lead, { figure: 'waiting' })).count).toBe(1);
    for (const path of ['/api/reports/live', '/api/reports/live/conversations'])
      expect(
        (
          await request(app.url)
            .get(path)
            .query({ teamId: other.id, figure: 'waiting' })
            .set(await signIn(app, lead))
        ).status,
      ).toBe(403);
  });

  it('shows no figures of a team so small that they would be one person’s', async () => {
    const small = await aTeam(app, { name: 'Klein' });
    const large = await aTeam(app, { name: 'Groß' });
    const admin = await anAgent(app, { role: 'admin' });
    await anAgent(app, { teamIds: [small.id] });
    for (let count = 0; count < 5; count += 1) await anAgent(app, { teamIds: [large.id] });
    const { teams } = await reportFor(admin);
    expect(teams.map(({ team, today }) => [team.name, today === null])).toEqual([
      ['Groß', false],
      ['Klein', true],
    ]);
  });
});
