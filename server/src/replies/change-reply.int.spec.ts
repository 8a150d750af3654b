import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aReply } from '../../test/factories/a-reply.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation, recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { eventually } from '../../test/eventually.ts';
import { FakeNetwork, withFakeNetwork } from '../../test/fakes/fake-connector.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RepliesModule } from './replies.module.ts';

let network: FakeNetwork;
let app: TestApp;
let jana: AgentRecord;
let headers: SignedInHeaders;

beforeAll(async () => {
  network = new FakeNetwork();
  const plain = { id: 'plainbook', capabilities: ['reply-public' as const, 'look-up' as const] };
  app = await createTestApp({ modules: [RepliesModule], override: withFakeNetwork(network, [{}, plain]) });
});
beforeEach(async () => {
  network.heal();
  network.forget();
  await app.reset();
  jana = await anAgent(app, { publicName: 'Jana K.', mark: 'JK' });
  headers = await signIn(app, jana);
});
afterAll(() => app.close());

interface Shown {
  state: string;
  text: string;
  signature: string;
  checkCode: string;
  error: { kind: string } | null;
  isEdited: boolean;
  isDeleted: boolean;
}
async function shown(messageId: string): Promise<Shown> {
  const [row] = await app.database.query<Shown>(
    `SELECT delivery_state AS state, text, signature, check_code AS "checkCode", delivery_error AS error,
       edited_at IS NOT NULL AS "isEdited", deleted_at IS NOT NULL AS "isDeleted" FROM message WHERE id = $1`,
    [messageId],
  );
  return row!;
}
async function pass(seconds: number): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
}
async function aFailedReply(kind: 'rejected' | 'gone' = 'rejected') {
  network.next({ says: kind });
  const reply = await aReply(app, { agent: jana });
  await pass(8);
  expect((await shown(reply.messageId)).state).toBe('failed');
  return reply;
}
async function aPublishedReply(given: Parameters<typeof aReply>[1] = {}) {
  const reply = await aReply(app, { agent: jana, ...given });
  await pass(8);
  expect((await shown(reply.messageId)).state).toBe('sent');
  return reply;
}
const call = (method: 'post' | 'patch', path: string, body: object = {}, as = headers) =>
  request(app.url)[method](`/api/replies/${path}`).set(as).send(body);
const versionsOf = (messageId: string) =>
  app.database.query<{ text: string }>('SELECT text FROM message_version WHERE message_id = $1 ORDER BY at', [
    messageId,
  ]);

describe('retrying', () => {
  it('sends a failed reply again, whoever asks for it, under the name of its author', async () => {
    const { messageId, text } = await aFailedReply();
    const answer = await call('post', `${messageId}/retry`, {}, await signIn(app, await anAgent(app)));
    expect([answer.status, answer.body]).toEqual([202, { messageId, deliveryState: 'queued' }]);
    await app.settle();
    expect(network.kept).toMatchObject([{ text }]);
    expect(await shown(messageId)).toMatchObject({ state: 'sent', error: null });
  });

  it('brings forward a try that is waiting', async () => {
    network.next({ says: 'transient' });
    const { messageId } = await aReply(app, { agent: jana });
    await pass(8);
    expect((await call('post', `${messageId}/retry`)).status).toBe(202);
    await app.settle();
    expect((await shown(messageId)).state).toBe('sent');
  });

  it('looks first where the outcome never became known', async () => {
    network.next({ keepsThenSays: 'unknown' });
    const { messageId } = await aReply(app, { agent: jana });
    await pass(8);
    network.down('rejected');
    await pass(60);
    expect((await shown(messageId)).state).toBe('failed');
    network.heal();
    await call('post', `${messageId}/retry`);
    await app.settle();
    expect((await shown(messageId)).state).toBe('sent');
    expect(network.calls.map(({ operation }) => operation)).toEqual(['send', 'lookUp', 'lookUp']);
  });

  it('is refused for what is held or was sent', async () => {
    const held = await aReply(app, { agent: jana });
    const early = await call('post', `${held.messageId}/retry`);
    expect([early.status, early.body.error.code]).toEqual([409, 'delivery-state']);
    await pass(8);
    expect((await call('post', `${held.messageId}/retry`)).status).toBe(409);
  });

  it('says what the channel needs first', async () => {
    const { messageId, conversation } = await aFailedReply();
    await app.get(ChannelsService).pause(conversation.channelId);
    expect((await call('post', `${messageId}/retry`)).body.error.code).toBe('channel-unhealthy');
  });
});

