import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { eventually } from '../../test/eventually.ts';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aReply, type TestReply } from '../../test/factories/a-reply.ts';
import { anArrivedConversation, recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { FakeNetwork, withFakeNetwork } from '../../test/fakes/fake-connector.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import type { ConnectorErrorKind } from '../connectors/connector-error.ts';
import { IntakeModule } from '../intake/intake.module.ts';
import { IntakeService } from '../intake/intake.service.ts';
import { DeliveryService } from './delivery.service.ts';
import { RepliesModule } from './replies.module.ts';

let network: FakeNetwork;
let app: TestApp;

beforeAll(async () => {
  network = new FakeNetwork();
  const withoutLookUp = { id: 'blindbook', capabilities: ['reply-public' as const] };
  const override = withFakeNetwork(network, [{}, withoutLookUp]);
  app = await createTestApp({ modules: [IntakeModule, RepliesModule], override });
});
beforeEach(async () => {
  network.heal();
  network.forget();
  await app.reset();
});
afterAll(() => app.close());

const AFTER_HOLD = { seconds: 8 };

interface Shown {
  state: string;
  nextAt: Date | null;
  attempts: number;
  error: { kind: string; detail: string } | null;
  externalId: string | null;
  permalink: string | null;
}
async function shown(messageId: string): Promise<Shown> {
  const [row] = await app.database.query<Shown>(
    `SELECT delivery_state AS state, delivery_next_at AS "nextAt", delivery_attempts AS attempts,
       delivery_error AS error, external_id AS "externalId", permalink FROM message WHERE id = $1`,
    [messageId],
  );
  return row!;
}
async function acceptedAt(messageId: string): Promise<Date> {
  const [row] = await app.database.query<{ at: Date }>(
    `SELECT d.accepted_at AS at FROM delivery d JOIN message m ON m.id = d.message_id AND m.posted_at = d.accepted_at
     WHERE m.id = $1`,
    [messageId],
  );
  return row!.at;
}
/** Moves time on in steps, as workers see it. */
async function pass(steps: number, step: Parameters<TestApp['clock']['advance']>[0]): Promise<void> {
  for (let done = 0; done < steps; done += 1) {
    app.clock.advance(step);
    await app.settle();
  }
}
async function onNetwork(name: string) {
  const channel = await aChannel(app, { network: name });
  return anArrivedConversation(app, { channel });
}

describe('a delivery', () => {
  it('waits for the end of the hold, then goes out once', async () => {
    const { messageId, text, conversation } = await aReply(app);
    await app.settle();
    app.clock.advance({ seconds: 7, milliseconds: 999 });
    await app.settle();
    expect([network.sends, (await shown(messageId)).state]).toEqual([0, 'held']);
    app.clock.advance({ milliseconds: 1 });
    await app.settle();
    expect(network.kept).toMatchObject([
      { text, inReplyTo: conversation.post.externalId, visibility: 'public' },
    ]);
    expect(await shown(messageId)).toMatchObject({
      state: 'sent',
      attempts: 1,
      nextAt: null,
      error: null,
      externalId: network.kept[0]?.externalId,
      permalink: expect.stringContaining('https://social.example/'),
    });
    await pass(5, { minutes: 1 });
    expect(network.sends).toBe(1);
  });

  it('hands the connector the final text, the person, and the same keys in every try', async () => {
    network.next({ says: 'transient' });
    const { agent, checkUrl, text, conversation } = await aReply(app);
    await pass(20, { seconds: 10 });
    const [first, second] = network.calls.map(({ reply }) => reply);
    expect(second).toMatchObject({
      text,
      checkUrl,
      agent: {
        name: agent.publicName,
        mark: agent.mark,
        avatarUrl: `${app.config.publicUrl}/faces/persona/${agent.id}/0/256.webp`,
      },
      inReplyTo: { externalId: conversation.post.externalId, author: conversation.post.author },
    });
    expect(text.endsWith(second!.signature)).toBe(true);
    expect(second!.recordKey).toMatch(/^[a-z2-7]{26}$/);
    expect([second!.deliveryId, second!.recordKey]).toEqual([first!.deliveryId, first!.recordKey]);
    expect(second!.firstAttemptedAt).toEqual(first!.firstAttemptedAt);
  });

  it('makes it the turn of the customer, remembers the helper and meets the clock when the network took it', async () => {
    const channel = await aChannel(app, { network: 'fake' });
    const first = await anArrivedConversation(app, { channel });
    const { post } = first;
    // Through the whole of intake, which starts the clock.
    await app
      .get(IntakeService)
      .ingest(
        channel,
        [{ ...post, externalId: `${post.externalId}-2`, rootExternalId: `${post.externalId}-2` }],
        null,
      );
    const [row] = await app.database.query<{ id: string; messageId: string }>(
      `SELECT c.id, m.id AS "messageId" FROM conversation c JOIN message m ON m.conversation_id = c.id
       WHERE m.external_id = $1`,
      [`${post.externalId}-2`],
    );
    const state = await app.get(ConversationsService).find(row!.id);
    const conversation = { ...first, ...state!, messageId: row!.messageId };
    const { agent, sendsAt } = await aReply(app, { conversation });
    network.next({ says: 'transient' });
    await pass(8, { seconds: 5 });
    expect(await app.get(ConversationsService).find(row!.id)).toMatchObject({
      status: 'waiting',
      lastHelperId: agent.id,
      replyCount: 1,
    });
    const targets = await app.database.query<{ metric: string; metAt: Date }>(
      `SELECT t.metric, t.met_at AS "metAt" FROM sla_target t WHERE t.conversation_id = $1`,
      [row!.id],
    );
    const [{ acceptedAt }] = (await app.database.query<{ acceptedAt: Date }>(
      'SELECT accepted_at AS "acceptedAt" FROM delivery',
    )) as [{ acceptedAt: Date }];
    expect(targets).toEqual([{ metric: 'firstResponse', metAt: acceptedAt }]);
    expect(acceptedAt.getTime()).toBeGreaterThanOrEqual(new Date(sendsAt).getTime() + 10_000);
  });

  it('is made once by two workers at the same moment', async () => {
    const { messageId } = await aReply(app);
    app.clock.advance(AFTER_HOLD);
    const deliveries = app.get(DeliveryService);
    await Promise.all(Array.from({ length: 6 }, () => deliveries.deliver(messageId)));
    expect([network.sends, (await shown(messageId)).state]).toEqual([1, 'sent']);
  });

  it('finds its way without any job', async () => {
    const { messageId } = await aReply(app);
    await app.settle();
    app.jobs?.clear();
    await pass(4, { seconds: 5 });
    expect((await shown(messageId)).state).toBe('sent');
  });
});

describe('what the network says', () => {
  test.each<[ConnectorErrorKind]>([['permission'], ['tooLong'], ['windowClosed'], ['gone'], ['rejected']])(
    '%s: the reply has failed, with its words',
    async (kind) => {
      network.next({ says: kind, detail: 'Because of the rules' });
      const { messageId, conversation } = await aReply(app);
      await pass(3, AFTER_HOLD);
      expect(await shown(messageId)).toMatchObject({
        state: 'failed',
        error: { kind, detail: 'Because of the rules' },
      });
      expect(network.sends).toBe(1);
      const [row] = await app.database.query(
        'SELECT has_failed_delivery AS failed, status FROM conversation WHERE id = $1',
        [conversation.id],
      );
      expect(row).toEqual({ failed: true, status: 'new' });
    },
  );

  it('nothing, because the message it answers was deleted during the hold: it has failed and says so', async () => {
    const { messageId, conversation } = await aReply(app);
    await recordPosts(app, conversation.channel, [{ ...conversation.post, isDeleted: true }]);
    await pass(2, AFTER_HOLD);
    expect(await shown(messageId)).toMatchObject({ state: 'failed', error: { kind: 'gone' } });
    expect(network.sends).toBe(0);
  });

  it('is down for an hour: one post stands there in the end', async () => {
    network.down('transient');
    const { messageId } = await aReply(app);
    await pass(61, { minutes: 1 });
    const waiting = await shown(messageId);
    expect(waiting).toMatchObject({ state: 'queued', error: { kind: 'transient' } });
    expect(waiting.nextAt).not.toBeNull();
    expect(network.sends).toBeGreaterThan(3);
    expect(network.sends).toBeLessThan(10);
    network.heal();
    await pass(70, { minutes: 1 });
    expect((await shown(messageId)).state).toBe('sent');
    expect(network.kept).toHaveLength(1);
  });

  it('too fast: nothing of the channel is tried before the instant that it named', async () => {
    const channel = await aChannel(app, { network: 'fake' });
    const resetsAt = new Date(app.clock.now().getTime() + 15 * 60_000);
    network.next({ says: 'rateLimited', retryAfter: resetsAt });
    const first = await aReply(app, { conversation: await anArrivedConversation(app, { channel }) });
    await pass(1, AFTER_HOLD);
    expect(await shown(first.messageId)).toMatchObject({
      state: 'queued',
      error: { kind: 'rateLimited' },
      nextAt: expect.any(Date),
    });
    expect((await shown(first.messageId)).nextAt!.getTime()).toBeGreaterThanOrEqual(resetsAt.getTime());
    const second = await aReply(app, { conversation: await anArrivedConversation(app, { channel }) });
    const elsewhere = await aReply(app);
    await pass(28, { seconds: 30 });
    expect(app.clock.now().getTime()).toBeLessThan(resetsAt.getTime());
    expect(network.sends).toBe(2);
    expect([(await shown(second.messageId)).state, (await shown(elsewhere.messageId)).state]).toEqual([
      'held',
      'sent',
    ]);
    await pass(8, { seconds: 30 });
    expect([(await shown(first.messageId)).state, (await shown(second.messageId)).state]).toEqual([
      'sent',
      'sent',
    ]);
    expect(network.kept).toHaveLength(3);
  });

  it('nothing for a day: a person has to look', async () => {
    network.down('transient');
    const { messageId } = await aReply(app);
    await pass(26, { hours: 1 });
    expect(await shown(messageId)).toMatchObject({ state: 'failed', error: { kind: 'transient' } });
    const tries = network.sends;
    await pass(3, { hours: 1 });
    expect(network.sends).toBe(tries);
  });
});

describe('credentials that expired', () => {
  it('park the reply until the channel is connected again', async () => {
    network.next({ says: 'auth', detail: 'Token expired' });
    const { messageId, conversation } = await aReply(app);
    await pass(1, AFTER_HOLD);
    expect(await shown(messageId)).toMatchObject({
      state: 'queued',
      nextAt: null,
      error: { kind: 'auth', detail: 'Token expired' },
    });
    const channels = app.get(ChannelsService);
    expect((await channels.get(conversation.channelId)).health).toMatchObject({
      state: 'reconnect',
      reason: 'auth',
    });
    await pass(40, { hours: 1 });
    expect(network.sends).toBe(1);
    await channels.resume(conversation.channelId);
    await app.settle();
    expect((await shown(messageId)).state).toBe('sent');
    expect(network.kept).toHaveLength(1);
  });

  it('hold back what was already on its way', async () => {
    const { messageId, conversation } = await aReply(app);
    await app.get(ChannelsService).pause(conversation.channelId);
    await pass(3, AFTER_HOLD);
    expect(await shown(messageId)).toMatchObject({ state: 'queued', error: { kind: 'paused' } });
    await app.get(ChannelsService).resume(conversation.channelId);
    await app.settle();
    expect((await shown(messageId)).state).toBe('sent');
  });
});

describe('an outcome that cannot be read', () => {
  it('is found on the network: nothing is sent again', async () => {
    network.next({ keepsThenSays: 'unknown' });
    const { messageId } = await aReply(app);
    await pass(1, AFTER_HOLD);
    expect(await shown(messageId)).toMatchObject({
      state: 'unknown',
      error: { kind: 'unknown' },
      nextAt: expect.any(Date),
    });
    await pass(4, { seconds: 10 });
    expect(await shown(messageId)).toMatchObject({ state: 'sent', externalId: network.kept[0]?.externalId });
    expect(network.calls.map(({ operation }) => operation)).toEqual(['send', 'lookUp']);
  });

  it('is found hours later: the customer has the answer since the network took it', async () => {
    network.clock = app.clock;
    network.next({ keepsThenSays: 'unknown' });
    const { messageId } = await aReply(app);
    await pass(1, AFTER_HOLD);
    const takenAt = app.clock.now();
    await pass(2, { minutes: 120 });
    expect((await shown(messageId)).state).toBe('sent');
    expect(await acceptedAt(messageId)).toEqual(takenAt);
  });

  it('is told by a network whose clock is wrong: neither before it was written nor in the future', async () => {
    const writtenAt = app.clock.now();
    network.clock = { now: () => new Date('2020-01-01T00:00:00Z') };
    network.next({ keepsThenSays: 'unknown' });
    const early = await aReply(app);
    await pass(4, { seconds: 10 });
    expect(await acceptedAt(early.messageId)).toEqual(writtenAt);
    network.clock = { now: () => new Date('2099-01-01T00:00:00Z') };
    network.next({ keepsThenSays: 'unknown' });
    const late = await aReply(app);
    await pass(4, { seconds: 10 });
    expect((await acceptedAt(late.messageId)).getTime()).toBeLessThanOrEqual(app.clock.now().getTime());
  });

  it('is surely absent: it is sent again', async () => {
    network.next({ says: 'unknown' });
    const { messageId } = await aReply(app);
    await pass(5, { seconds: 10 });
    expect((await shown(messageId)).state).toBe('sent');
    expect(network.calls.map(({ operation }) => operation)).toEqual(['send', 'lookUp', 'send']);
    expect(network.kept).toHaveLength(1);
  });

  it('stays unknown while nobody can look, and is never sent meanwhile', async () => {
    network.next({ keepsThenSays: 'unknown' });
    const { messageId } = await aReply(app);
    await pass(1, AFTER_HOLD);
    network.down('transient');
    await pass(30, { minutes: 1 });
    expect([(await shown(messageId)).state, network.sends]).toEqual(['unknown', 1]);
    network.heal();
    await pass(70, { minutes: 1 });
    expect([(await shown(messageId)).state, network.sends, network.kept.length]).toEqual(['sent', 1, 1]);
  });

  it('comes of a connector that breaks as well', async () => {
    network.next({ breaks: new TypeError('undefined is not a function') });
    const { messageId } = await aReply(app);
    await pass(5, { seconds: 10 });
    expect((await shown(messageId)).state).toBe('sent');
    expect(network.calls.map(({ operation }) => operation)).toEqual(['send', 'lookUp', 'send']);
  });

  it('of a duplicate that is not ours asks a person', async () => {
    network.next({ says: 'duplicate' });
    const { messageId } = await aReply(app);
    await pass(5, { seconds: 10 });
    expect(await shown(messageId)).toMatchObject({ state: 'failed', error: { kind: 'duplicate' } });
    expect(network.kept).toHaveLength(0);
  });

  it('is tried again with the same key where the network takes a key once', async () => {
    network.next({ says: 'unknown' });
    const { messageId } = await aReply(app, { conversation: await onNetwork('blindbook') });
    await pass(5, { seconds: 10 });
    expect((await shown(messageId)).state).toBe('sent');
    expect(new Set(network.calls.map(({ reply }) => reply.deliveryId)).size).toBe(1);
  });
});

describe('a worker that dies in the middle', () => {
  /** As a kill leaves it: claimed, on the network, and nobody there to hear the answer. */
  async function aDeadWorker(reply: TestReply): Promise<void> {
    app.clock.advance(AFTER_HOLD);
    const until = new Date(app.clock.now().getTime() + 20_000);
    await app.database.query(
      `UPDATE delivery SET state = 'sending', locked_by = 'dead', locked_until = $2, next_attempt_at = NULL, attempts = 1,
         first_attempted_at = $3 WHERE message_id = $1`,
      [reply.messageId, until, app.clock.now()],
    );
    app.jobs?.clear();
  }

  it('after the network took the reply: it is found, not sent again', async () => {
    const reply = await aReply(app);
    await aDeadWorker(reply);
    const [row] = await app.database.query<{ key: string; id: string }>(
      'SELECT record_key AS key, delivery_id AS id FROM delivery',
    );
    network.kept.push({
      ...row!,
      externalId: 'kept',
      deliveryId: row!.id,
      recordKey: row!.key,
      visibility: 'public',
      text: reply.text,
      inReplyTo: '',
    });
    await pass(3, { seconds: 5 });
    expect(network.calls).toEqual([]);
    await pass(3, { seconds: 5 });
    expect(await shown(reply.messageId)).toMatchObject({ state: 'sent', externalId: 'kept' });
    expect(network.sends).toBe(0);
  });

  it('before the network took it: it is sent', async () => {
    const reply = await aReply(app);
    await aDeadWorker(reply);
    await pass(6, { seconds: 5 });
    expect((await shown(reply.messageId)).state).toBe('sent');
    expect(network.calls.map(({ operation }) => operation)).toEqual(['lookUp', 'send']);
  });
});

describe('a reply that comes back from the network', () => {
  it('is seen', async () => {
    const { messageId, conversation, text } = await aReply(app);
    await pass(1, AFTER_HOLD);
    const { externalId = '' } = network.kept[0] ?? {};
    const echo = {
      ...conversation.post,
      externalId,
      inReplyToExternalId: conversation.post.externalId,
      isOwn: true,
      text,
    };
    await recordPosts(app, conversation.channel, [echo]);
    await app.settle();
    expect((await shown(messageId)).state).toBe('seen');
  });

  it('was accepted, though the receipt never came', async () => {
    network.next({ keepsThenSays: 'unknown' });
    const { messageId, conversation, text } = await aReply(app);
    await pass(1, AFTER_HOLD);
    const { externalId = '' } = network.kept[0] ?? {};
    const echo = {
      ...conversation.post,
      externalId,
      inReplyToExternalId: conversation.post.externalId,
      isOwn: true,
      text,
      postedAt: app.clock.now(),
    };
    app.clock.advance({ seconds: 3 });
    await recordPosts(app, conversation.channel, [echo]);
    await app.settle();
    expect(await shown(messageId)).toMatchObject({ state: 'seen', externalId });
    expect(await acceptedAt(messageId)).toEqual(echo.postedAt);
    await pass(5, { minutes: 1 });
    expect(network.calls.map(({ operation }) => operation)).toEqual(['send']);
    expect(await app.get(ConversationsService).find(conversation.id)).toMatchObject({
      status: 'waiting',
      replyCount: 1,
    });
  });
});

describe('a process that stops', () => {
  it('waits a moment for the network, then leaves an outcome that the next start looks up', async () => {
    let goOn = () => {};
    network.beforeSend = () => new Promise((resolve) => (goOn = resolve));
    const { messageId } = await aReply(app);
    app.clock.advance(AFTER_HOLD);
    const stopping = new AbortController();
    const delivered = app.get(DeliveryService).deliver(messageId, stopping.signal);
    await eventually(() => expect(network.sends).toBe(1));
    stopping.abort();
    await delivered;
    expect(await shown(messageId)).toMatchObject({ state: 'unknown', error: { kind: 'unknown' } });
    network.beforeSend = async () => {};
    goOn();
    await pass(4, { seconds: 10 });
    expect((await shown(messageId)).state).toBe('sent');
    expect(network.calls.map(({ operation }) => operation)).toEqual(['send', 'lookUp']);
  });
});

describe('a channel whose credentials cannot be opened', () => {
  it('keeps the reply waiting, and sends it when they can', async () => {
    const { messageId, conversation } = await aReply(app);
    const spoil = (sealed: string | null) =>
      app.database.query(
        'UPDATE channel SET sealed_secrets = $2, settings_version = settings_version + 1 WHERE id = $1',
        [conversation.channelId, sealed],
      );
    await spoil('not sealed by us');
    await pass(1, AFTER_HOLD);
    expect(await shown(messageId)).toMatchObject({ state: 'queued', error: { kind: 'transient' } });
    await spoil(null);
    await pass(4, { seconds: 10 });
    expect((await shown(messageId)).state).toBe('sent');
  });
});
