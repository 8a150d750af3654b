import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { anAlertRule } from '../../test/factories/an-alert.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { startAlertReceiver, type AlertReceiver } from '../../test/fakes/alert-receiver.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { DeskModule } from '../desk/desk.module.ts';
import { AlertWebhooksService } from '../notifications/alert-webhooks.service.ts';
import { NoticesService } from '../notifications/notices.service.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DeadlinesService } from '../sla/deadlines.service.ts';
import { SlaService } from '../sla/sla.service.ts';
import { ReportFiguresModule } from './report-figures.module.ts';
import { ReportsModule } from './reports.module.ts';
import { RollupsService } from './rollups.service.ts';

let app: TestApp;
let receiver: AlertReceiver;
let sabine: AgentRecord;
let asJana: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({
    modules: [DeskModule, NotificationsModule, ReportFiguresModule, ReportsModule],
  });
  receiver = await startAlertReceiver();
});
beforeEach(async () => {
  await app.reset();
  receiver.received.length = 0;
  await anOrganisation(app);
  app.clock.set('2026-11-20T10:00:00Z');
  await aPolicy(app, { targets: { firstResponse: 60, nextResponse: 60, resolution: 240 } });
  sabine = await anAgent(app, { role: 'lead' });
  asJana = await signIn(app, await anAgent(app, { availability: 'busy' }));
  const { webhook } = await app.get(AlertWebhooksService).create({ name: 'Leitstand', url: receiver.url });
  await anAlertRule(app, { webhookId: webhook.id });
  await app.settle();
});
afterAll(async () => {
  await receiver.close();
  await app.close();
});

async function patch(id: string, wish: object): Promise<void> {
  const state = await app.get(ConversationsService).find(id);
  const body = { version: state?.version, ...wish };
  const answer = await request(app.url).patch(`/api/conversations/${id}`).set(asJana).send(body);
  expect(answer.status).toBe(200);
}

/** Everybody hears of it, and what has come is noted and told. */
async function pass(seconds: number): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
  await app.get(DeadlinesService).keepDeadlines();
  for (let turn = 0; turn < 2; turn += 1) {
    app.clock.advance({ seconds: 2 });
    await app.settle();
  }
}

/** One that waits for an answer since ten o'clock. */
async function asked(): Promise<string> {
  const conversation = await aConversation(app, { status: 'open' });
  const { id, channelId, teamId, replyCount } = conversation;
  const turn = {
    ...(await aCustomerMessage(app, conversation)),
    channelId,
    teamId,
    replyCount,
    isFirst: true,
  };
  expect(turn.conversationId).toBe(id);
  await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
  await app.settle();
  return id;
}

async function figures() {
  await app.settle();
  const facts = await app.database.query<{ measure: string }>(
    `SELECT to_jsonb(f) AS fact, f.measure FROM report_fact f ORDER BY f.measure, f.day, f.hour, f.policy, f.bucket`,
  );
  const sums = await app.database.query(
    `SELECT to_jsonb(r) AS sum FROM report_rollup r ORDER BY r.dimension, r.grain, r.day, r.value, r.measure, r.bucket`,
  );
  return { facts, sums };
}

const told = async () => ({
  notices: (await app.get(NoticesService).list(sabine.id, {})).items.filter(
    ({ kind }) => kind === 'slaBreach',
  ).length,
  calls: receiver.received.length,
});

describe('figures after a closing that was taken back', () => {
  it('are those from before: neither a resolution nor a reopening', async () => {
    const id = await asked();
    await pass(60);
    const before = await figures();
    await patch(id, { status: 'closed' });
    await pass(10);
    const closed = await figures();
    expect(closed.facts.map(({ measure }) => measure)).toContain('resolutionDue');
    await patch(id, { status: 'open', takesBack: true });
    await pass(10);
    expect(await figures()).toEqual(before);
    expect(await app.get(RollupsService).check()).toBe(0);
  });

  it('are those from before also of a clock that was late, and where both are heard together', async () => {
    const id = await asked();
    await pass(3_700);
    const before = await figures();
    expect(before.facts.map(({ measure }) => measure)).toContain('firstResponseDue');
    await patch(id, { status: 'closed' });
    await patch(id, { status: 'open', takesBack: true });
    await pass(10);
    expect(await figures()).toEqual(before);
  });

  it('tell of a reopening where nothing was taken back', async () => {
    const id = await asked();
    await patch(id, { status: 'closed' });
    await patch(id, { status: 'open' });
    await pass(10);
    const measures = (await figures()).facts.map(({ measure }) => measure);
    expect(measures).toEqual(expect.arrayContaining(['reopenings', 'resolutionDue']));
  });
});

describe('an alert after a closing that was taken back', () => {
  it('comes once for a deadline that passed meanwhile', async () => {
    const id = await asked();
    app.clock.set('2026-11-20T10:40:00Z');
    await patch(id, { status: 'closed' });
    await pass(1_500);
    expect(await told()).toEqual({ notices: 0, calls: 0 });
    await patch(id, { status: 'open', takesBack: true });
    await pass(1);
    await pass(60);
    expect(await told()).toEqual({ notices: 1, calls: 1 });
  });

  it('does not come again for a deadline that was told before', async () => {
    const id = await asked();
    await pass(3_700);
    expect(await told()).toEqual({ notices: 1, calls: 1 });
    await patch(id, { status: 'closed' });
    await pass(5);
    await patch(id, { status: 'open', takesBack: true });
    await pass(60);
    await pass(60);
    expect(await told()).toEqual({ notices: 1, calls: 1 });
  });

  it('comes for a deadline that nobody had noted when it was closed late', async () => {
    const id = await asked();
    app.clock.set('2026-11-20T11:00:01Z');
    await patch(id, { status: 'closed' });
    await patch(id, { status: 'open', takesBack: true });
    await pass(1);
    expect(await told()).toEqual({ notices: 1, calls: 1 });
  });
});
