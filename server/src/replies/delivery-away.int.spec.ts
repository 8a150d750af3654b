import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aReply } from '../../test/factories/a-reply.ts';
import { anArrivedConversation } from '../../test/factories/an-arrived-conversation.ts';
import { CallbackServer } from '../../test/fakes/callback-server.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
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
  await app.reset();
});
afterAll(async () => {
  await app.close();
  await receiver.stop();
});

async function pass(seconds: number): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
}
const aDoor = () => aChannel(app, { network: 'webhook', settings: { callbackUrl } });
async function aReplyOnItsWay(given?: ConnectedTestChannel) {
  const channel = given ?? (await aDoor());
  return aReply(app, { conversation: await anArrivedConversation(app, { channel }) });
}
async function stateOf(messageId: string) {
  const [row] = await app.database.query<{
    state: string;
    attempts: number;
    nextAt: Date | null;
    error: object | null;
  }>(
    `SELECT delivery_state AS state, delivery_attempts AS attempts, delivery_next_at AS "nextAt",
       delivery_error AS error FROM message WHERE id = $1`,
    [messageId],
  );
  return row;
}

/** Ten minutes from the call, in the ways in which networks say so. The fake clock stands while a call is made. */
const WAIT_SECONDS = 600;
const inTenMinutes = () => new Date(app.clock.now().getTime() + WAIT_SECONDS * 1_000);
const unixSeconds = () => String(Math.floor(inTenMinutes().getTime() / 1_000));

describe('a receiver that answers 429', () => {
  it.each<[string, () => Record<string, string>]>([
    ['Retry-After in seconds', () => ({ 'Retry-After': '600' })],
    ['Retry-After as a date', () => ({ 'Retry-After': inTenMinutes().toUTCString() })],
    ['X-RateLimit-Reset as an instant', () => ({ 'X-RateLimit-Reset': inTenMinutes().toISOString() })],
    ['X-RateLimit-Reset in Unix seconds', () => ({ 'X-RateLimit-Reset': unixSeconds() })],
    ['X-Rate-Limit-Reset in Unix seconds', () => ({ 'X-Rate-Limit-Reset': unixSeconds() })],
    ['RateLimit-Reset in seconds to wait', () => ({ 'RateLimit-Reset': '600' })],
    ['RateLimit-Reset in Unix seconds', () => ({ 'RateLimit-Reset': unixSeconds() })],
  ])('is left alone until the moment of its %s, and then gets the reply', async (_name, headers) => {
    const channel = await aDoor();
    const { messageId } = await aReplyOnItsWay(channel);
    app.clock.advance({ seconds: 8 });
    const resetsAt = inTenMinutes();
    receiver.next({ status: 429, headers: headers() });
    await app.settle();
    const waiting = await stateOf(messageId);
    expect(waiting).toMatchObject({ state: 'queued', error: { kind: 'rateLimited' } });
    expect(waiting?.nextAt?.getTime()).toBeGreaterThanOrEqual(resetsAt.getTime());
    // What else goes out through this channel waits as well.
    const other = await aReplyOnItsWay(channel);
    for (let passed = 0; passed < WAIT_SECONDS - 30; passed += 30) await pass(30);
    await pass(29);
    expect(receiver.calls).toHaveLength(1);
    // The jitter on top of it is a fifth of the first backoff at most; a sweep finds the other one.
    await pass(8);
    await pass(6);
    expect(receiver.calls).toHaveLength(3);
    expect(await stateOf(messageId)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await stateOf(other.messageId)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(new Set(receiver.calls.map(({ delivery }) => delivery.deliveryId)).size).toBe(2);
  });

  it('without a word on when is tried again ever later', async () => {
    const { messageId } = await aReplyOnItsWay();
    receiver.next({ status: 429 }, { status: 429 }, { status: 429 });
    const calledAfter: number[] = [];
    for (let seconds = 0; seconds < 260; seconds += 2) {
      const before = receiver.calls.length;
      await pass(2);
      if (receiver.calls.length > before) calledAfter.push(seconds);
    }
    const pauses = calledAfter.slice(1).map((at, index) => at - (calledAfter[index] ?? 0));
    expect(pauses).toHaveLength(3);
    expect(pauses[0]).toBeGreaterThanOrEqual(10);
    expect(pauses[1]).toBeGreaterThanOrEqual(30);
    expect(pauses[2]).toBeGreaterThanOrEqual(120);
    expect((await stateOf(messageId))?.state).toBe('sent');
  });
});

describe('a receiver that is away for an hour', () => {
  it('gets each reply once when it is back, in words and under ids that never changed', async () => {
    const replies = [await aReplyOnItsWay(), await aReplyOnItsWay(), await aReplyOnItsWay()];
    await receiver.stop();
    await pass(8);
    for (let minute = 0; minute < 60; minute += 1) await pass(60);
    for (const { messageId } of replies)
      expect(await stateOf(messageId)).toMatchObject({ state: 'queued', error: { kind: 'transient' } });
    expect(receiver.calls).toEqual([]);

    await receiver.start(Number(new URL(callbackUrl).port));
    for (let minute = 0; minute < 75; minute += 1) await pass(60);
    expect(receiver.calls.map(({ delivery }) => delivery.text).toSorted()).toEqual(
      replies.map(({ text }) => text).toSorted(),
    );
    for (const { messageId } of replies) expect((await stateOf(messageId))?.state).toBe('sent');
  });
});
