import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aMedia } from '../../test/factories/a-media.ts';
import { aMessage } from '../../test/factories/a-message.ts';
import { aReply, aSendRequest } from '../../test/factories/a-reply.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  recordPosts,
  type ConversationGiven,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { FakeNetwork, withFakeNetwork } from '../../test/fakes/fake-connector.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RepliesModule } from './replies.module.ts';

const network = new FakeNetwork();
let app: TestApp;
let jana: AgentRecord;
let headers: SignedInHeaders;

beforeAll(async () => {
  const fakes = [{}, { id: 'quietbook', capabilities: ['reply-public' as const], media: null }];
  app = await createTestApp({ modules: [RepliesModule], override: withFakeNetwork(network, fakes) });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app, { customerNumberPattern: '9999 9999 99' });
  jana = await anAgent(app, { publicName: 'Jana K.', mark: 'JK' });
  headers = await signIn(app, jana);
});
afterAll(() => app.close());

async function onFakebook(given: ConversationGiven = {}): Promise<TestConversation> {
  return anArrivedConversation(app, {
    ...given,
    channel: given.channel ?? (await aChannel(app, { network: 'fake' })),
  });
}
const send = (conversationId: string, body: object, as = headers) =>
  request(app.url).post(`/api/conversations/${conversationId}/replies`).set(as).send(body);
const stateOf = (id: string) => app.get(ConversationsService).find(id);
const repliesOf = (id: string) =>
  app.database.query<{ id: string; text: string; state: string; snapshot: object }>(
    `SELECT id, text, delivery_state AS state, author_snapshot AS snapshot FROM message
     WHERE conversation_id = $1 AND type = 'reply' ORDER BY id`,
    [id],
  );

describe('a reply', () => {
  it('is signed, held for eight seconds and answered with its final text', async () => {
    const conversation = await onFakebook();
    const answer = await send(conversation.id, aSendRequest(conversation));
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      messageId: expect.any(String),
      deliveryState: 'held',
      text: expect.stringMatching(/^Die Leitung ist wieder frei\.\n\n— Jana aus dem \S.* \^JK\nhttp/),
      checkUrl: expect.stringMatching(new RegExp(`^${app.config.publicUrl}/c/[0-9A-HJKMNP-TV-Z]{13}$`)),
      sendsAt: '2026-11-20T10:00:08.000Z',
    });
    expect(answer.body.text.endsWith(answer.body.checkUrl)).toBe(true);
  });

  it('stores who wrote it, raises the sequence and takes the conversation that nobody had', async () => {
    const conversation = await onFakebook();
    await send(conversation.id, aSendRequest(conversation));
    const [reply] = await repliesOf(conversation.id);
    expect(reply?.snapshot).toEqual({
      agentId: jana.id,
      publicName: 'Jana K.',
      mark: 'JK',
      faceVersion: 0,
      form: 'portrait',
      teamName: jana.teams[0]?.name,
    });
    const state = await stateOf(conversation.id);
    expect(state).toMatchObject({ sequence: conversation.sequence + 1, assigneeId: jana.id, status: 'new' });
  });

  it('leaves a conversation with the colleague who has it', async () => {
    const mehmet = await anAgent(app);
    const conversation = await onFakebook({ assigneeId: mehmet.id });
    expect((await send(conversation.id, aSendRequest(conversation))).status).toBe(202);
    expect((await stateOf(conversation.id))?.assigneeId).toBe(mehmet.id);
  });

  it('is signed in the language of the customer', async () => {
    const conversation = await onFakebook({ post: { language: 'en-GB' } });
    const answer = await send(conversation.id, aSendRequest(conversation, { text: 'The line is up.' }));
    expect(answer.body.text).toContain('— Jana from the ');
  });

  it('never loses its signature to a later change', async () => {
    const { messageId } = await aReply(app, { agent: jana });
    const changes = [
      "author_snapshot = '{}'",
      'agent_id = NULL',
      `signature = 'x'`,
      `check_code = 'x'`,
      `type = 'inbound'`,
    ];
    for (const change of changes) {
      await expect(
        app.database.query(`UPDATE message SET ${change} WHERE id = $1`, [messageId]),
      ).rejects.toThrow(/keeps the agent/);
    }
  });

  it('has no form without a human', async () => {
    const { messageId } = await aReply(app, { agent: jana });
    await expect(
      app.database.query(
        `INSERT INTO message (id, conversation_id, channel_id, type, visibility, sequence, text, posted_at, ordered_at,
           received_at, delivery_state)
         SELECT gen_random_uuid(), conversation_id, channel_id, 'reply', visibility, 1, text, now(), now(), now(), 'queued'
         FROM message WHERE id = $1`,
        [messageId],
      ),
    ).rejects.toThrow(/ck_message/);
  });
});

