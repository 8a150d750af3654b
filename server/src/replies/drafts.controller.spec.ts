import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import request from 'supertest';
import { aReply } from '../../test/factories/a-reply.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import {
  anArrivedConversation,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { RepliesModule } from './replies.module.ts';

let app: TestApp;
let jana: AgentRecord;
let headers: SignedInHeaders;
let conversation: TestConversation;

beforeAll(async () => {
  app = await createTestApp({ modules: [RepliesModule] });
});
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app);
  headers = await signIn(app, jana);
  conversation = await anArrivedConversation(app);
});
afterAll(() => app.close());

const draft = (method: 'get' | 'put' | 'delete', as = headers) =>
  request(app.url)[method](`/api/conversations/${conversation.id}/draft`).set(as);

describe('a draft', () => {
  it('is none before anything was typed', async () => {
    expect((await draft('get')).body).toEqual({ draft: null });
  });

  it('is kept to the letter, and the last word wins', async () => {
    const mediaIds = ['0190cafe-0000-7000-8000-000000000001'];
    await draft('put').send({ text: 'Hallo', visibility: 'public' });
    const last = {
      text: '  Hallo Svenja,\n\n ',
      visibility: 'private',
      inReplyToMessageId: conversation.messageId,
      mediaIds,
    };
    const put = await draft('put').send(last);
    expect([put.status, put.body]).toEqual([200, { ...last, updatedAt: app.clock.now().toISOString() }]);
    expect((await draft('get')).body.draft).toEqual(put.body);
  });

  it('is each person’s own', async () => {
    await draft('put').send({ text: 'Von Jana', visibility: 'public' });
    const mehmet = await signIn(app, await anAgent(app));
    expect((await draft('get', mehmet)).body).toEqual({ draft: null });
  });

  it('goes when it is thrown away, and when it is sent', async () => {
    await draft('put').send({ text: 'Hallo', visibility: 'public' });
    expect((await draft('delete')).status).toBe(204);
    expect((await draft('get')).body.draft).toBeNull();
    await draft('put').send({ text: 'Hallo', visibility: 'public' });
    await aReply(app, { agent: jana, conversation });
    expect((await draft('get')).body.draft).toBeNull();
  });

  it('survives odd characters', async () => {
    const put = await draft('put').send({ text: 'a\u0000b\ud800c', visibility: 'public' });
    expect([put.status, put.body.text]).toEqual([200, 'ab\ufffdc']);
  });

  test.each([
    ['no text', { visibility: 'public' }],
    ['no visibility', { text: 'Hallo' }],
    ['pictures that are none', { text: 'Hallo', visibility: 'public', mediaIds: ['../../etc'] }],
  ])('with %s is malformed', async (_what, body) => {
    expect((await draft('put').send(body)).status).toBe(400);
  });

  it('of an unknown conversation is not found', async () => {
    const answer = await request(app.url)
      .get('/api/conversations/0190cafe-0000-7000-8000-000000000001/draft')
      .set(headers);
    expect(answer.status).toBe(404);
  });
});
