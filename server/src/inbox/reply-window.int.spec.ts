import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aSendRequest } from '../../test/factories/a-reply.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  recordPosts,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aPost, type PostGiven } from '../../test/factories/a-post.ts';
import { FakeNetwork, withFakeNetwork } from '../../test/fakes/fake-connector.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { InboxModule } from './inbox.module.ts';
import { RepliesModule } from '../replies/replies.module.ts';

const network = new FakeNetwork();
let app: TestApp;
let headers: SignedInHeaders;

beforeAll(async () => {
  const fakes = [
    {
      id: 'day',
      kinds: ['message' as const, 'mention' as const],
      replyWindow: { kinds: ['message' as const], hours: 24 },
    },
    { id: 'week', replyWindow: { kinds: ['message' as const], hours: 168 } },
  ];
  app = await createTestApp({
    modules: [RepliesModule, InboxModule],
    override: withFakeNetwork(network, fakes),
  });
});
beforeEach(async () => {
  await app.reset();
  network.forget();
  app.clock.set('2026-11-20T10:00:00Z');
  await anOrganisation(app);
  headers = await signIn(app, await anAgent(app));
});
afterAll(() => app.close());

const secret = { kind: 'message', visibility: 'private' } as const;
async function writtenAt(postedAt: string, on = 'day', given: PostGiven = secret): Promise<TestConversation> {
  const post = { ...given, postedAt: new Date(postedAt) };
  return anArrivedConversation(app, { channel: await aChannel(app, { network: on }), post });
}
const send = (conversation: TestConversation, given: object = {}) =>
  request(app.url)
    .post(`/api/conversations/${conversation.id}/replies`)
    .set(headers)
    .send({ ...aSendRequest(conversation), ...given });
const read = async (conversation: TestConversation) =>
  (await request(app.url).get(`/api/conversations/${conversation.id}`).set(headers).expect(200)).body;

describe('a network that takes answers for so long only', () => {
  test.each([
    ['day', '2026-11-21T09:00:00.000Z'],
    ['week', '2026-11-27T09:00:00.000Z'],
  ])('says in every row until when, counted from the last message: a %s', async (on, closesAt) => {
    const conversation = await writtenAt('2026-11-20T09:00:00Z', on);
    expect(await read(conversation)).toMatchObject({ windowClosesAt: closesAt });
    const list = await request(app.url).get('/api/conversations?view=all').set(headers).expect(200);
    expect(list.body.items).toMatchObject([{ id: conversation.id, windowClosesAt: closesAt }]);
  });

  test('has no end for what is said in public', async () => {
    const mention = await writtenAt('2026-01-01T09:00:00Z', 'day', { kind: 'mention' });
    expect(await read(mention)).toMatchObject({ windowClosesAt: null });
    expect((await send(mention)).status).toBe(202);
  });

  test('takes what leaves before the end', async () => {
    const conversation = await writtenAt('2026-11-19T10:00:09Z');
    expect((await send(conversation)).status).toBe(202);
  });

  test.each([
    ['would leave after the end, because it can be taken back so long', '2026-11-19T10:00:08Z'],
    ['comes a day late', '2026-11-18T10:00:00Z'],
  ])('is not even asked to take what %s', async (_, postedAt) => {
    const conversation = await writtenAt(postedAt);
    const refused = await send(conversation);
    expect([refused.status, refused.body.error.code]).toEqual([422, 'window-closed']);
    expect(refused.body.error.details).toEqual({
      closesAt: new Date(Date.parse(postedAt) + 86_400_000).toISOString(),
    });
    await app.settle();
    expect(network.sends).toBe(0);
  });

  test('leaves the draft where it is when it takes no answer any more', async () => {
    const conversation = await writtenAt('2026-11-18T10:00:00Z');
    const draft = {
      text: 'Ich habe nachgesehen',
      visibility: 'private',
      inReplyToMessageId: null,
      mediaIds: [],
    };
    await request(app.url).put(`/api/conversations/${conversation.id}/draft`).set(headers).send(draft);
    await send(conversation).expect(422);
    expect((await read(conversation)).myDraft).toMatchObject({ text: 'Ich habe nachgesehen' });
  });

  test('takes answers again once the customer has written again', async () => {
    const conversation = await writtenAt('2026-11-18T10:00:00Z');
    const { channel, post } = conversation;
    const again = { ...secret, rootExternalId: post.rootExternalId, author: post.author };
    await recordPosts(app, channel, [aPost({ ...again, postedAt: new Date('2026-11-20T09:59:00Z') })]);
    const now = await read(conversation);
    expect(now.windowClosesAt).toBe('2026-11-21T09:59:00.000Z');
    expect((await send(conversation, { seenSequence: now.sequence })).status).toBe(202);
  });
});
