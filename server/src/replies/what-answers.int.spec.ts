import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aReply } from '../../test/factories/a-reply.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { FakeNetwork, withFakeNetwork } from '../../test/fakes/fake-connector.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { DeskModule } from '../desk/desk.module.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import { RepliesModule } from './replies.module.ts';

let network: FakeNetwork;
let app: TestApp;
let jana: AgentRecord;
let headers: SignedInHeaders;
let conversation: TestConversation;

beforeAll(async () => {
  network = new FakeNetwork();
  app = await createTestApp({
    modules: [DeskModule, RepliesModule],
    override: withFakeNetwork(network, [{}]),
  });
});
beforeEach(async () => {
  network.heal();
  network.forget();
  await app.reset();
  jana = await anAgent(app);
  headers = await signIn(app, jana);
  conversation = await anArrivedConversation(app, { channel: await aChannel(app, { network: 'fake' }) });
  const { id: conversationId, messageId, channelId, teamId } = conversation;
  const postedAt = app.clock.now();
  const turn = { conversationId, messageId, channelId, teamId, postedAt, receivedAt: postedAt };
  await app
    .get(UnitOfWork)
    .run((tx) => app.get(SlaService).startClocks(tx, [{ ...turn, isFirst: true, replyCount: 0 }]));
});
afterAll(() => app.close());

const clocks = () =>
  app.database.query<{ metAt: Date | null; by: string | null; reason: string | null }>(
    `SELECT met_at AS "metAt", met_by_message_id AS by, cancel_reason AS reason FROM sla_target`,
  );
const call = (method: 'put' | 'post' | 'patch', path: string, body: object = {}) =>
  request(app.url)[method](path).set(headers).send(body);
async function pass(seconds: number): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
}

describe('an answer', () => {
  it('is neither a draft nor a note nor a reply that is held, but one that the network has taken', async () => {
    const path = `/api/conversations/${conversation.id}`;
    const draft = { text: 'Moment …', visibility: 'public', inReplyToMessageId: conversation.messageId };
    expect((await call('put', `${path}/draft`, draft)).status).toBe(200);
    expect(
      (await call('post', `${path}/notes`, { text: 'Ruft zurück.', mentions: [], asks: [] })).status,
    ).toBe(201);
    const { messageId } = await aReply(app, { agent: jana, conversation });
    await pass(7);
    expect(await clocks()).toEqual([{ metAt: null, by: null, reason: null }]);
    await pass(1);
    expect(await clocks()).toEqual([{ metAt: app.clock.now(), by: messageId, reason: null }]);
  });

  it('is none that was taken back before it left, or that the network refused', async () => {
    const held = await aReply(app, { agent: jana, conversation });
    expect(
      (await request(app.url).delete(`/api/replies/${held.messageId}`).set(headers)).status,
    ).toBeLessThan(300);
    network.next({ says: 'rejected' });
    await aReply(app, { agent: jana, conversation });
    await pass(60);
    expect(network.sends).toBe(1);
    expect(await clocks()).toEqual([{ metAt: null, by: null, reason: null }]);
  });

  it('stays one when it is reworded or taken down afterwards', async () => {
    const { messageId } = await aReply(app, { agent: jana, conversation });
    await pass(8);
    const answered = await clocks();
    expect(answered).toMatchObject([{ by: messageId }]);
    await pass(60);
    expect((await call('patch', `/api/replies/${messageId}`, { text: 'In anderen Worten.' })).status).toBe(
      202,
    );
    await pass(60);
    expect((await call('post', `/api/replies/${messageId}/delete`)).status).toBe(202);
    await pass(60);
    expect(network.kept).toEqual([]);
    expect(await clocks()).toEqual(answered);
  });
});
