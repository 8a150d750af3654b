import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { aReply } from '../../test/factories/a-reply.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { FakeNetwork, withFakeNetwork } from '../../test/fakes/fake-connector.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import { RepliesModule } from './replies.module.ts';

const network = new FakeNetwork();
let app: TestApp;
let jana: AgentRecord;
beforeAll(async () => {
  app = await createTestApp({ modules: [RepliesModule], override: withFakeNetwork(network) });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  await aPolicy(app, { targets: { firstResponse: 60, nextResponse: 60, pickUp: null, resolution: 240 } });
  jana = await anAgent(app);
});
afterAll(() => app.close());

/** A question whose clocks run. */
async function aQuestion(): Promise<TestConversation> {
  const conversation = await anArrivedConversation(app, {
    channel: await aChannel(app, { network: 'fake' }),
  });
  const { id: conversationId, channelId, teamId, messageId } = conversation;
  const asked = { postedAt: app.clock.now(), receivedAt: app.clock.now(), isFirst: true, replyCount: 0 };
  const turn = { conversationId, channelId, teamId, messageId, ...asked };
  await app.get(UnitOfWork).run((tx) => app.get(SlaService).startClocks(tx, [turn]));
  return conversation;
}

/** As the desk closes it. */
async function close({ id }: TestConversation, by = jana): Promise<void> {
  await app.get(UnitOfWork).run(async (tx) => {
    await app.get(ConversationsService).setStatus(tx, [id], 'close', by.id);
    await app.get(SlaService).dismiss(tx, [id]);
  });
  await app.settle();
}

const undo = async (messageId: string): Promise<void> => {
  await request(app.url)
    .delete(`/api/replies/${messageId}`)
    .set(await signIn(app, jana))
    .expect(200);
  await app.settle();
};
const statusOf = async ({ id }: TestConversation) => (await app.get(ConversationsService).find(id))?.status;
const clocksOf = ({ id }: TestConversation) =>
  app.database.query('SELECT * FROM sla_target WHERE conversation_id = $1 ORDER BY id', [id]);

describe('what was closed behind a reply', () => {
  it('is open again when the reply is undone, with the clocks that were', async () => {
    const conversation = await aQuestion();
    const { messageId } = await aReply(app, { agent: jana, conversation });
    const before = await clocksOf(conversation);
    app.clock.advance({ seconds: 2 });
    await close(conversation);
    expect(await statusOf(conversation)).toBe('closed');
    app.clock.advance({ seconds: 2 });
    await undo(messageId);
    expect(await statusOf(conversation)).toBe('new');
    expect(await clocksOf(conversation)).toEqual(before);
  });

  it('is open again when the network refuses the reply, so that somebody sees it', async () => {
    network.next({ says: 'rejected', detail: 'Because of the rules' });
    const conversation = await aQuestion();
    await aReply(app, { agent: jana, conversation });
    const before = await clocksOf(conversation);
    app.clock.advance({ seconds: 2 });
    await close(conversation);
    app.clock.advance({ seconds: 10 });
    await app.settle();
    expect(await statusOf(conversation)).toBe('new');
    expect(await clocksOf(conversation)).toEqual(before);
    const [line] = await app.database.query<{ type: string; by: string | null }>(
      'SELECT type, actor_agent_id AS by FROM conversation_event WHERE conversation_id = $1 ORDER BY id DESC LIMIT 1',
      [conversation.id],
    );
    expect(line).toEqual({ type: 'closingTakenBack', by: null });
  });

  it('stays closed when it was closed by somebody else', async () => {
    const conversation = await aQuestion();
    const { messageId } = await aReply(app, { agent: jana, conversation });
    await close(conversation, await anAgent(app));
    await undo(messageId);
    expect(await statusOf(conversation)).toBe('closed');
  });

  it('stays closed when it turned out to be spam', async () => {
    const conversation = await aQuestion();
    const { messageId } = await aReply(app, { agent: jana, conversation });
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(ConversationsService).setSpam(tx, [conversation.id], true, jana.id));
    await close(conversation);
    await undo(messageId);
    expect(await statusOf(conversation)).toBe('closed');
  });
});
