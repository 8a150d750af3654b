import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MessageItem } from '@visavis/shared/api/conversations';
import sharp from 'sharp';
import request from 'supertest';
import { BlueskyConnector } from '../src/connectors/bluesky/bluesky.connector.ts';
import { ConnectorError } from '../src/connectors/connector-error.ts';
import type { Cursor, NormalizedPost, OutboundReply } from '../src/connectors/connector.ts';
import { newId } from '../src/platform/crypto/new-id.ts';
import { OutboundGuard, SystemHostResolver } from '../src/platform/http/outbound-guard.ts';
import { SafeHttpClient } from '../src/platform/http/safe-http.client.ts';
import { newRecordKey } from '../src/replies/record-key.ts';
import { eventually } from '../test/eventually.ts';
import { FakeClock } from '../test/fakes/fake-clock.ts';
import { createTestApp, type TestApp } from '../test/test-app.ts';
import { testConfig } from '../test/test-config.ts';
import { type AtprotoNetwork, startAtprotoNetwork } from './atproto-network.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { InboxDesk, isOfCustomer } from './inbox-desk.ts';
import { NetworkPerson } from './network-person.ts';

const LIST = 'app.bsky.notification.listNotifications';
const PUT = 'com.atproto.repo.putRecord';
const LOGIN = 'com.atproto.server.createSession';
const REFRESH = 'com.atproto.server.refreshSession';
const INDEXED_MS = 15_000;

let network: AtprotoNetwork;
let brand: NetworkPerson;
let svenja: NetworkPerson;
let ole: NetworkPerson;
let proxy: FaultyProxy;
let settings: { service: string; identifier: string; appPassword: string };
let map: Buffer;

beforeAll(async () => {
  network = await startAtprotoNetwork();
  map = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#2f6f5e' } })
    .png()
    .toBuffer();
});
afterAll(() => network?.stop());

// Everybody is new in every test, so that no test sees what another one left.
beforeEach(async () => {
  [brand, svenja, ole] = await Promise.all([
    NetworkPerson.signUp(network.pds, 'bruecke'),
    NetworkPerson.signUp(network.pds, 'svenja'),
    NetworkPerson.signUp(network.pds, 'ole'),
  ]);
  proxy = new FaultyProxy(network.pds);
  const service = await proxy.start();
  settings = { service, identifier: brand.handle, appPassword: (await brand.appPassword()).password };
});
afterEach(() => proxy.stop());

/** Resolves when people can see a post. */
const visible = (post: { uri: string; cid: string }) =>
  eventually(async () => void (await svenja.thread(post)), INDEXED_MS);

/** A question that mentions the brand. */
const ask = (text: string, person = svenja) =>
  person.write(`@${brand.handle} ${text}`, { mentions: [brand] });