describe('the key of a reply', () => {
  it('is answered again as the first time, whatever has happened since', async () => {
    const conversation = await onFakebook();
    const body = aSendRequest(conversation);
    const first = await send(conversation.id, body);
    await aMessage(app, { conversation });
    const again = await send(conversation.id, { ...body, text: 'Etwas anderes' });
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(await repliesOf(conversation.id)).toHaveLength(1);
  });

  it('makes one reply of two tabs that send at once', async () => {
    const conversation = await onFakebook();
    const body = aSendRequest(conversation);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(conversation.id, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await repliesOf(conversation.id)).toHaveLength(1);
  });

  it('is refused for another conversation and for another person', async () => {
    const [one, other] = [await onFakebook(), await onFakebook()];
    const body = aSendRequest(one);
    await send(one.id, body);
    const elsewhere = await send(other.id, aSendRequest(other, { idempotencyKey: body.idempotencyKey }));
    const byMehmet = await send(one.id, body, await signIn(app, await anAgent(app)));
    expect([elsewhere.body.error.code, byMehmet.body.error.code]).toEqual(
      Array(2).fill('idempotency-mismatch'),
    );
    expect(elsewhere.status).toBe(409);
  });

  it('in two conversations at once goes to one of them', async () => {
    const [one, other] = [await onFakebook(), await onFakebook()];
    const { idempotencyKey } = aSendRequest(one);
    const answers = await Promise.all(
      [one, other].map((each) => send(each.id, aSendRequest(each, { idempotencyKey }))),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409]);
    expect([...(await repliesOf(one.id)), ...(await repliesOf(other.id))]).toHaveLength(1);
  });
});

