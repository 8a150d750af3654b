import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReportAnswer } from '@visavis/shared/api/figures';
import type { LiveBehind } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import type { WallReport } from '@visavis/shared/api/wall';
import { weekdays } from '@visavis/shared/sla/business-time';
import request from 'supertest';
import { aChannelRow, aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { ReportFiguresModule } from './report-figures.module.ts';
import { ReportsModule } from './reports.module.ts';
import { RollupsService } from './rollups.service.ts';
import { WallService } from './wall.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule, ReportFiguresModule, ConversationsModule] });
});
let days = 0;
beforeEach(async () => {
  await app.reset();
  // A day of its own, so that nothing is told that was read for another test. A Friday, 15:20 in Berlin.
  days += 7;
  app.clock.set(new Date(Date.parse('2026-11-20T14:20:00Z') + days * 86_400_000));
});
afterAll(() => app.close());

const ALWAYS = JSON.stringify({
  timeZone: 'Europe/Berlin',
  weekly: Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']]])),
});
const inMinutes = (minutes: number): Date => new Date(app.clock.now().getTime() + minutes * 60_000);

interface ClockGiven {
  startedAt: number;
  deadline: number;
  metAt?: number;
  turn?: number;
}

/** Minutes from now. Without the facts that a change emits, so that nobody acts on them while the test reads. */
async function clock(conversationId: string, { startedAt, deadline, metAt, turn = 1 }: ClockGiven) {
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, met_at)
     VALUES (gen_random_uuid(), $1, $2, $3, gen_random_uuid(), 'Alle', $7, 30, $4, 0, $5, $6)`,
    [
      conversationId,
      turn === 1 ? 'firstResponse' : 'nextResponse',
      turn,
      inMinutes(startedAt),
      inMinutes(deadline),
      metAt === undefined ? null : inMinutes(metAt),
      ALWAYS,
    ],
  );
  if (metAt !== undefined || deadline < -600) return;
  await app.database.query(
    `UPDATE conversation SET answer_due_at = $2, answer_started_at = $3, answer_warn_at = $4
     WHERE id = $1 AND closed_at IS NULL AND NOT is_spam`,
    [conversationId, inMinutes(deadline), inMinutes(startedAt), inMinutes(deadline - 15)],
  );
}

async function get<T>(agent: { id: string }, path: string, query: object = {}): Promise<T> {
  const answer = await request(app.url)
    .get(path)
    .query(query)
    .set(await signIn(app, agent));
  expect(answer.status).toBe(200);
  return answer.body as T;
}
const reportFor = (agent: { id: string }, query: object = {}) =>
  get<LiveReport>(agent, '/api/reports/live', query);
/** So many that the figures of a day are shown. */
async function staffed(teamId: string): Promise<void> {
  for (let count = 0; count < 5; count += 1) await anAgent(app, { availability: 'off', teamIds: [teamId] });
}
const countBehind = async (agent: { id: string }, query: object): Promise<number> =>
  (await get<LiveBehind>(agent, '/api/reports/live/conversations', query)).count;

/** Two teams with something of everything, and nobody here to whom any of it could be handed meanwhile. */
async function aBusyDay() {
  const teams = [await aTeam(app), await aTeam(app)] as const;
  const channels = [
    await aChannelRow(app, { teamId: teams[0].id }),
    await aChannelRow(app, { teamId: teams[1].id }),
  ];
  const person = await anAgent(app, { availability: 'off', teamIds: [teams[0].id] });
  const statuses = ['new', 'open', 'waiting', 'snoozed', 'closed'] as const;
  const ids: string[] = [];
  for (let count = 0; count < 30; count += 1) {
    const { id } = await aConversation(app, {
      teamId: teams[count % 2]?.id ?? '',
      channelId: channels[count % 2] ?? '',
      status: statuses[count % 5] ?? 'new',
      ...(count % 3 === 0 && { assigneeId: person.id }),
      ...(count % 11 === 10 && { isSpam: true }),
    });
    ids.push(id);
  }
  await app.settle();
  for (const [count, id] of ids.entries()) {
    const startedAt = -(count * 37) - 5;
    await clock(id, {
      startedAt,
      deadline: startedAt + (count === 1 ? 50 : 60 - (count % 4) * 20),
      ...(count % 3 !== 1 && { metAt: startedAt + 10 + (count % 5) * 15 }),
    });
    if (count % 2 === 0)
      await clock(id, {
        startedAt: -((count % 9) * 1440) - 90,
        deadline: -((count % 9) * 1440) - 30,
        turn: 2,
        metAt: -((count % 9) * 1440) - 45,
      });
  }
  return { teams, channels };
}

type Walked = [what: string, figure: number, query: object];

/** Every figure of the page that can be opened, and how the page asks for what is behind it. */
function figuresOf(report: LiveReport, teamId?: string): Walked[] {
  const { today, backlog } = report;
  const last = (counts: readonly number[]) => counts.at(-1) ?? 0;
  const figure = (name: string, count: number, query: object = {}): Walked => [
    name,
    count,
    { figure: name, ...(teamId !== undefined && { teamId }), ...query },
  ];
  return [
    figure('waiting', report.waitingCount),
    figure('over', report.overTargetCount),
    figure('soon', report.soonCount),
    figure('dueToday', today.dueCount),
    figure('onTimeToday', today.onTimeCount),
    figure('lateToday', today.dueCount - today.onTimeCount),
    figure('dueYesterday', today.yesterday.dueCount),
    figure('answeredToday', today.answeredCount),
    figure(
      'open',
      backlog.byState.reduce((sum, { counts }) => sum + last(counts), 0),
    ),
    ...backlog.byState.map(({ state, counts }) => figure('open', last(counts), { state })),
    ...backlog.byChannel.map(({ channel, counts }) =>
      figure(
        'open',
        last(counts),
        channel
          ? { channelId: channel.id }
          : { exceptChannelIds: backlog.byChannel.flatMap((one) => one.channel?.id ?? []).join() },
      ),
    ),
    ...report.arrivals.flatMap(({ days: span, cells }) =>
      cells.flatMap(({ weekday, hour, count, dueCount, onTimeCount }) => [
        figure('arrivals', count, { weekday, hour, days: span }),
        figure('arrivalsDue', dueCount, { weekday, hour, days: span }),
        figure('arrivalsOnTime', onTimeCount, { weekday, hour, days: span }),
      ]),
    ),
    ...report.teams.flatMap((row): Walked[] =>
      (
        [
          ['waiting', row.waitingCount],
          ['over', row.overTargetCount],
          ['soon', row.soonCount],
          ['unassigned', row.unassignedCount],
          ['ourTurn', row.openCount],
          ...(row.today
            ? ([
                ['dueToday', row.today.dueCount],
                ['answeredToday', row.today.answeredCount],
              ] as const)
            : []),
        ] as const
      ).map(([name, count]) => [`${name} of ${row.team.name}`, count, { figure: name, teamId: row.team.id }]),
    ),
  ];
}

describe('every figure of the live page', () => {
  it('is as large as the list of conversations behind it', async () => {
    const { teams } = await aBusyDay();
    for (const { id } of teams) await staffed(id);
    const admin = await anAgent(app, { availability: 'off', role: 'admin', teamIds: [] });
    const lead = await anAgent(app, { availability: 'off', role: 'lead', teamIds: [teams[1].id] });
    const walks = [
      [admin, figuresOf(await reportFor(admin))],
      [admin, figuresOf(await reportFor(admin, { teamId: teams[0].id }), teams[0].id)],
      [lead, figuresOf(await reportFor(lead))],
    ] as const;
    const kinds = new Set<string>();
    for (const [agent, figures] of walks) {
      const wrong = [];
      for (const [what, figure, query] of figures) {
        const behind = await countBehind(agent, query);
        if (behind !== figure) wrong.push({ what, figure, behind, query });
        if (figure > 0) kinds.add(what.split(' ')[0] ?? '');
      }
      expect(wrong).toEqual([]);
    }
    // None of them was equal only because it was nothing.
    expect([...kinds].toSorted()).toEqual(
      [
        'answeredToday',
        'arrivals',
        'arrivalsDue',
        'arrivalsOnTime',
        'dueToday',
        'dueYesterday',
        'lateToday',
        'onTimeToday',
        'open',
        'ourTurn',
        'over',
        'soon',
        'unassigned',
        'waiting',
      ].toSorted(),
    );
  });

  it('tells until when half and nine of ten of the first answers were promised, as their calendars had it', async () => {
    app.clock.set(new Date('2026-11-20T14:20:00Z'));
    const team = await aTeam(app);
    await staffed(team.id);
    const admin = await anAgent(app, { role: 'admin' });
    const answered = async (deadline: number, metAt?: number) => {
      const { id } = await aConversation(app, { teamId: team.id, status: 'open' });
      await clock(id, { startedAt: -120, deadline: -120 + deadline, ...(metAt !== undefined && { metAt }) });
      return id;
    };
    expect((await reportFor(admin)).today.promised).toEqual({ medianSeconds: null, p90Seconds: null });
    for (const deadline of [60, 60, 240, 60]) await answered(deadline, -30);
    // Neither what nobody has answered yet nor what was never due says anything of those that were.
    await answered(1);
    const never = await answered(900, -20);
    await app.database.query(`UPDATE sla_target SET deadline_at = 'infinity' WHERE conversation_id = $1`, [
      never,
    ]);
    const { today } = await reportFor(admin);
    expect(today).toMatchObject({ answeredCount: 5, promised: { medianSeconds: 3600, p90Seconds: 14_400 } });
  });

  it('is of the channels that stand together too, and lists as many as one asks for', async () => {
    const team = await aTeam(app);
    await staffed(team.id);
    const admin = await anAgent(app, { availability: 'off', role: 'admin' });
    for (let channel = 0; channel < 6; channel += 1) {
      const channelId = await aChannelRow(app, { teamId: team.id });
      for (let count = 0; count <= channel; count += 1)
        await aConversation(app, { teamId: team.id, channelId, status: 'open' });
    }
    const report = await reportFor(admin);
    const rest = report.backlog.byChannel.find(({ channel }) => channel === null);
    expect(rest?.counts.at(-1)).toBe(1 + 2 + 3);
    for (const [, figure, query] of figuresOf(report)) expect(await countBehind(admin, query)).toBe(figure);
    const some = await get<LiveBehind>(admin, '/api/reports/live/conversations', {
      figure: 'open',
      limit: 4,
    });
    expect([some.count, some.items.length]).toEqual([21, 4]);
  });

  it('is of both hours that one clock time has in the night in which clocks are set back', async () => {
    await anOrganisation(app);
    const team = await aTeam(app);
    const admin = await anAgent(app, { availability: 'off', role: 'admin' });
    const { id } = await aConversation(app, { teamId: team.id, status: 'open' });
    app.clock.set(new Date('2027-10-31T09:00:00Z'));
    // 02:30 twice, and 01:30 and 03:30 beside them.
    for (const [index, hour] of [-1, 0, 1, 2].entries()) {
      const startedAt = (Date.parse('2027-10-31T00:30:00Z') - app.clock.now().getTime()) / 60_000 + hour * 60;
      await clock(id, { startedAt, deadline: startedAt + 20, metAt: startedAt + 5, turn: index + 2 });
    }
    const walked = figuresOf(await reportFor(admin)).filter(([name]) => name === 'arrivals');
    expect(walked.map(([, count]) => count)).toEqual([1, 2, 1, 1, 2, 1]);
    for (const [, figure, query] of walked) expect(await countBehind(admin, query)).toBe(figure);
  });

  it('stays hidden from a lead of another team, the list behind it and a team asked for by its id too', async () => {
    const { teams, channels } = await aBusyDay();
    const own = await aTeam(app);
    await staffed(own.id);
    const lead = await anAgent(app, { availability: 'off', role: 'lead', teamIds: [own.id] });
    const report = await reportFor(lead);
    expect(report).toMatchObject({ waitingCount: 0, dueNext: [], late: [], channels: [], troubles: [] });
    expect(report.today).toMatchObject({ dueCount: 0, answeredCount: 0, yesterday: { dueCount: 0 } });
    expect(report.arrivals.flatMap(({ cells }) => cells)).toEqual([]);
    for (const [, figure, query] of figuresOf(report)) {
      expect(figure).toBe(0);
      expect(await countBehind(lead, query)).toBe(0);
    }
    expect(await countBehind(lead, { figure: 'open', channelId: channels[0] })).toBe(0);
    const headers = await signIn(app, lead);
    for (const path of ['/api/reports/live', '/api/reports/live/conversations'])
      for (const team of teams) {
        const refused = await request(app.url)
          .get(path)
          .query({ teamId: team.id, figure: 'waiting' })
          .set(headers);
        expect(refused.status).toBe(403);
      }
  });

  it('is measured against what the organisation aims at, on the wall too', async () => {
    await anOrganisation(app);
    const admin = await anAgent(app, { availability: 'off', role: 'admin' });
    expect((await reportFor(admin)).today.goalPercent).toBe(90);
    await app.get(OrganisationService).update({ onTimeGoalPercent: 75 });
    expect((await reportFor(admin)).today.goalPercent).toBe(75);
    const wall: WallReport = await app.get(WallService).read({ teamId: null, teamName: null });
    expect(wall.today.goalPercent).toBe(75);
  });

  it('agrees with the report of the same day', async () => {
    await anOrganisation(app);
    const { teams } = await aBusyDay();
    await staffed(teams[0].id);
    const admin = await anAgent(app, { availability: 'off', role: 'admin' });
    // Enough people took part for the report to show how they work.
    await app.database.query(
      `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id, author_snapshot,
         delivery_state, text, posted_at, ordered_at, received_at)
       SELECT gen_random_uuid(), c.id, c.channel_id, 'reply-' || c.n, 'reply', 'public', 1, a.ids[1 + c.n % 5], '{}', 'sent', 'Gern.', $1, $1, $1
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM conversation) c
       CROSS JOIN (SELECT array_agg(id) AS ids FROM agent) a`,
      [inMinutes(-5)],
    );
    // What ran out has been noted by now, at its deadline.
    await app.database.query(
      'UPDATE sla_target SET breached_at = deadline_at WHERE deadline_at <= $1 AND (met_at IS NULL OR met_at > deadline_at)',
      [app.clock.now()],
    );
    await app.get(RollupsService).askRebuild();
    await app.get(RollupsService).rebuild();
    const day = app.clock.now().toISOString().slice(0, 10);
    const figures = await get<ReportAnswer>(admin, '/api/reports/figures', {
      from: day,
      to: day,
      groupBy: 'team',
      compare: 'none',
    });
    const { today } = await reportFor(admin);
    const { values } = figures.total;
    expect(values.serviceLevel).toBeCloseTo(today.onTimeCount / today.dueCount, 9);
    expect(values.firstResponseMedianCalendar).toBeCloseTo((today.medianSeconds ?? 0) / 60, 9);
    expect(values.firstResponseP90Calendar).toBeCloseTo((today.p90Seconds ?? 0) / 60, 9);
    expect(today.dueCount).toBeGreaterThan(5);
  });
});

describe('what is out of the ordinary', () => {
  async function arrivals(conversationId: string, count: number, minutes: number, firstTurn: number) {
    for (let turn = firstTurn; turn < firstTurn + count; turn += 1)
      await clock(conversationId, { startedAt: minutes, deadline: minutes + 20, metAt: minutes + 5, turn });
  }

  it('is a rush when far more come than such an hour brings, and opens who came', async () => {
    await anOrganisation(app);
    const team = await aTeam(app);
    const admin = await anAgent(app, { availability: 'off', role: 'admin' });
    const { id } = await aConversation(app, { teamId: team.id, status: 'open' });
    const week = 7 * 1440;
    await arrivals(id, 6, -week - 10, 2);
    await arrivals(id, 6, -2 * week - 10, 20);
    await arrivals(id, 9, -30, 40);
    expect((await reportFor(admin)).rush).toBeNull();
    await arrivals(id, 6, -20, 60);
    const { rush } = await reportFor(admin);
    expect(rush).toMatchObject({ lastHour: 15, usual: 4 });
    // From midnight until 15:20 in half hours.
    expect([rush?.steps.length, rush?.steps.slice(-2)]).toEqual([31, [9, 6]]);
    expect(await countBehind(admin, { figure: 'lastHour' })).toBe(15);
    expect((await app.get(WallService).read({ teamId: null, teamName: null })).rushCount).toBe(15);
    const other = await anAgent(app, { availability: 'off', role: 'lead', teamIds: [(await aTeam(app)).id] });
    expect((await reportFor(other)).rush).toBeNull();
  });

  it('is no rush where there is no past to compare with', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { availability: 'off', role: 'admin' });
    const { id } = await aConversation(app, { teamId: team.id, status: 'open' });
    await arrivals(id, 20, -20, 2);
    expect((await reportFor(admin)).rush).toBeNull();
  });

  it('names a rush and a channel in trouble as reasons of a late answer, also when the channel works again', async () => {
    const team = await aTeam(app);
    const channelId = await aChannelRow(app, { teamId: team.id });
    const admin = await anAgent(app, { availability: 'off', role: 'admin' });
    const one = () => aConversation(app, { teamId: team.id, channelId, status: 'open' });
    const health = (state: string, minutes: number) =>
      app.database.query('UPDATE channel SET health_state = $2, health_since = $3 WHERE id = $1', [
        channelId,
        state,
        inMinutes(minutes),
      ]);
    await health('degraded', -200);
    await health('reconnect', -190);
    await health('healthy', -180);
    const troubled = await one();
    await clock(troubled.id, { startedAt: -210, deadline: -185, metAt: -100 });
    const later = await one();
    await clock(later.id, { startedAt: -170, deadline: -150, metAt: -100 });
    const busy = await one();
    await arrivals(busy.id, 3, -7 * 1440 - 10, 2);
    await arrivals(busy.id, 12, -25, 20);
    const rushed = await one();
    await clock(rushed.id, { startedAt: -22, deadline: -12, metAt: -2 });
    const { late, troubles } = await reportFor(admin);
    expect(late.map(({ conversationId, why }) => [conversationId, why])).toEqual([
      [rushed.id, ['rush']],
      [later.id, []],
      [troubled.id, ['channelTrouble']],
    ]);
    expect(troubles).toEqual([]);
    await health('degraded', -1);
    expect((await reportFor(admin)).troubles).toMatchObject([
      { channel: { id: channelId }, state: 'degraded', since: inMinutes(-1).toISOString(), openCount: 4 },
    ]);
    expect(await countBehind(admin, { figure: 'open', channelId })).toBe(4);
  });
});