describe('editing a reply that failed', () => {
  it('sends the new words in its place, under the same signature and code', async () => {
    const { messageId } = await aFailedReply();
    const before = await shown(messageId);
    const answer = await call('patch', messageId, { text: 'Kürzer gesagt: ja.' });
    expect([answer.status, answer.body]).toEqual([202, { messageId, deliveryState: 'queued' }]);
    await app.settle();
    const after = await shown(messageId);
    expect(after).toMatchObject({
      state: 'sent',
      signature: before.signature,
      checkCode: before.checkCode,
      isEdited: false,
    });
    expect(after.text).toBe(`Kürzer gesagt: ja.\n\n${before.signature}`);
    expect(network.kept).toMatchObject([{ text: after.text }]);
    expect(await versionsOf(messageId)).toEqual([]);
    const [first, second] = network.calls.map(({ reply }) => reply.deliveryId);
    expect(second).not.toBe(first);
  });

  it('is held to the same rules as sending', async () => {
    const { messageId } = await aFailedReply();
    expect((await call('patch', messageId, { text: 'x'.repeat(480) })).body.error.code).toBe('too-long');
    const iban = { text: 'Bitte an DE89 3704 0044 0532 0130 00.' };
    expect((await call('patch', messageId, iban)).body.error.code).toBe('personal-data');
    expect((await call('patch', messageId, { ...iban, acknowledged: ['personal-data'] })).status).toBe(202);
  });

  it('is refused while it may stand on the network in the old words', async () => {
    network.next({ keepsThenSays: 'unknown' });
    const { messageId } = await aReply(app, { agent: jana });
    await pass(8);
    network.down('rejected');
    await pass(60);
    expect((await call('patch', messageId, { text: 'Anders' })).body.error.code).toBe('delivery-state');
  });

  it('explains itself when the message it answers was deleted meanwhile', async () => {
    const { messageId, conversation } = await aFailedReply('gone');
    expect(await shown(messageId)).toMatchObject({ error: { kind: 'gone' } });
    await recordPosts(app, conversation.channel, [{ ...conversation.post, isDeleted: true }]);
    expect((await call('patch', messageId, { text: 'Anders' })).body.error.code).toBe('parent-gone');
  });
});

describe('editing a published reply', () => {
  it('changes it on the network, keeps the earlier wording, and moves the thread on', async () => {
    const { messageId, conversation } = await aPublishedReply();
    const before = await shown(messageId);
    const { sequence } = (await app.get(ConversationsService).find(conversation.id))!;
    const answer = await call('patch', messageId, { text: 'Die Leitung ist ab 16 Uhr frei.' });
    expect([answer.status, answer.body.deliveryState]).toEqual([202, 'sent']);
    await app.settle();
    const after = await shown(messageId);
    expect(after).toMatchObject({
      state: 'edited',
      isEdited: true,
      signature: before.signature,
      checkCode: before.checkCode,
    });
    expect(after.text).toBe(`Die Leitung ist ab 16 Uhr frei.\n\n${before.signature}`);
    expect(network.kept).toMatchObject([{ text: after.text }]);
    expect(await versionsOf(messageId)).toEqual([{ text: before.text }]);
    expect((await app.get(ConversationsService).find(conversation.id))?.sequence).toBe(sequence + 1);
  });

  it('stays published in the old words when the network refuses', async () => {
    const { messageId, text } = await aPublishedReply();
    network.next({ says: 'rejected' });
    await call('patch', messageId, { text: 'Anders' });
    await app.settle();
    expect(await shown(messageId)).toMatchObject({ state: 'sent', text, error: { kind: 'rejected' } });
    await call('patch', messageId, { text: 'Noch anders' });
    await app.settle();
    expect(await shown(messageId)).toMatchObject({ state: 'edited', error: null });
  });

  it('is made again after an unknown outcome', async () => {
    const { messageId } = await aPublishedReply();
    network.next({ says: 'unknown' });
    await call('patch', messageId, { text: 'Anders' });
    await app.settle();
    await pass(30);
    expect((await shown(messageId)).state).toBe('edited');
    expect(network.calls.map(({ operation }) => operation)).toEqual(['send', 'edit', 'edit']);
  });

  it('is refused where the network cannot', async () => {
    const channel = await aChannel(app, { network: 'plainbook' });
    const { messageId } = await aPublishedReply({
      conversation: await anArrivedConversation(app, { channel }),
    });
    const answer = await call('patch', messageId, { text: 'Anders' });
    expect([answer.status, answer.body.error]).toMatchObject([
      422,
      { code: 'capability-missing', details: { capability: 'edit' } },
    ]);
  });

  it('is for its author alone: it carries one name', async () => {
    const { messageId } = await aPublishedReply();
    for (const role of ['agent', 'lead', 'admin'] as const) {
      const other = await signIn(app, await anAgent(app, { role }));
      expect((await call('patch', messageId, { text: 'Anders' }, other)).status).toBe(403);
    }
  });

  it('is refused while another change is on its way', async () => {
    const { messageId } = await aPublishedReply();
    network.down('transient');
    await call('patch', messageId, { text: 'Anders' });
    await app.settle();
    expect((await call('patch', messageId, { text: 'Noch anders' })).body.error.code).toBe('delivery-state');
  });
});

