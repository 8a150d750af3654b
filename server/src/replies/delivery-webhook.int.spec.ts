import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startNode } from '../../test/built-server.ts';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aMedia } from '../../test/factories/a-media.ts';
import { aReply } from '../../test/factories/a-reply.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation } from '../../test/factories/an-arrived-conversation.ts';
import { CallbackServer } from '../../test/fakes/callback-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { DeliveryService } from './delivery.service.ts';
import { RepliesModule } from './replies.module.ts';

const receiver = new CallbackServer();
let callbackUrl: string;
let app: TestApp;

beforeAll(async () => {
  callbackUrl = await receiver.start();
  app = await createTestApp({ modules: [RepliesModule] });
});
beforeEach(async () => {
  receiver.forget();
  // A second process knows only real time, so the tests' own begins a little before it.
  app.clock.set(new Date(Date.now() - 60_000));
  await app.reset();
});
afterAll(async () => {
  await app.close();
  await receiver.stop();
});

async function aDoor(): Promise<ConnectedTestChannel> {
  return aChannel(app, { network: 'webhook', settings: { callbackUrl } });
}
async function pass(seconds: number): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
}
async function stateOf(
  messageId: string,
): Promise<{ state: string; error: { kind: string } | null; externalId: string | null }> {
  const [row] = await app.database.query<{
    state: string;
    error: { kind: string } | null;
    externalId: string | null;
  }>(
    `SELECT delivery_state AS state, delivery_error AS error, external_id AS "externalId" FROM message WHERE id = $1`,
    [messageId],
  );
  return row!;
}

describe('a reply through the webhook door', () => {
  it('arrives signed, complete and with absolute addresses', async () => {
    const channel = await aDoor();
    const conversation = await anArrivedConversation(app, { channel });
    const agent = await anAgent(app, { publicName: 'Jana K.', mark: 'JK' });
    const picture = await aMedia(app, { ownerAgentId: agent.id });
    const reply = await aReply(app, { conversation, agent, mediaIds: [picture.id] });
    await pass(8);
    const [call] = receiver.calls;
    const expected = createHmac('sha256', channel.secret ?? '')
      .update(call?.raw ?? '')
      .digest('hex');
    expect(call?.signature).toBe(`sha256=${expected}`);
    expect(call?.delivery).toEqual({
      deliveryId: expect.any(String),
      operation: 'create',
      visibility: 'public',
      inReplyTo: conversation.post.externalId,
      threadId: null,
      text: reply.text,
      signature: reply.text.slice(reply.text.indexOf('— Jana')),
      checkUrl: reply.checkUrl,
      media: [
        {
          url: expect.stringContaining(`${app.config.publicUrl}/media/${picture.id}/`),
          alt: picture.alt,
          mimeType: picture.mimeType,
        },
      ],
      agent: {
        name: 'Jana K.',
        mark: 'JK',
        avatarUrl: `${app.config.publicUrl}/faces/persona/${agent.id}/0/256.webp`,
      },
    });
    expect(await stateOf(reply.messageId)).toMatchObject({
      state: 'sent',
      externalId: `kept-${call?.delivery.deliveryId}`,
    });
  });

  it('is tried again with the same id after cuts, faults and limits, and is kept once', async () => {
    const conversation = await anArrivedConversation(app, { channel: await aDoor() });
    receiver.next(
      'cut-after',
      { status: 503 },
      { status: 429, headers: { 'retry-after': '90' } },
      'cut-before',
    );
    const { messageId } = await aReply(app, { conversation });
    for (let step = 0; step < 60; step += 1) await pass(30);
    expect(receiver.calls).toHaveLength(5);
    expect(new Set(receiver.calls.map(({ delivery }) => delivery.deliveryId)).size).toBe(1);
    expect(receiver.kept.size).toBe(1);
    expect((await stateOf(messageId)).state).toBe('sent');
  });

  it('waits as long as the receiver asks', async () => {
    const conversation = await anArrivedConversation(app, { channel: await aDoor() });
    receiver.next({ status: 429, headers: { 'retry-after': '300' } });
    await aReply(app, { conversation });
    await pass(8);
    for (let step = 0; step < 29; step += 1) await pass(10);
    expect(receiver.calls).toHaveLength(1);
    for (let step = 0; step < 3; step += 1) await pass(10);
    expect(receiver.calls).toHaveLength(2);
  });

  it('fails with the words of the receiver, and without a callback with a sentence', async () => {
    receiver.next({ status: 422, body: { error: { message: 'This ticket is closed' } } });
    const refused = await aReply(app, {
      conversation: await anArrivedConversation(app, { channel: await aDoor() }),
    });
    const nowhere = await aReply(app, {
      conversation: await anArrivedConversation(app, { channel: await aChannel(app) }),
    });
    await pass(8);
    expect(await stateOf(refused.messageId)).toMatchObject({
      state: 'failed',
      error: { kind: 'rejected', detail: expect.stringContaining('This ticket is closed') },
    });
    expect(await stateOf(nowhere.messageId)).toMatchObject({ state: 'failed', error: { kind: 'rejected' } });
  });
});

describe('a worker process that is killed', () => {
  it('while the network answers loses nothing and doubles nothing', async () => {
    const channel = await aDoor();
    const { messageId, text } = await aReply(app, {
      conversation: await anArrivedConversation(app, { channel }),
    });
    app.jobs?.clear();
    receiver.next('hang-after');
    const worker = startNode([join(import.meta.dirname, '../../test/deliver-and-hang.mjs'), messageId], {
      DATABASE_URL: app.config.databaseUrl ?? '',
      VISAVIS_SECRET: app.config.secrets[0] ?? '',
      PUBLIC_URL: app.config.publicUrl,
      OUTBOUND_ALLOW: '127.0.0.0/8',
      DATA_DIR: app.config.dataDir,
      LOG_LEVEL: 'silent',
    });
    receiver.onKept = () => worker.child.kill('SIGKILL');
    await worker.exited;
    expect([worker.child.signalCode, worker.stderr()]).toEqual(['SIGKILL', '']);
    expect((await stateOf(messageId)).state).toBe('sending');

    // While the claim of the dead worker lasts, nobody touches it.
    app.clock.set(new Date());
    await app.get(DeliveryService).deliver(messageId);
    expect(receiver.calls).toHaveLength(1);

    app.clock.set(new Date(Date.now() + 30_000));
    await app.get(DeliveryService).sweep();
    await app.settle();
    expect([...receiver.kept.values()].map((delivery) => delivery.text)).toEqual([text]);
    expect(new Set(receiver.calls.map(({ delivery }) => delivery.deliveryId)).size).toBe(1);
    expect((await stateOf(messageId)).state).toBe('sent');
    expect(await app.database.query(`SELECT FROM message WHERE type = 'reply'`)).toHaveLength(1);
  });
});