describe('the connector on a real network', () => {
  let connector: BlueskyConnector;
  let http: SafeHttpClient;
  let cursor: Cursor | null;

  beforeEach(() => {
    http = new SafeHttpClient(new OutboundGuard(testConfig(), new SystemHostResolver()));
    connector = connected({});
    cursor = null;
  });
  afterEach(() => http.onApplicationShutdown());

  function connected(state: Record<string, unknown>): BlueskyConnector {
    return new BlueskyConnector({
      channelId: 'channel-1',
      settings,
      state,
      saveState: async () => {},
      http,
      now: () => new Date(),
      publicUrl: 'https://care.example',
      ownUrl: 'http://127.0.0.1:3000',
    });
  }
  async function arrived(count: number): Promise<NormalizedPost[]> {
    const posts: NormalizedPost[] = [];
    await eventually(async () => {
      const result = await connector.poll(cursor, new Date(Date.now() - 3_600_000));
      cursor = result.cursor;
      posts.push(...result.posts);
      expect(posts).toHaveLength(count);
    }, INDEXED_MS);
    return posts;
  }
  async function theQuestion(text = 'Seit heute früh kein Netz'): Promise<NormalizedPost> {
    await ask(text);
    const [post] = await arrived(1);
    if (post === undefined) throw new Error('unreachable');
    return post;
  }
  function replyTo(post: NormalizedPost, changes: Partial<OutboundReply> = {}): OutboundReply {
    return {
      deliveryId: newId(new Date()),
      recordKey: newRecordKey(),
      visibility: 'public',
      text: 'Ja, die Störung ist bekannt.\n\n— Jana ^JK\nhttps://care.example/c/7KQ2M9XW4RTHB',
      signature: '— Jana ^JK\nhttps://care.example/c/7KQ2M9XW4RTHB',
      checkUrl: 'https://care.example/c/7KQ2M9XW4RTHB',
      language: 'de',
      inReplyTo: { ...post, replyContext: post.replyContext ?? {} },
      media: [],
      agent: { name: 'Jana K.', mark: 'JK', avatarUrl: 'https://care.example/faces/1' },
      firstAttemptedAt: new Date(),
      ...changes,
    };
  }
  const kindOf = async (call: Promise<unknown>) => {
    const outcome = await call.catch((error: unknown) => error);
    return outcome instanceof ConnectorError ? outcome.kind : outcome;
  };

  it('tests an account, and says in words what is wrong with one', async () => {
    const { checks, account } = await connector.test();
    expect(checks.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(account).toMatchObject({ externalId: brand.did, handle: `@${brand.handle}` });
    settings = { ...settings, appPassword: 'not-the-pass-word' };
    expect((await connected({}).test()).checks).toMatchObject([
      { ok: true },
      { ok: false, detail: 'Invalid identifier or password' },
    ]);
  });

  it('reads mentions, quotes, comments and what our own account answers by hand', async () => {
    const campaign = await brand.write('Neuer Tarif ab heute');
    const mention = await ask('kein Netz');
    const comment = await svenja.write('Was kostet der?', { answers: campaign });
    const quote = await ole.write('Zu teuer!', { quotes: campaign });
    const byHand = await brand.write('29 Euro', { answers: comment, root: campaign });
    // Nobody answers what they cannot see yet.
    await visible(byHand);
    const below = await svenja.write('Danke!', { answers: byHand, root: campaign });
    const posts = new Map((await arrived(5)).map((post) => [post.externalId, post]));
    const essence = (uri: string) => {
      const { kind, isOwn, addressesUs, rootExternalId } = posts.get(uri) ?? {};
      return { kind, isOwn, addressesUs, rootExternalId };
    };
    const theirs = { isOwn: false, addressesUs: true };
    expect(essence(mention.uri)).toEqual({ ...theirs, kind: 'mention', rootExternalId: mention.uri });
    expect(essence(comment.uri)).toEqual({ ...theirs, kind: 'comment', rootExternalId: comment.uri });
    expect(essence(quote.uri)).toEqual({ ...theirs, kind: 'mention', rootExternalId: quote.uri });
    expect(essence(below.uri)).toEqual({ ...theirs, kind: 'comment', rootExternalId: below.uri });
    expect(posts.get(below.uri)?.inReplyToExternalId).toBe(byHand.uri);
    expect(posts.get(byHand.uri)).toMatchObject({ isOwn: true, inReplyToExternalId: comment.uri });
  });

  it('reads pictures with their descriptions', async () => {
    const text = `@${brand.handle} so sieht es aus`;
    await svenja.write(text, { mentions: [brand], picture: { data: map, alt: 'Rote Lampe' } });
    const [post] = await arrived(1);
    expect(post?.media).toEqual([
      { url: expect.stringMatching(/^https?:\/\/.+/), alt: 'Rote Lampe', mimeType: 'image/png' },
    ]);
  });

  it('stores one reply however often it is sent, and finds it again', async () => {
    const reply = replyTo(await theQuestion());
    expect(await connector.lookUp(reply)).toBeNull();
    const receipts = [await connector.send(reply), await connected({}).send(reply)];
    expect(new Set(receipts.map((receipt) => receipt.externalId)).size).toBe(1);
    expect(await brand.ownPosts()).toEqual([receipts[0]?.externalId]);
    expect(await connector.lookUp(reply)).toEqual(receipts[0]);
    expect(await kindOf(connector.send({ ...reply, text: 'Etwas anderes' }))).toBe('duplicate');
    await connector.delete({ externalId: receipts[0]?.externalId ?? '' });
    expect(await brand.ownPosts()).toEqual([]);
  });

  it('marks the link and the people in a reply, to the byte', async () => {
    const post = await theQuestion('👨‍👩‍👧‍👦 kein Netz');
    const text = `Grüße 👋 @${svenja.handle} und @niemand.test: https://care.example/c/7KQ2M9XW4RTHB`;
    await connector.send(replyTo(post, { text }));
    await eventually(async () => {
      const [reply] = (await svenja.thread({ uri: post.externalId, cid: '' })).replies;
      expect(reply).toMatchObject({ text, langs: ['de'], mentions: [svenja.did] });
      const uri = 'https://care.example/c/7KQ2M9XW4RTHB';
      expect(reply?.links).toEqual([{ words: uri, uri }]);
    }, INDEXED_MS);
  });

  it('takes 300 graphemes and not one more', async () => {
    const post = await theQuestion();
    expect(await kindOf(connector.send(replyTo(post, { text: 'ü'.repeat(301) })))).toBe('tooLong');
    await connector.send(replyTo(post, { text: '🇩🇪'.repeat(300) }));
    expect(await brand.ownPosts()).toHaveLength(1);
  });

  it('does not answer what is deleted, closed or blocked', async () => {
    const [deleted, closed] = [await ask('weg'), await ask('zu')];
    const blocked = await ask('von mir nicht', ole);
    const posts = new Map((await arrived(3)).map((post) => [post.externalId, post]));
    await svenja.delete(deleted);
    await svenja.closeThread(closed);
    await ole.block(brand);
    const send = ({ uri }: { uri: string }) => {
      const post = posts.get(uri);
      if (post === undefined) throw new Error(`${uri} did not arrive`);
      return kindOf(connector.send(replyTo(post)));
    };
    await eventually(async () => {
      expect([await send(deleted), await send(closed), await send(blocked)]).toEqual([
        'gone',
        'permission',
        'gone',
      ]);
    }, INDEXED_MS);
    // Who blocks us has deleted nothing.
    expect(await connector.sweep([deleted.uri, blocked.uri])).toMatchObject([
      { externalId: deleted.uri, isDeleted: true },
    ]);
  });

  it('refreshes its session when the token has run out, and logs in once only', async () => {
    await theQuestion();
    await proxy.expireTokens();
    await ask('Und jetzt?');
    await arrived(1);
    expect([proxy.count(LOGIN), proxy.count(REFRESH)]).toEqual([1, 1]);
  });
});

describe('the journey through the whole application', () => {
  let app: TestApp;
  let desk: InboxDesk;
  let channelId: string;

  beforeEach(async () => {
    app = await createTestApp({ clock: new FakeClock(new Date()) });
    desk = await InboxDesk.open(app);
    channelId = (await desk.connect('bluesky', settings)).id;
  });
  afterEach(() => app.close());

  const delivery = async (conversationId: string, messageId: string) =>
    (await desk.message(conversationId, messageId))?.delivery?.state;
  const texts = (messages: MessageItem[]) => messages.filter(isOfCustomer).map(({ text }) => text);

  it('goes from a mention to a signed reply with a picture, and back', async () => {
    const question = await ask('seit heute früh kein Netz in Kiel 👋');
    const conversation = await desk.theConversation();
    expect(conversation).toMatchObject({
      kind: 'mention',
      status: 'new',
      language: 'de',
      contact: { name: 'svenja (Test)', handle: `@${svenja.handle}` },
      channel: { network: 'bluesky' },
    });

    const picture = await desk.upload(map, 'Karte der Störung');
    const answer = await desk.reply(conversation, 'Moin Svenja! Gegen 15 Uhr läuft es wieder.', [picture]);
    await desk.until(async () => {
      expect(['sent', 'seen']).toContain(await delivery(conversation.id, answer.messageId));
    });
    const seen = await eventualReply(question);
    expect(seen).toMatchObject({
      did: brand.did,
      text: answer.text,
      images: [{ alt: 'Karte der Störung', width: 120, height: 80 }],
      langs: ['de'],
    });
    expect(answer.text).toContain('^JK');
    // The link that the customer taps leads to the page that confirms the reply.
    expect(seen.links).toEqual([{ words: answer.checkUrl, uri: answer.checkUrl }]);
    const check = await request(app.url).get(`${new URL(answer.checkUrl).pathname}.json`);
    expect([check.status, JSON.stringify(check.body)]).toEqual([200, expect.stringContaining('Jana K.')]);

    await svenja.write('Super, danke!', { answers: { uri: seen.uri, cid: seen.cid }, root: question });
    const after = await desk.theConversation(2);
    expect(texts(after.messages)).toEqual([
      `@${brand.handle} seit heute früh kein Netz in Kiel 👋`,
      'Super, danke!',
    ]);
    // Our own reply came back from the network as well, and is there once.
    expect(after.messages).toHaveLength(3);
  });

  it('mirrors what the customer changes and deletes', async () => {
    const question = await ask('kein Netz');
    const { id } = await desk.theConversation();
    await svenja.rewrite(question, `@${brand.handle} kein Netz und kein Telefon`, [brand]);
    await desk.until(async () => {
      const [message] = (await desk.conversation(id)).messages;
      expect(message).toMatchObject({
        text: `@${brand.handle} kein Netz und kein Telefon`,
        editedAt: expect.any(String),
      });
    });
    await svenja.delete(question);
    await eventually(async () => {
      await desk.sweep();
      const [message] = (await desk.conversation(id)).messages;
      expect(message?.deletedAt).toEqual(expect.any(String));
    }, INDEXED_MS);
    expect(await desk.conversations()).toHaveLength(1);
  });

  it('shows what the customer adds below their own post, though it mentions nobody', async () => {
    const question = await ask('kein Netz (1/2)');
    const { id } = await desk.theConversation();
    await visible(question);
    await svenja.write('und kein Telefon (2/2)', { answers: question });
    await eventually(async () => {
      await desk.sweep();
      const { messages } = await desk.conversation(id);
      expect(texts(messages)).toEqual([`@${brand.handle} kein Netz (1/2)`, 'und kein Telefon (2/2)']);
    }, INDEXED_MS);
  });

  it('shows what a colleague answered by hand on the network', async () => {
    const question = await ask('kein Netz');
    const { id } = await desk.theConversation();
    await brand.write('Wir kümmern uns.', { answers: question });
    await desk.until(async () => {
      const { messages } = await desk.conversation(id);
      expect(messages.map(({ author, text }) => [author.kind, text])).toEqual([
        ['customer', `@${brand.handle} kein Netz`],
        ['brand', 'Wir kümmern uns.'],
      ]);
    });
  });

  it('loses and doubles nothing while the app view is down', async () => {
    const question = await ask('kein Netz');
    const conversation = await desk.theConversation();
    proxy.isAppViewDown = true;
    await ask('hallo?', ole);
    await svenja.write(`@${brand.handle} jemand da?`, { answers: question, mentions: [brand] });
    const answer = await desk.reply(conversation, 'Ja, wir sind dran.');
    for (let round = 0; round < 8; round += 1) await desk.pass();
    expect(await desk.health()).toBe('degraded');
    expect(await delivery(conversation.id, answer.messageId)).toBe('queued');
    expect([await brand.ownPosts(), (await desk.conversations()).length]).toEqual([[], 1]);

    proxy.isAppViewDown = false;
    await eventually(async () => {
      await desk.pass(60);
      expect(await delivery(conversation.id, answer.messageId)).toBe('seen');
      expect(await desk.conversations()).toHaveLength(2);
    }, INDEXED_MS);
    expect(await desk.health()).toBe('healthy');
    for (let round = 0; round < 3; round += 1) await desk.sweep();
    const { messages } = await desk.conversation(conversation.id);
    expect(texts(messages)).toEqual([`@${brand.handle} kein Netz`, `@${brand.handle} jemand da?`]);
    expect(messages).toHaveLength(3);
    expect(await brand.ownPosts()).toHaveLength(1);
    expect((await svenja.thread(question)).replies.filter(({ did }) => did === brand.did)).toHaveLength(1);
  });

  it('sends nothing twice when the answer to a send is lost', async () => {
    await ask('kein Netz');
    const conversation = await desk.theConversation();
    const answer = await desk.reply(conversation, 'Wir sind dran.');
    proxy.loseAnswerOf = PUT;
    await desk.until(async () => {
      expect(['sent', 'seen']).toContain(await delivery(conversation.id, answer.messageId));
    });
    expect([await brand.ownPosts(), proxy.count(PUT)]).toEqual([[expect.any(String)], 1]);
  });

  it('asks to be connected again when the app password is withdrawn, and goes on where it was', async () => {
    await ask('kein Netz');
    const conversation = await desk.theConversation();
    const { name, password } = await brand.appPassword();
    await desk.reconnect(channelId, { appPassword: password });
    await desk.pass();
    await brand.withdrawAppPassword(name);
    await proxy.expireTokens();
    await desk.pass();
    expect(await desk.health()).toBe('reconnect');
    await ask('hallo?', ole);
    const again = await brand.appPassword();
    await desk.reconnect(channelId, { appPassword: again.password });
    const answer = await desk.reply(conversation, 'Wir sind dran.');
    await desk.until(async () => {
      expect(await desk.conversations()).toHaveLength(2);
      expect(await delivery(conversation.id, answer.messageId)).toBe('seen');
    });
    expect(await desk.health()).toBe('healthy');
  });

  it('does not log in again for a poll, however often it polls', async () => {
    await ask('kein Netz');
    await desk.theConversation();
    const before = proxy.count(LIST);
    for (let round = 0; round < 20; round += 1) await desk.pass();
    expect(proxy.count(LIST) - before).toBe(20);
    expect(proxy.count(LOGIN)).toBe(1);
  });

  async function eventualReply(question: { uri: string; cid: string }) {
    let found: Awaited<ReturnType<NetworkPerson['thread']>> | undefined;
    await eventually(async () => {
      found = (await svenja.thread(question)).replies.find(({ did }) => did === brand.did);
      expect(found).toBeDefined();
    }, INDEXED_MS);
    if (found === undefined) throw new Error('unreachable');
    return found;
  }
});
