import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveBehind } from '@visavis/shared/api/live';
import type { LiveReport } from '@visavis/shared/api/reports';
import request from 'supertest';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { aPolicy, ofTeamHours } from '../../test/factories/a-policy.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { SlaModule } from '../sla/sla.module.ts';
import { SlaService } from '../sla/sla.service.ts';
import { OpenTallyRepository } from './open-tally.repository.ts';
import { ReportsModule } from './reports.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule, SlaModule] });
});
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
  // Everything is promised: an answer within the hour, opening within ten minutes, the end within two hours.
  await aPolicy(app, { targets: { firstResponse: 60, nextResponse: 60, pickUp: 10, resolution: 120 } });
});
afterAll(() => app.close());

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);

/** At 10:00, as the first that is asked in it. */
async function asks(conversation: ConversationState): Promise<void> {
  const times = { postedAt: at('10:00'), receivedAt: at('10:00') };
  const message = await aCustomerMessage(app, conversation, times);
  const { channelId, teamId } = conversation;
  const turn = { ...message, channelId, teamId, replyCount: 0, isFirst: true };
  await run((tx) => app.get(SlaService).startClocks(tx, [turn]));
}

/** A customer writes at 10:00, and at 10:30 it is given to somebody who does not open it. */
async function assignedAndUnopened(): Promise<{ admin: { id: string }; conversation: ConversationState }> {
  const team = await aTeam(app);
  const admin = await anAgent(app, { role: 'admin' });
  const jana = await anAgent(app, { teamIds: [team.id] });
  const conversation = await aConversation(app, { teamId: team.id });
  await asks(conversation);
  app.clock.set(at('10:30'));
  await run((tx) =>
    app.get(ConversationsService).assign(tx, [{ conversationId: conversation.id, agentId: jana.id }], null),
  );
  await app.settle();
  return { admin, conversation };
}

async function get<T>(agent: { id: string }, path: string, query: object = {}): Promise<T> {
  const answer = await request(app.url)
    .get(path)
    .query(query)
    .set(await signIn(app, agent));
  expect(answer.status).toBe(200);
  return answer.body as T;
}
const report = (agent: { id: string }) => get<LiveReport>(agent, '/api/reports/live');

describe('who waits on the live page', () => {
  it('has what is left of the hours in which somebody works', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    await ofTeamHours(app, team.id, {
      timeZone: 'UTC',
      weekly: { fri: [['09:00', '10:30']], mon: [['09:00', '17:00']] },
    });
    await asks(await aConversation(app, { teamId: team.id }));
    app.clock.set(at('20:00'));
    expect((await report(admin)).dueNext).toMatchObject([
      {
        dueAt: '2026-11-23T09:30:00.000Z',
        soonAt: '2026-11-23T09:10:00.000Z',
        work: { minutes: 30, targetMinutes: 60, asOf: at('20:00').toISOString() },
      },
    ]);
  });

  it('waits where the hours never open too, and is never late there', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin' });
    await ofTeamHours(app, team.id, { timeZone: 'UTC', weekly: {} });
    const conversation = await aConversation(app, { teamId: team.id });
    await asks(conversation);
    app.clock.set('2026-11-20T22:00:00Z');
    expect(await report(admin)).toMatchObject({
      waitingCount: 1,
      overTargetCount: 0,
      longestWaitSince: at('10:00').toISOString(),
      dueNext: [],
    });
    expect(
      await get<LiveBehind>(admin, '/api/reports/live/conversations', { figure: 'waiting' }),
    ).toMatchObject({
      count: 1,
      items: [{ conversationId: conversation.id, at: at('10:00').toISOString(), deadlineAt: null }],
    });
    expect(await run((tx) => app.get(OpenTallyRepository).differences(tx))).toBe(0);
  });

  it('waits for the answer since the question, whatever else is due before', async () => {
    const { admin, conversation } = await assignedAndUnopened();
    app.clock.set(at('10:45'));
    // The pick-up ran out at 10:40, which none of the customer's promises is about.
    expect(await report(admin)).toMatchObject({
      waitingCount: 1,
      overTargetCount: 0,
      longestWaitSince: at('10:00').toISOString(),
      dueNext: [{ conversationId: conversation.id, dueAt: at('11:00').toISOString() }],
    });
    app.clock.set(at('11:05'));
    expect((await report(admin)).overTargetCount).toBe(1);
    const behind = await get<LiveBehind>(admin, '/api/reports/live/conversations', { figure: 'over' });
    expect(behind).toMatchObject({
      count: 1,
      items: [{ at: at('10:00').toISOString(), deadlineAt: at('11:00').toISOString() }],
    });
  });

  it('waits no longer where no answer is needed, even while the matter has not ended', async () => {
    const { admin, conversation } = await assignedAndUnopened();
    await run((tx) => app.get(SlaService).dismiss(tx, [conversation.id]));
    await app.settle();
    const [row] = await app.database.query<{ metric: string | null }>(
      `SELECT metric FROM sla_target WHERE conversation_id = $1 AND met_at IS NULL AND cancelled_at IS NULL`,
      [conversation.id],
    );
    expect(row).toBeDefined();
    expect(await report(admin)).toMatchObject({ waitingCount: 0, longestWaitSince: null, dueNext: [] });
    expect(await run((tx) => app.get(OpenTallyRepository).differences(tx))).toBe(0);
  });

  it.each(['closed', 'spam'] as const)(
    'waits no longer where it is %s, whatever comes later',
    async (what) => {
      const { admin, conversation } = await assignedAndUnopened();
      await run(async (tx) => {
        if (what === 'spam') await app.get(ConversationsService).setSpam(tx, [conversation.id], true, null);
        else await app.get(ConversationsService).setStatus(tx, [conversation.id], 'close', null);
        await app.get(SlaService).dismiss(tx, [conversation.id], { reason: what });
      });
      await app.settle();
      const [row] = await app.database.query('SELECT answer_due_at AS at FROM conversation');
      expect(row).toEqual({ at: null });
      // A clock that runs on all the same makes nobody wait.
      const due = { conversationId: conversation.id, dueAt: at('12:00'), metric: 'nextResponse' as const };
      const clock = { startedAt: at('10:00'), warnAt: at('11:00'), metAt: null, answerDueAt: at('12:00') };
      await run((tx) => app.get(ConversationsService).setDue(tx, [{ ...due, ...clock }]));
      expect(await report(admin)).toMatchObject({ waitingCount: 0, dueNext: [] });
      expect(await run((tx) => app.get(OpenTallyRepository).differences(tx))).toBe(0);
    },
  );
});