describe('a thread that moved', () => {
  it('refuses the reply with what is new, and keeps the draft', async () => {
    const conversation = await onFakebook();
    const draft = { text: 'Die Leitung ist wieder frei.', visibility: 'public' };
    await request(app.url).put(`/api/conversations/${conversation.id}/draft`).set(headers).send(draft);
    const news = await aMessage(app, { conversation, post: { text: 'Hat sich erledigt!' } });
    const answer = await send(conversation.id, aSendRequest(conversation));
    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({
      code: 'thread-moved',
      details: {
        sequence: conversation.sequence + 1,
        messages: [
          { id: news.id, text: 'Hat sich erledigt!', type: 'inbound', author: { kind: 'customer' } },
        ],
      },
    });
    const kept = await request(app.url).get(`/api/conversations/${conversation.id}/draft`).set(headers);
    expect(kept.body.draft).toMatchObject(draft);
    const seen = aSendRequest(conversation, { seenSequence: answer.body.error.details.sequence });
    expect((await send(conversation.id, seen)).status).toBe(202);
  });

  it('counts the held reply of a colleague', async () => {
    const conversation = await onFakebook();
    await aReply(app, { agent: await anAgent(app), conversation });
    const answer = await send(conversation.id, aSendRequest(conversation));
    expect(answer.body.error.details.messages).toMatchObject([
      { type: 'reply', delivery: { state: 'held' } },
    ]);
  });

  it('counts what came in from a thread that turned out to be the same one', async () => {
    const conversation = await onFakebook();
    const { externalId, rootExternalId, author } = conversation.post;
    // An answer whose parent comes only later stands on its own until then.
    const [early, missing] = ['early', 'missing'].map((name) => `${externalId}-${name}`);
    const post = { ...conversation.post, author: { ...author, externalId: 'somebody-else' } };
    const late = { ...post, externalId: early!, rootExternalId: missing!, inReplyToExternalId: missing! };
    await recordPosts(app, conversation.channel, [late]);
    await recordPosts(app, conversation.channel, [
      { ...post, externalId: missing!, rootExternalId, inReplyToExternalId: externalId },
    ]);
    const answer = await send(conversation.id, aSendRequest(conversation));
    expect([answer.status, answer.body.error.code]).toEqual([409, 'thread-moved']);
    expect(answer.body.error.details.messages).not.toEqual([]);
    expect((await stateOf(conversation.id))?.sequence).toBe(answer.body.error.details.sequence);
  });

  it('lets one of two colleagues through who answer at the same moment', async () => {
    const conversation = await onFakebook();
    const others = await Promise.all([anAgent(app), anAgent(app), anAgent(app)]);
    const all = [headers, ...(await Promise.all(others.map((agent) => signIn(app, agent))))];
    const answers = await Promise.all(all.map((as) => send(conversation.id, aSendRequest(conversation), as)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409, 409]);
  });
});

describe('undoing', () => {
  const undo = (messageId: string, as = headers) =>
    request(app.url).delete(`/api/replies/${messageId}`).set(as);

  it('cancels the reply and gives the text back as a draft', async () => {
    const conversation = await onFakebook();
    const { messageId, text } = await aReply(app, {
      agent: jana,
      conversation,
      text: 'Moment, ich sehe nach.',
    });
    expect(text).toContain('^JK');
    app.clock.advance({ seconds: 7 });
    const answer = await undo(messageId);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      {
        messageId,
        deliveryState: 'cancelled',
        draft: { text: 'Moment, ich sehe nach.', visibility: 'public' },
      },
    ]);
    app.clock.advance({ minutes: 5 });
    await app.settle();
    expect(network.sends).toBe(0);
    expect(await repliesOf(conversation.id)).toMatchObject([{ state: 'cancelled' }]);
  });

  it('leaves nothing that a composer could have missed', async () => {
    const conversation = await onFakebook();
    const { messageId } = await aReply(app, { agent: jana, conversation });
    await undo(messageId);
    expect((await send(conversation.id, aSendRequest(conversation))).status).toBe(202);
  });

  it('twice is undoing once', async () => {
    const { messageId } = await aReply(app, { agent: jana });
    expect([(await undo(messageId)).status, (await undo(messageId)).status]).toEqual([200, 200]);
  });

  it('does not overwrite what was begun meanwhile', async () => {
    const { messageId, conversation } = await aReply(app, { agent: jana });
    const next = { text: 'Noch etwas:', visibility: 'public' };
    await request(app.url).put(`/api/conversations/${conversation.id}/draft`).set(headers).send(next);
    expect((await undo(messageId)).body.draft).toMatchObject(next);
  });

  it('is too late when the hold is over, sent or not', async () => {
    const { messageId } = await aReply(app, { agent: jana });
    app.clock.advance({ seconds: 8 });
    const answer = await undo(messageId);
    expect([answer.status, answer.body.error.code]).toEqual([409, 'undo-too-late']);
  });

  it('is for the author and for leads', async () => {
    const { messageId } = await aReply(app, { agent: jana });
    expect((await undo(messageId, await signIn(app, await anAgent(app)))).status).toBe(403);
    expect((await undo(messageId, await signIn(app, await anAgent(app, { role: 'lead' })))).status).toBe(200);
  });

  test.each(['00000000-0000-7000-8000-000000000000', 'nonsense'])('of %s finds nothing', async (id) => {
    expect((await undo(id)).status).toBe(404);
  });
});

