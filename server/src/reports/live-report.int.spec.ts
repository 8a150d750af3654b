import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveBehind } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import { bucketOf, minutesOfBucket } from '@visavis/shared/reports/histogram';
import request from 'supertest';
import { aChannelRow, aContact, aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ReportsModule } from './reports.module.ts';
import { WallService } from './wall.service.ts';

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
  // Whoever has just come wakes placement, which would give this away.
  await app.settle();
  const conversation = await aConversation(app, { teamId, ...given });
  const due = {
    conversationId: conversation.id,
    dueAt: inMinutes(dueIn),
    metric: 'firstResponse',
    startedAt: inMinutes(-since),
    warnAt: inMinutes(dueIn - 15),
    metAt: null,
    answerDueAt: inMinutes(dueIn),
    answerStartedAt: inMinutes(-since),
    answerWarnAt: inMinutes(dueIn - 15),
  } as const;
  await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setDue(tx, [due]));
  return conversation.id;
}

/** So many that the figures of a day are shown. */
async function staffed(teamId: string): Promise<void> {
  for (let count = 0; count < 5; count += 1) await anAgent(app, { teamIds: [teamId] });
  await app.settle();
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
    ['spam', { isSpam: true }],
  ] as const)('leaves out what is %s', async (_what, given) => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    await waiting(team.id, given);
    expect(await reportFor(admin)).toMatchObject({ waitingCount: 0, longestWaitSince: null, dueNext: [] });
  });

  it.each(['snoozed', 'waiting'] as const)('counts what is %s as long as its clock runs', async (status) => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    const id = await waiting(team.id, { status, dueIn: -10 });
    expect(await reportFor(admin)).toMatchObject({ waitingCount: 1, overTargetCount: 1 });
    expect((await behind(admin, { figure: 'over' })).items).toMatchObject([{ conversationId: id }]);
    const still = {
      conversationId: id,
      dueAt: null,
      metric: null,
      startedAt: null,
      warnAt: null,
      metAt: null,
    };
    await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setDue(tx, [still]));
    expect(await reportFor(admin)).toMatchObject({ waitingCount: 0, overTargetCount: 0, dueNext: [] });
  });

  it('leaves out a clock that was met', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    const id = await waiting(team.id);
    await app.database.query(
      'UPDATE conversation SET due_met_at = now(), answer_due_at = NULL, answer_started_at = NULL, answer_warn_at = NULL WHERE id = $1',
      [id],
    );
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
    await staffed(team.id);
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
    await staffed(team.id);
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

  it('says when it ends, on the organisation’s clock', async () => {
    const admin = await anAgent(app, { role: 'admin' });
    app.clock.set(new Date('2026-11-20T22:30:00Z'));
    expect((await reportFor(admin)).dayEndsAt).toBe('2026-11-20T23:00:00.000Z');
    app.clock.set(new Date('2026-11-20T23:00:00Z'));
    expect((await reportFor(admin)).dayEndsAt).toBe('2026-11-21T23:00:00.000Z');
    // The day on which clocks are set back has 25 hours.
    app.clock.set(new Date('2026-10-24T23:00:00Z'));
    expect((await reportFor(admin)).dayEndsAt).toBe('2026-10-25T23:00:00.000Z');
  });

  it('says of what ran out without an answer when it ended, not that it still waits', async () => {
    app.clock.set(new Date('2026-11-20T13:40:00Z'));
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    const ended = await aConversation(app, { teamId: team.id, status: 'closed' });
    await clock(ended.id, { deadline: -40, cancelledAt: -25 });
    await app.database.query('UPDATE sla_target SET breached_at = deadline_at WHERE conversation_id = $1', [
      ended.id,
    ]);
    const { late } = await reportFor(admin);
    expect(late).toMatchObject([
      { conversationId: ended.id, answeredAt: null, endedAt: inMinutes(-25).toISOString(), why: [] },
    ]);
  });

  it('calls assigned too late what nobody had before the deadline, not what was handed on', async () => {
    app.clock.set(new Date('2026-11-20T13:40:00Z'));
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    const assigned = (id: string, minutes: number) =>
      app.database.query(
        `INSERT INTO conversation_event (id, conversation_id, type, data, at)
         VALUES (gen_random_uuid(), $1, 'assigned', '{}', $2)`,
        [id, inMinutes(minutes)],
      );
    const one = async (deadline: number, ...minutes: number[]): Promise<string> => {
      const { id } = await aConversation(app, { teamId: team.id, status: 'waiting', assigneeId: admin.id });
      await app.database.query('UPDATE conversation SET assigned_at = $2, unread = false WHERE id = $1', [
        id,
        inMinutes(minutes.at(-1) ?? 0),
      ]);
      for (const minute of minutes) await assigned(id, minute);
      await clock(id, { deadline, metAt: deadline + 10 });
      return id;
    };
    const tooLate = await one(-60, -55);
    const handedOn = await one(-61, -90, -5);
    const assignedAfterTheAnswer = await one(-62, -5);
    expect((await reportFor(admin)).late.map(({ conversationId, why }) => [conversationId, why])).toEqual([
      [tooLate, ['assignedLate']],
      [handedOn, []],
      [assignedAfterTheAnswer, []],
    ]);
  });

  it('measures load by what is our turn, as routing does', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    for (const status of ['new', 'open', 'waiting', 'snoozed', 'closed'] as const)
      await aConversation(app, { teamId: team.id, status });
    const row = (await reportFor(admin)).teams.find(({ team: { id } }) => id === team.id);
    expect(row?.openCount).toBe(2);
    expect((await behind(admin, { figure: 'ourTurn', teamId: team.id })).count).toBe(2);
  });

  it('shows a lead also the channels of others that conversations come through', async () => {
    const own = await aTeam(app);
    const other = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    const shared = await aChannelRow(app, { teamId: other.id });
    await aChannelRow(app, { teamId: other.id });
    await aConversation(app, { teamId: own.id, channelId: shared, status: 'open' });
    await app.database.query(`UPDATE channel SET health_state = 'reconnect' WHERE id = $1`, [shared]);
    const { channels, troubles } = await reportFor(lead);
    expect(channels.map(({ channel }) => channel.id)).toEqual([shared]);
    expect(troubles).toMatchObject([{ channel: { id: shared }, openCount: 1 }]);
  });

  it('counts who falls due within a quarter of an hour, however many are late', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    for (let count = 0; count < 10; count += 1) await waiting(team.id, { dueIn: -10 });
    for (const dueIn of [1, 15, 16]) await waiting(team.id, { dueIn });
    expect((await reportFor(admin)).quarterCount).toBe(2);
  });
});