describe('withdrawing', () => {
  it('leaves the doubt about what was tried and may have arrived', async () => {
    network.next({ says: 'transient' });
    const { messageId } = await aReply(app, { agent: jana });
    await pass(8);
    expect((await call('post', `${messageId}/delete`)).body.deliveryState).toBe('cancelled');
    expect(await app.database.query('SELECT is_in_doubt AS doubt FROM delivery')).toEqual([{ doubt: true }]);
  });

  it('changes nothing of what was deleted on the network in the same moment', async () => {
    const { messageId, conversation } = await aReply(app, { agent: jana });
    await pass(8);
    const network = app.get(DataSource).createQueryRunner();
    await network.startTransaction();
    await network.query('SELECT FROM conversation WHERE id = $1 FOR UPDATE', [conversation.id]);
    const calls = [
      Promise.resolve(call('post', `${messageId}/delete`)),
      Promise.resolve(call('patch', messageId, { text: 'In anderen Worten.' })),
    ];
    await eventually(async () => {
      expect(await app.database.query('SELECT FROM pg_locks WHERE NOT granted')).toHaveLength(2);
    });
    await network.query(`UPDATE message SET delivery_state = 'deleted', deleted_at = now() WHERE id = $1`, [
      messageId,
    ]);
    await network.commitTransaction();
    await network.release();
    for (const answer of await Promise.all(calls)) expect(answer.body.error?.code).toBe('delivery-state');
    const again = await call('patch', messageId, { text: 'In anderen Worten.' });
    expect(again.body.error?.code).toBe('delivery-state');
    expect(await shown(messageId)).toMatchObject({ state: 'deleted', isDeleted: true });
  });

  it('takes a published reply down', async () => {
    const { messageId, conversation } = await aPublishedReply();
    const { sequence } = (await app.get(ConversationsService).find(conversation.id))!;
    expect((await call('post', `${messageId}/delete`)).status).toBe(202);
    await app.settle();
    expect(network.kept).toEqual([]);
    expect(await shown(messageId)).toMatchObject({ state: 'deleted', isDeleted: true });
    expect((await app.get(ConversationsService).find(conversation.id))?.sequence).toBe(sequence + 1);
  });

  it('is done when the reply is gone already', async () => {
    const { messageId } = await aPublishedReply();
    network.next({ says: 'gone' });
    await call('post', `${messageId}/delete`);
    await app.settle();
    expect((await shown(messageId)).state).toBe('deleted');
  });

  it('gives up a failed reply for good', async () => {
    const { messageId, conversation } = await aFailedReply();
    expect((await call('post', `${messageId}/delete`)).body.deliveryState).toBe('cancelled');
    await pass(600);
    expect(network.sends).toBe(1);
    const [row] = await app.database.query(
      'SELECT has_failed_delivery AS failed FROM conversation WHERE id = $1',
      [conversation.id],
    );
    expect(row).toEqual({ failed: false });
  });

  it('is for the author and for leads', async () => {
    const { messageId } = await aPublishedReply();
    expect(
      (await call('post', `${messageId}/delete`, {}, await signIn(app, await anAgent(app)))).status,
    ).toBe(403);
    const lead = await signIn(app, await anAgent(app, { role: 'lead' }));
    expect((await call('post', `${messageId}/delete`, {}, lead)).status).toBe(202);
  });

  it('is refused where the network cannot', async () => {
    const channel = await aChannel(app, { network: 'plainbook' });
    const { messageId } = await aPublishedReply({
      conversation: await anArrivedConversation(app, { channel }),
    });
    expect((await call('post', `${messageId}/delete`)).body.error.code).toBe('capability-missing');
  });
});