describe('what may not go out', () => {
  async function refusal(
    conversation: TestConversation,
    body: object = {},
  ): Promise<{ code: string; details: object }> {
    const answer = await send(conversation.id, aSendRequest(conversation, body));
    expect(answer.status).toBe(422);
    expect(await repliesOf(conversation.id)).toEqual([]);
    return answer.body.error;
  }

  it('a public answer to something private', async () => {
    const conversation = await onFakebook({ post: { visibility: 'private', kind: 'message' } });
    expect(await refusal(conversation, { visibility: 'public' })).toMatchObject({ code: 'visibility-wider' });
    expect((await send(conversation.id, aSendRequest(conversation, { visibility: 'private' }))).status).toBe(
      202,
    );
  });

  it('a public answer to a private message in a public thread', async () => {
    const conversation = await onFakebook();
    const secret = await aMessage(app, { conversation, post: { visibility: 'private' } });
    const body = { inReplyToMessageId: secret.id, seenSequence: 99 };
    expect(await refusal(conversation, body)).toMatchObject({ code: 'visibility-wider' });
  });

  it('a form that the network does not have', async () => {
    const conversation = await onFakebook({ channel: await aChannel(app, { network: 'quietbook' }) });
    expect(await refusal(conversation, { visibility: 'private' })).toMatchObject({
      code: 'capability-missing',
      details: { capability: 'reply-private' },
    });
  });

  it('more than the network takes, signature and link counted', async () => {
    const conversation = await onFakebook();
    expect(await refusal(conversation, { text: 'x'.repeat(480) })).toMatchObject({
      code: 'too-long',
      details: { limit: 500, length: expect.any(Number), over: expect.any(Number) },
    });
  });

  it('personal data in public, unless somebody has looked', async () => {
    const conversation = await onFakebook();
    const text = 'Deine Kundennummer 4471 9038 21 ist hinterlegt.';
    expect(await refusal(conversation, { text })).toMatchObject({
      code: 'personal-data',
      details: { findings: [{ kind: 'customerNumber', start: 19, end: 31 }] },
    });
    const acknowledged = aSendRequest(conversation, { text, acknowledged: ['personal-data'] });
    expect((await send(conversation.id, acknowledged)).status).toBe(202);
  });

  it('is not personal data in private', async () => {
    const conversation = await onFakebook();
    const body = aSendRequest(conversation, {
      text: 'Deine Kundennummer 4471 9038 21.',
      visibility: 'private',
    });
    expect((await send(conversation.id, body)).status).toBe(202);
  });

  it('an answer to what was deleted', async () => {
    const conversation = await onFakebook();
    await recordPosts(app, conversation.channel, [{ ...conversation.post, isDeleted: true }]);
    expect(await refusal(conversation, { seenSequence: 99 })).toMatchObject({ code: 'parent-gone' });
  });

  it('an answer to a message of another conversation, to a reply, to nothing', async () => {
    const conversation = await onFakebook();
    const foreign = (await onFakebook()).messageId;
    const own = (await aReply(app, { agent: jana })).messageId;
    for (const inReplyToMessageId of [foreign, own, '00000000-0000-7000-8000-000000000000']) {
      expect(await refusal(conversation, { inReplyToMessageId })).toMatchObject({ code: 'invalid' });
    }
  });

  it('anything while the channel is paused', async () => {
    const conversation = await onFakebook();
    await app.get(ChannelsService).pause(conversation.channel.id);
    expect(await refusal(conversation)).toMatchObject({
      code: 'channel-unhealthy',
      details: { state: 'paused' },
    });
  });

  it('a text of blanks', async () => {
    expect(await refusal(await onFakebook(), { text: ' \n\u0000 ' })).toMatchObject({ code: 'invalid' });
  });

  it('pictures that are too many, of no description, or not uploaded for it', async () => {
    const conversation = await onFakebook();
    const mediaOf = async (given: Parameters<typeof aMedia>[1]) =>
      (await aMedia(app, { ownerAgentId: jana.id, ...given })).id;
    const [good, mute] = [await mediaOf({}), await mediaOf({ alt: ' ' })];
    const foreign = [
      await mediaOf({ kind: 'remote' }),
      // A customer's of the playground, and what a colleague uploaded, perhaps for somebody's private answer.
      await mediaOf({ ownerAgentId: null }),
      await mediaOf({ ownerAgentId: (await anAgent(app)).id }),
    ];
    expect(await refusal(conversation, { mediaIds: [good, good, good] })).toMatchObject({
      code: 'media-rejected',
      details: { reason: 'count' },
    });
    expect(await refusal(conversation, { mediaIds: [mute] })).toMatchObject({
      code: 'alt-missing',
      details: { mediaId: mute },
    });
    for (const id of foreign)
      expect(await refusal(conversation, { mediaIds: [id] })).toMatchObject({
        code: 'media-rejected',
        details: { reason: 'missing', mediaId: id },
      });
    const quiet = await onFakebook({ channel: await aChannel(app, { network: 'quietbook' }) });
    expect(await refusal(quiet, { mediaIds: [good] })).toMatchObject({ code: 'capability-missing' });
    expect((await send(conversation.id, aSendRequest(conversation, { mediaIds: [good] }))).status).toBe(202);
  });
});

