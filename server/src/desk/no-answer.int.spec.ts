import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import type { SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import { DeskModule } from './desk.module.ts';

let app: TestApp;
let asJana: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [DeskModule] });
});
beforeEach(async () => {
  ({ asJana } = await twoColleagues(app));
});
afterAll(() => app.close());

const stateOf = async (id: string) => (await app.get(ConversationsService).find(id))!;
const path = (id: string) => `/api/conversations/${id}`;
const decide = (id: string) =>
  request(app.url)
    .post(`${path(id)}/no-answer-needed`)
    .set(asJana)
    .send({ reason: 'informationOnly' })
    .expect(200);
const takeBack = (id: string) =>
  request(app.url)
    .delete(`${path(id)}/no-answer-needed`)
    .set(asJana)
    .expect(200);
const spam = (id: string, isSpam: boolean) =>
  request(app.url)
    .post(`${path(id)}/spam`)
    .set(asJana)
    .send({ isSpam })
    .expect(200);
async function moves(id: string, status: string): Promise<void> {
  const { version } = await stateOf(id);
  await request(app.url).patch(path(id)).set(asJana).send({ version, status }).expect(200);
}

async function asks(conversation: ConversationState): Promise<void> {
  const message = await aCustomerMessage(app, conversation);
  const { channelId, teamId, replyCount } = conversation;
  const turn = { ...message, channelId, teamId, replyCount, isFirst: replyCount === 0 };
  await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
}

/** The clocks for an answer, the first one first: null for one that runs, else why it ended. */
const endings = async (id: string) =>
  (
    await app.database.query<{ reason: string | null }>(
      `SELECT cancel_reason AS reason FROM sla_target
       WHERE conversation_id = $1 AND metric IN ('firstResponse', 'nextResponse') ORDER BY turn`,
      [id],
    )
  ).map(({ reason }) => reason);

describe('no answer needed', () => {
  test.each([
    ['from the customer’s turn', (id: string) => moves(id, 'waiting'), (id: string) => moves(id, 'open')],
    ['out of the spam', (id: string) => spam(id, true), (id: string) => spam(id, false)],
  ])('stays decided when the conversation comes back %s', async (_, leave, comeBack) => {
    const conversation = await aConversation(app);
    await asks(conversation);
    app.clock.advance({ minutes: 5 });
    await decide(conversation.id);
    app.clock.advance({ minutes: 5 });
    await leave(conversation.id);
    app.clock.advance({ minutes: 5 });
    await comeBack(conversation.id);
    expect(await endings(conversation.id)).toEqual(['noAnswerNeeded']);
  });

  test.each(['waiting', 'closed'])(
    'is taken back also while it is %s: then it is our turn',
    async (status) => {
      const conversation = await aConversation(app);
      await asks(conversation);
      await decide(conversation.id);
      await moves(conversation.id, status);
      await takeBack(conversation.id);
      expect((await stateOf(conversation.id)).status).toBe('open');
      expect(await endings(conversation.id)).toEqual(['noAnswerNeeded', null]);
    },
  );
});
