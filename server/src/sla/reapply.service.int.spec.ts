import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { aPolicy, ofTeamHours } from '../../test/factories/a-policy.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { ManagePoliciesService } from './manage-policies.service.ts';
import { ReapplyService } from './reapply.service.ts';
import { SlaModule } from './sla.module.ts';
import { SlaService } from './sla.service.ts';

let app: TestApp;
let headers: SignedInHeaders;
let agentId: string;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(async () => {
  app.clock.set('2026-11-20T10:00:00Z');
  await app.reset();
  const admin = await anAgent(app, { role: 'admin' });
  agentId = admin.id;
  headers = await signIn(app, admin);
});
afterAll(() => app.close());

const at = (time: string) => new Date(`2026-11-20T${time}Z`);

async function aRunningClock(of?: ConversationState): Promise<ConversationState> {
  const conversation = of ?? (await aConversation(app));
  const { channelId, teamId } = conversation;
  const message = await aCustomerMessage(app, conversation);
  const turn = { ...message, channelId, teamId, isFirst: true, replyCount: 0 };
  await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
  return conversation;
}

const clockOf = async (conversation: ConversationState) =>
  (
    await app.database.query(
      `SELECT policy_name AS policy, deadline_at AS "deadlineAt", breached_at AS "breachedAt", c.due_at AS "dueAt"
       FROM sla_target t JOIN conversation c ON c.id = t.conversation_id WHERE c.id = $1`,
      [conversation.id],
    )
  )[0];
const preview = async () =>
  (await request(app.url).post('/api/sla-policies/reapply/preview').set(headers)).body;

