import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { PlaygroundAccount, PlaygroundPost } from '@visavis/shared/api/playground';
import request from 'supertest';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { SafeHttpClient } from '../../platform/http/safe-http.client.ts';
import { PlaygroundCredentials } from '../../playground/playground-credentials.ts';
import { PlaygroundModule } from '../../playground/playground.module.ts';
import type { Connector, HookRequest, NormalizedPost, OutboundReply } from '../connector.ts';
import { connectorModule } from './index.ts';

const SETTLE_MS = 5_000;

describe('the playground connector at the real playground', () => {
  let app: TestApp;
  let hooked: Server;
  let connector: Connector;
  let ines: PlaygroundAccount;
  const calls: HookRequest[] = [];

  beforeAll(async () => {
    app = await createTestApp({ modules: [PlaygroundModule], settings: { demo: true } });
    hooked = createServer((incoming, response) => {
      void buffer(incoming).then((rawBody) => {
        calls.push({
          method: 'POST',
          headers: incoming.headers as HookRequest['headers'],
          query: {},
          rawBody,
        });
        response.end();
      });
    });
    await new Promise<void>((resolve) => hooked.listen(0, '127.0.0.1', resolve));
    const { address, token } = app.get(PlaygroundCredentials);
    connector = connectorModule.create({
      channelId: 'c-1',
      settings: { address, token },
      state: {},
      saveState: async () => {},
      http: app.get(SafeHttpClient),
      now: () => app.clock.now(),
      publicUrl: app.url,
      // Stands for the product's own address, where the hooks of channels are.
      ownUrl: `http://127.0.0.1:${(hooked.address() as AddressInfo).port}`,
    });
    const { body } = await request(app.url).get('/playground/api/accounts');
    ines = (body.items as PlaygroundAccount[]).find((one) => one.handle === 'ines_r')!;
  });

  afterAll(async () => {
    await app.close();
    await new Promise((resolve) => hooked.close(resolve));
  });

  async function write(text: string, given: Record<string, unknown> = {}): Promise<PlaygroundPost> {
    const body = { accountId: ines.id, text, visibility: 'public', ...given };
    const answer = await request(app.url)
      .post('/playground/api/posts')
      .set('Origin', app.url)
      .send(body)
      .expect(201);
    return answer.body as PlaygroundPost;
  }

  async function called(times: number): Promise<HookRequest> {
    const until = Date.now() + SETTLE_MS;
    while (calls.length < times && Date.now() < until) await delay(10);
    return calls[times - 1]!;
  }

  function replyTo(post: NormalizedPost): OutboundReply {
    return {
      deliveryId: '01990000-0000-7000-8000-0000000000d1',
      recordKey: 'k',
      visibility: post.visibility,
      text: `Gegen 15 Uhr. — Jana ^JK ${app.url}/c/7KQ2M9XW4RTHB`,
      signature: '— Jana ^JK',
      checkUrl: `${app.url}/c/7KQ2M9XW4RTHB`,
      language: 'de',
      inReplyTo: { ...post, replyContext: {} },
      media: [
        {
          mimeType: 'image/png',
          alt: 'Karte',
          url: `${app.url}/media/1/t`,
          read: async () => Buffer.alloc(0),
        },
      ],
      agent: { name: 'Jana K.', mark: 'JK', avatarUrl: `${app.url}/faces/1/1/256.webp` },
      firstAttemptedAt: app.clock.now(),
    };
  }

  it('carries a post in and its reply out, with edit, look-up, echo and deletion', async () => {
    expect((await connector.test()).checks).toEqual([expect.objectContaining({ ok: true })]);
    const before = await connector.poll!(null, new Date(0));
    expect(before.posts).toEqual([]);

    const written = await write('@brueckenfunk_hilft Kein Netz in Gaarden');
    const { posts, cursor } = await connector.poll!(before.cursor, new Date(0));
    expect(posts).toEqual([
      expect.objectContaining({ externalId: written.id, kind: 'mention', addressesUs: true }),
    ]);

    const reply = replyTo(posts[0]!);
    const receipt = await connector.send(reply);
    expect(await connector.send(reply)).toEqual(receipt);
    expect(await connector.lookUp!(reply)).toEqual({ ...receipt, postedAt: expect.any(Date) });
    expect(receipt.permalink).toBe(`${app.url}/playground#post-${receipt.externalId}`);
    await connector.edit!({ ...reply, externalId: receipt.externalId, text: 'Doch erst um 16 Uhr.' });
    const echo = await connector.poll!(cursor, new Date(0));
    expect(echo.posts).toEqual([
      expect.objectContaining({ externalId: receipt.externalId, isOwn: true, text: 'Doch erst um 16 Uhr.' }),
    ]);
    await connector.delete!({ ...reply, externalId: receipt.externalId });
    expect(await connector.lookUp!(reply)).toBeNull();
  });

  it('is called by the network before it polls, with a signature that it can check', async () => {
    await connector.poll!(null, new Date(0));
    const sofar = calls.length;
    await write('Schönes Wetter');
    const written = await write('Geheim', { visibility: 'private' });
    const call = await called(sofar + 1);
    const result = await connector.receiveHook!(call);
    expect(result).toMatchObject({
      kind: 'posts',
      posts: [{ externalId: written.id, visibility: 'private', kind: 'message' }],
    });
    const { cursor } = await connector.poll!(null, new Date(0));
    expect(cursor).toEqual({ change: expect.any(Number), from: expect.any(String) });
    const forged = { ...call, rawBody: Buffer.from(call.rawBody.toString().replace('Geheim', 'Gefälscht')) };
    expect(await connector.receiveHook!(forged)).toEqual({ kind: 'refused' });
  });

  it('says what is wrong with its token', async () => {
    const other = connectorModule.create({
      channelId: 'c-2',
      settings: { address: app.get(PlaygroundCredentials).address, token: 'wrong' },
      state: {},
      saveState: async () => {},
      http: app.get(SafeHttpClient),
      now: () => app.clock.now(),
      publicUrl: app.url,
      ownUrl: app.url,
    });
    expect((await other.test()).checks).toEqual([
      { name: 'account', ok: false, detail: expect.stringContaining('token') },
    ]);
    await expect(other.poll!(null, new Date(0))).rejects.toMatchObject({ kind: 'auth' });
  });
});
