import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { aPolicy, ofTeamHours } from '../../test/factories/a-policy.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import type { SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import { DeskModule } from './desk.module.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let asJana: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [DeskModule] });
});
beforeEach(async () => {
  ({ jana, mehmet, asJana } = await twoColleagues(app));
  await aPolicy(app, {
    teamId: (await theDefaultTeam(app)).id,
    name: 'Erstes Team',
    targets: { firstResponse: 60, nextResponse: 60, pickUp: 10, resolution: 240 },
  });
});
afterAll(() => app.close());

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const stateOf = async (id: string) => (await app.get(ConversationsService).find(id))!;

async function patch(id: string, body: object): Promise<void> {
  const { version } = await stateOf(id);
  await request(app.url)
    .patch(`/api/conversations/${id}`)
    .set(asJana)
    .send({ version, ...body })
    .expect(200);
  await app.settle();
}

async function asks(id: string, time: string): Promise<void> {
  app.clock.set(at(time));
  const { channelId, teamId, replyCount } = await stateOf(id);
  const message = await aCustomerMessage(app, { id, channelId });
  const turn = { ...message, channelId, teamId, replyCount, isFirst: replyCount === 0 };
  await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
}

async function isAnswered(id: string, time: string): Promise<void> {
  app.clock.set(at(time));
  await app.get(UnitOfWork).run(async (tx) => {
    await tx.query(`UPDATE conversation SET reply_count = reply_count + 1 WHERE id = $1`, [id]);
    const response = { conversationId: id, messageId: newId(), acceptedAt: at(time) };
    await app.get(SlaService).recordResponses(tx, [response]);
  });
  await app.settle();
}

const clocksOf = ({ id }: Pick<ConversationState, 'id'>) =>
  app.database.query<Record<string, unknown>>(
    `SELECT metric, turn, policy_name AS policy, deadline_at AS "dueAt", cancel_reason AS reason
     FROM sla_target WHERE conversation_id = $1 ORDER BY metric, turn`,
    [id],
  );

describe('another team', () => {
  test('keeps the promise that was made, ends the pick-up, and makes the next promise itself', async () => {
    const other = await aTeam(app);
    await aPolicy(app, { teamId: other.id, name: 'Anderes Team', targets: { nextResponse: 30 } });
    await ofTeamHours(app, other.id, { timeZone: 'UTC', weekly: { fri: [['12:00', '18:00']] } });
    const conversation = await aConversation(app, { status: 'open' });
    await asks(conversation.id, '10:00');
    await patch(conversation.id, { assigneeId: mehmet.id });
    const [answer, pickUp, resolution, ...others] = await clocksOf(conversation);
    expect([answer, pickUp, resolution, others]).toEqual([
      { metric: 'firstResponse', turn: 1, policy: 'Erstes Team', dueAt: at('11:00'), reason: null },
      { metric: 'pickUp', turn: 1, policy: 'Erstes Team', dueAt: at('10:10'), reason: null },
      { metric: 'resolution', turn: 1, policy: 'Erstes Team', dueAt: at('14:00'), reason: null },
      [],
    ]);
    await patch(conversation.id, { teamId: other.id });
    expect((await stateOf(conversation.id)).assigneeId).toBeNull();
    expect(await clocksOf(conversation)).toEqual([answer, { ...pickUp, reason: 'reassigned' }, resolution]);
    await isAnswered(conversation.id, '10:30');
    await asks(conversation.id, '10:40');
    expect((await clocksOf(conversation)).filter(({ metric }) => metric === 'nextResponse')).toEqual([
      { metric: 'nextResponse', turn: 1, policy: 'Anderes Team', dueAt: at('12:30'), reason: null },
    ]);
    expect(await clocksOf(conversation)).toContainEqual(resolution);
  });

  test('in which the assignee works too keeps the pick-up', async () => {
    const other = await aTeam(app);
    await app.database.query('INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)', [
      other.id,
      mehmet.id,
    ]);
    const conversation = await aConversation(app, { status: 'open' });
    await patch(conversation.id, { assigneeId: mehmet.id });
    await patch(conversation.id, { teamId: other.id });
    expect(await clocksOf(conversation)).toMatchObject([{ metric: 'pickUp', turn: 1, reason: null }]);
  });
});

describe('what was given', () => {
  test('and given back has no pick-up, nor has it for whoever takes it back', async () => {
    const conversation = await aConversation(app, { status: 'open' });
    await patch(conversation.id, { assigneeId: mehmet.id });
    app.clock.advance({ minutes: 1 });
    await patch(conversation.id, { assigneeId: jana.id });
    expect(await clocksOf(conversation)).toMatchObject([{ metric: 'pickUp', turn: 1, reason: 'reassigned' }]);
    await patch(conversation.id, { assigneeId: null });
    expect(await clocksOf(conversation)).toHaveLength(1);
  });
});

describe('what was done', () => {
  test('and is put off is a matter again, which rests while that is at the customer’s wish', async () => {
    const conversation = await aConversation(app, { status: 'open' });
    await asks(conversation.id, '10:00');
    await isAnswered(conversation.id, '10:30');
    app.clock.set(at('11:00'));
    await patch(conversation.id, { status: 'closed' });
    app.clock.set(at('12:00'));
    const wish = { snoozedUntil: at('14:00').toISOString(), isSnoozedForCustomer: true };
    await patch(conversation.id, { status: 'snoozed', ...wish });
    app.clock.set(at('14:00'));
    await patch(conversation.id, { status: 'open' });
    expect((await clocksOf(conversation)).filter(({ metric }) => metric === 'resolution')).toEqual([
      { metric: 'resolution', turn: 1, policy: 'Erstes Team', dueAt: at('14:00'), reason: null },
      { metric: 'resolution', turn: 2, policy: 'Erstes Team', dueAt: at('18:00'), reason: null },
    ]);
  });
});