describe('applying policies to clocks that run', () => {
  test('finds nothing to change after New Year, when the calendar holds the holidays of other years', async () => {
    const conversation = await aConversation(app);
    const hours = { weekly: { mon: [['09:00', '17:00']] as [string, string][] }, country: 'DE' };
    await ofTeamHours(app, conversation.teamId, hours);
    await aRunningClock(conversation);
    app.clock.set('2027-01-01T10:00:00Z');
    headers = await signIn(app, await anAgent(app, { role: 'admin' }));
    expect(await preview()).toMatchObject({ looked: 1, changed: 0 });
  });

  test('finds nothing to change about a clock that runs since the year before last', async () => {
    const conversation = await aConversation(app);
    const nine: [string, string][] = [['09:00', '17:00']];
    const weekly = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
    await ofTeamHours(app, conversation.teamId, { timeZone: 'UTC', weekly, country: 'DE' });
    app.clock.set('2024-12-24T16:30:00Z');
    await aRunningClock(conversation);
    expect(await clockOf(conversation)).toMatchObject({ deadlineAt: new Date('2024-12-27T09:30:00Z') });
    app.clock.set('2026-11-20T10:00:00Z');
    expect(await preview()).toMatchObject({ looked: 1, changed: 0 });
  });

  test('says before what would change, and changes nothing', async () => {
    const conversation = await aRunningClock();
    app.clock.set('2026-11-20T10:20:00Z');
    await aPolicy(app, { name: 'Eilig', targets: { firstResponse: 15 } });
    expect(await preview()).toMatchObject({
      looked: 1,
      isComplete: true,
      changed: 1,
      wouldBreach: 1,
      wouldUnbreach: 0,
      examples: [
        {
          conversationId: conversation.id,
          metric: 'firstResponse',
          from: { policyName: 'Standard', targetMinutes: 60, dueAt: '2026-11-20T11:00:00.000Z' },
          to: { policyName: 'Eilig', targetMinutes: 15, dueAt: '2026-11-20T10:15:00.000Z' },
        },
      ],
    });
    expect(await clockOf(conversation)).toMatchObject({ policy: 'Standard', deadlineAt: at('11:00:00') });
  });

  test.each([
    ['stands still for the customer from then on', false, true, '10:45:00', '11:30:00'],
    ['does not stand still any more', true, false, '10:45:00', '11:00:00'],
  ])('knows what a clock was put off for: one that %s', async (_, before, after, now, dueAt) => {
    const pauses = (snoozedForCustomer: boolean) => ({ waitingForCustomer: false, snoozedForCustomer });
    const policy = await aPolicy(app, { pauses: pauses(before) });
    const conversation = await aRunningClock();
    const moved = async (time: string, work: (tx: Tx) => Promise<unknown>) => {
      app.clock.set(at(time));
      await app.get(UnitOfWork).run(work);
      await app.settle();
    };
    const ids = [conversation.id];
    const states = app.get(ConversationsService);
    await moved('10:10:00', (tx) => states.snooze(tx, ids, { until: null, isForCustomer: true }, null));
    await moved('10:40:00', (tx) => states.setStatus(tx, ids, 'wake', null));
    app.clock.set(at(now));
    const { id, name, isActive, conditions, targets, warn, version } = policy;
    const content = { name, isActive, conditions, targets, warn, pauses: pauses(after) };
    await app.get(ManagePoliciesService).save(id, content, version);
    expect(await preview()).toMatchObject({
      changed: 1,
      examples: [{ to: { dueAt: at(dueAt).toISOString() } }],
    });
    await app.get(ReapplyService).begin(agentId);
    await app.get(ReapplyService).goOn();
    expect(await clockOf(conversation)).toMatchObject({ deadlineAt: at(dueAt), dueAt: at(dueAt) });
  });

  test('gives them what holds now, row of the inbox included; a new breach lies at the new deadline', async () => {
    const conversation = await aRunningClock();
    app.clock.set('2026-11-20T10:20:00Z');
    await aPolicy(app, { name: 'Eilig', targets: { firstResponse: 15 } });
    const answer = await request(app.url).post('/api/sla-policies/reapply').set(headers);
    expect([answer.status, answer.body]).toMatchObject([202, { total: 1, done: 0, finishedAt: null }]);
    await app.settle();
    const run = await request(app.url).get('/api/sla-policies/reapply').set(headers);
    expect(run.body.run).toMatchObject({ total: 1, done: 1, changed: 1 });
    expect(run.body.run.finishedAt).not.toBeNull();
    const due = at('10:15:00');
    expect(await clockOf(conversation)).toEqual({
      policy: 'Eilig',
      deadlineAt: due,
      breachedAt: due,
      dueAt: due,
    });
    expect(await preview()).toMatchObject({ looked: 1, changed: 0, examples: [] });
  });

  test('takes back a breach that the new terms do not know', async () => {
    const conversation = await aRunningClock();
    app.clock.set('2026-11-20T11:20:00Z');
    await app.settle();
    // Noon in Berlin is eleven o'clock.
    await ofTeamHours(app, conversation.teamId, { weekly: { fri: [['12:00', '18:00']] } });
    expect(await preview()).toMatchObject({ changed: 1, wouldBreach: 0, wouldUnbreach: 1 });
    await app.get(ReapplyService).begin(agentId);
    await app.get(ReapplyService).goOn();
    expect(await clockOf(conversation)).toMatchObject({ deadlineAt: at('12:00:00'), breachedAt: null });
  });

  test('leaves a clock alone of which nothing is promised any more, and those that are over', async () => {
    const kept = await aRunningClock();
    const over = await aRunningClock();
    await app.get(UnitOfWork).run((tx) => app.get(SlaService).dismiss(tx, [over.id], { reason: 'closed' }));
    await aPolicy(app, { name: 'Nichts', targets: { firstResponse: null } });
    expect(await preview()).toMatchObject({ looked: 1, changed: 0 });
    await app.get(ReapplyService).begin(agentId);
    await app.get(ReapplyService).goOn();
    expect(await clockOf(kept)).toMatchObject({ policy: 'Standard' });
    expect(await clockOf(over)).toMatchObject({ policy: 'Standard' });
  });

  test('is refused while one runs', async () => {
    const answers = await Promise.all(
      [1, 2].map(() => request(app.url).post('/api/sla-policies/reapply').set(headers)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 409]));
  });

  test('goes on after a process died in the middle of a batch, and each clock is counted once', async () => {
    const first = await aRunningClock();
    await aPolicy(app, { name: 'Eilig', targets: { firstResponse: 15 } });
    const reapply = app.get(ReapplyService);
    await reapply.begin(agentId);
    const died = app.get(UnitOfWork).run(async (tx) => {
      await reapply.batch(tx);
      throw new Error('The process died.');
    });
    await expect(died).rejects.toThrow('The process died.');
    expect(await clockOf(first)).toMatchObject({ policy: 'Standard' });
    await Promise.all([reapply.goOn(), reapply.goOn()]);
    expect(await clockOf(first)).toMatchObject({ policy: 'Eilig' });
    expect(await reapply.latest()).toMatchObject({ total: 1, done: 1, changed: 1 });
  });
});