describe('who may answer', () => {
  it('nobody who is not signed in', async () => {
    const conversation = await onFakebook();
    const answer = await request(app.url)
      .post(`/api/conversations/${conversation.id}/replies`)
      .set('Origin', app.url)
      .send(aSendRequest(conversation));
    expect(answer.status).toBe(401);
  });

  it('in a closed team only its people', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const conversation = await onFakebook({
      channel: await aChannel(app, { network: 'fake', teamId: closed.id }),
    });
    expect((await send(conversation.id, aSendRequest(conversation))).status).toBe(404);
    const member = await signIn(app, await anAgent(app, { teamIds: [closed.id] }));
    expect((await send(conversation.id, aSendRequest(conversation), member)).status).toBe(202);
  });

  test.each([
    ['no key', { idempotencyKey: undefined }],
    ['a key of blanks', { idempotencyKey: '   ' }],
    ['no target', { inReplyToMessageId: 'the last one' }],
    ['a third visibility', { visibility: 'internal' }],
    ['a fraction of a sequence', { seenSequence: 1.5 }],
    ['text that is none', { text: { de: 'Hallo' } }],
    ['a warning nobody gives', { acknowledged: ['everything'] }],
  ])('nobody with %s', async (_what, change) => {
    const conversation = await onFakebook();
    const answer = await send(conversation.id, { ...aSendRequest(conversation), ...change });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'malformed']);
  });
});

describe('a preview', () => {
  it('shows what the network will show, and how long that is', async () => {
    const conversation = await onFakebook();
    const preview = await request(app.url)
      .post(`/api/conversations/${conversation.id}/replies/preview`)
      .set(headers)
      .send({ text: 'Hallo', visibility: 'public', inReplyToMessageId: conversation.messageId });
    const sent = await send(conversation.id, aSendRequest(conversation, { text: 'Hallo' }));
    const code = /[0-9A-Z]{13}$/;
    expect(preview.status).toBe(200);
    expect(preview.body.text.replace(code, '')).toBe(sent.body.text.replace(code, ''));
    expect(preview.body).toMatchObject({ length: sent.body.text.length, limit: 500, fits: true });
    expect(preview.body.text.endsWith(preview.body.signature)).toBe(true);
  });
});