describe('the figures of a day of few people', () => {
  it('stay hidden: in the table, with their team chosen, by the hour and behind the figure', async () => {
    app.clock.set(new Date('2026-11-20T14:20:00Z'));
    const large = await aTeam(app, { name: 'Groß' });
    const small = await aTeam(app, { name: 'Klein' });
    const other = await aTeam(app, { name: 'Winzig' });
    await staffed(large.id);
    for (const { id } of [small, other])
      for (let count = 0; count < 3; count += 1) await anAgent(app, { teamIds: [id] });
    const lead = await anAgent(app, { role: 'lead', teamIds: [large.id, small.id, other.id] });
    const { id } = await aConversation(app, { teamId: small.id, status: 'open' });
    await clock(id, { startedAt: -60, deadline: -30, metAt: -40 });
    const report = await reportFor(lead);
    expect(report.today).toMatchObject({ isTooSmall: false, dueCount: 1 });
    expect(report.teams.map(({ team, today }) => [team.name, today === null])).toEqual([
      ['Groß', false],
      ['Klein', true],
      ['Winzig', true],
    ]);
    const headers = await signIn(app, lead);
    const chosen = (await request(app.url).get('/api/reports/live').query({ teamId: small.id }).set(headers))
      .body as LiveReport;
    expect(chosen.today).toEqual({
      isTooSmall: true,
      goalPercent: 90,
      dueCount: 0,
      onTimeCount: 0,
      answeredCount: 0,
      medianSeconds: null,
      p90Seconds: null,
      promised: { medianSeconds: null, p90Seconds: null },
      yesterday: { dueCount: 0, onTimeCount: 0 },
      byHour: [],
    });
    expect(chosen.arrivals.flatMap(({ cells }) => cells)).toMatchObject([
      { count: 1, dueCount: 0, onTimeCount: 0 },
      { count: 1, dueCount: 0, onTimeCount: 0 },
    ]);
    const refused = async (query: object) =>
      (await request(app.url).get('/api/reports/live/conversations').query(query).set(headers)).status;
    for (const figure of ['dueToday', 'onTimeToday', 'dueYesterday', 'answeredToday']) {
      expect(await refused({ figure, teamId: small.id })).toBe(403);
      expect(await refused({ figure })).toBe(200);
    }
    const wall = await app.get(WallService).read({ teamId: small.id, teamName: small.name });
    expect(wall.today).toMatchObject({ isTooSmall: true, dueCount: 0, p90Seconds: null });
  });

  it('stay hidden of everybody else where they would be what is left of all', async () => {
    const large = await aTeam(app, { name: 'Groß' });
    const small = await aTeam(app, { name: 'Klein' });
    const admin = await anAgent(app, { role: 'admin', teamIds: [] });
    await anAgent(app, { teamIds: [small.id] });
    await staffed(large.id);
    const { teams, today } = await reportFor(admin);
    expect(today.isTooSmall).toBe(false);
    expect(teams.filter((row) => row.today !== null)).toEqual([]);
  });
});
