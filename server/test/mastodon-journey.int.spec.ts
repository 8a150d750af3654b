import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ChannelItem } from '@visavis/shared/api/channels';
import type { ConversationDetail, ConversationItem, MessageItem } from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import type { PreviewReplyAnswer, SendReplyAnswer } from '@visavis/shared/api/replies';
import request from 'supertest';
import { eventually } from './eventually.ts';
import { anAgent } from './factories/an-agent.ts';
import { FakeMastodonServer } from './fakes/fake-mastodon-server.ts';
import { FakeMastodon, MASTODON_TOKEN } from './fakes/fake-mastodon.ts';
import type { FakeAccount, FakeStatus } from './fakes/mastodon/store.ts';
import { MASTODON, type MastodonSwitches, SMALL_SERVER } from './fakes/mastodon/switches.ts';
import { signIn, type SignedInHeaders } from './sign-in.ts';
import { createTestApp, type TestApp } from './test-app.ts';

/** Longer than the pause between two polls, and than the hold for undoing a reply. */
const ROUND_SECONDS = 11;
const SWEEP_SECONDS = 301;

let app: TestApp;
let headers: SignedInHeaders;
let mastodon: FakeMastodon;
let server: FakeMastodonServer;
let ines: FakeAccount;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  headers = await signIn(app, await anAgent(app, { publicName: 'Jana K.', mark: 'JK', role: 'admin' }));
});
afterEach(() => server.stop());

/** An account on such a server, connected as an administrator does it. */
async function connect(switches: Partial<MastodonSwitches> = {}): Promise<ChannelItem> {
  mastodon = new FakeMastodon({ streaming: false, ...switches }, () => app.clock.now());
  server = new FakeMastodonServer(mastodon);
  ines = mastodon.person('ines', 'norden.example', 'Inés Robledo');
  const settings = { instanceUrl: await server.start(), accessToken: MASTODON_TOKEN };
  return call<ChannelItem>('post', '/api/channels', { network: 'mastodon', name: 'Hilfe', settings });
}

async function call<T>(method: 'get' | 'post', path: string, body?: object): Promise<T> {
  const asked = request(app.url)[method](path).set(headers);
  const answer = await (body === undefined ? asked : asked.send(body));
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
  return answer.body as T;
}

async function pass(seconds = ROUND_SECONDS): Promise<void> {
  app.clock.advance({ seconds });
  await app.settle();
}

async function conversations(): Promise<ConversationDetail[]> {
  const { items } = await call<Page<ConversationItem>>('get', '/api/conversations?view=all');
  return Promise.all(items.map(({ id }) => call<ConversationDetail>('get', `/api/conversations/${id}`)));
}

async function theConversation(): Promise<ConversationDetail> {
  const [only, ...others] = await conversations();
  if (only === undefined || others.length > 0) throw new Error('There is not exactly one conversation');
  return only;
}

async function messageOf(status: FakeStatus): Promise<MessageItem | undefined> {
  const rows = await app.database.query<{ id: string }>('SELECT id FROM message WHERE external_id = $1', [
    status.id,
  ]);
  return (await conversations()).flatMap(({ messages }) => messages).find(({ id }) => id === rows[0]?.id);
}

function aReply({ messages, sequence }: ConversationDetail, text: string, visibility = 'public'): object {
  const newest = messages.findLast(({ author }) => author.kind === 'customer');
  return {
    idempotencyKey: randomUUID(),
    inReplyToMessageId: newest?.id,
    visibility,
    text,
    mediaIds: [],
    seenSequence: sequence,
  };
}

const answer = (conversation: ConversationDetail, text: string, visibility?: string) =>
  call<SendReplyAnswer>(
    'post',
    `/api/conversations/${conversation.id}/replies`,
    aReply(conversation, text, visibility),
  );

describe.each([
  ['Mastodon', MASTODON],
  ['a small server', SMALL_SERVER],
])('an account on %s', (_name, switches) => {
  it('brings a question to the inbox and carries the signed reply back, as it was shown and counted', async () => {
    const channel = await connect({ ...switches, streaming: false });
    expect(channel).toMatchObject({
      textLimit: 500,
      account: { handle: expect.stringMatching(/^@brueckenfunk@/) },
    });
    const asked = mastodon.post(ines, {
      text: '@brueckenfunk Kein Netz in Kiel',
      spoiler: 'Ärger',
      visibility: 'unlisted',
    });
    await pass();
    const conversation = await theConversation();
    expect(conversation).toMatchObject({ kind: 'mention', visibility: 'public' });
    expect(conversation.messages[0]).toMatchObject({
      text: expect.stringMatching(/^Ärger\n\n@brueckenfunk@\S+ Kein Netz in Kiel$/),
      author: { name: 'Inés Robledo', handle: '@ines@norden.example' },
    });

    const written = aReply(conversation, 'Gegen 15 Uhr läuft es wieder.');
    const preview = await call<PreviewReplyAnswer>(
      'post',
      `/api/conversations/${conversation.id}/replies/preview`,
      written,
    );
    const sent = await call<SendReplyAnswer>(
      'post',
      `/api/conversations/${conversation.id}/replies`,
      written,
    );
    await pass();
    const [reply] = mastodon.ours();
    expect(reply).toMatchObject({
      text: sent.text,
      inReplyTo: asked.id,
      visibility: 'unlisted',
      spoiler: 'Ärger',
      mentions: [ines],
    });
    expect(sent.text).toMatch(/^@ines@norden\.example Gegen 15 Uhr[^]*— Jana aus dem Serviceteam \^JK\nhttp/);
    expect(preview.text.length).toBe(sent.text.length);
    // The mention counts by its first half, the link as 23, and the warning counts as well.
    const link = sent.checkUrl.length;
    expect(preview.length).toBe('Ärger'.length + sent.text.length - '@norden.example'.length - link + 23);

    const [message] = (await theConversation()).messages.filter(({ type }) => type === 'reply');
    expect(message?.delivery?.state).toBe('sent');
  });

  it('mirrors what the customer changes and takes away', async () => {
    await connect({ ...switches, streaming: false });
    const first = mastodon.post(ines, { text: '@brueckenfunk Kein Netz' });
    await pass();
    await answer(await theConversation(), 'Wo denn?');
    await pass();
    const second = mastodon.post(ines, { text: '@brueckenfunk In Kiel', inReplyTo: mastodon.ours()[0]!.id });
    await pass();
    expect((await theConversation()).messages.map(({ type }) => type)).toEqual([
      'inbound',
      'reply',
      'inbound',
    ]);
    mastodon.edit(first, '@brueckenfunk Gar kein Netz');
    mastodon.delete(second);
    await pass(SWEEP_SECONDS);
    expect((await messageOf(first))?.text).toMatch(/Gar kein Netz$/);
    expect((await messageOf(second))?.deletedAt).toBeTruthy();
  });

  it('sends once when the answer of the server is lost', async () => {
    await connect({ ...switches, streaming: false });
    mastodon.post(ines, { text: '@brueckenfunk Kein Netz' });
    await pass();
    server.cut = ({ method }) => method === 'POST';
    await answer(await theConversation(), 'Gegen 15 Uhr.');
    await pass();
    server.cut = () => false;
    const state = async () =>
      (await theConversation()).messages.find(({ type }) => type === 'reply')?.delivery?.state;
    expect(await state()).toBe('unknown');
    for (let round = 0; round < 5; round += 1) await pass(60);
    expect(await state()).toBe('sent');
    expect(mastodon.ours()).toHaveLength(1);
  });

  it('keeps what is private between two people', async () => {
    await connect({ ...switches, streaming: false });
    mastodon.post(ines, { text: '@brueckenfunk Meine Nummer ist …', visibility: 'direct' });
    mastodon.post(ines, { text: '@brueckenfunk Und noch etwas', visibility: 'direct' });
    await pass();
    const conversation = await theConversation();
    expect(conversation).toMatchObject({ kind: 'message', visibility: 'private' });
    await expect(answer(conversation, 'Danke!', 'public')).rejects.toThrow(/422/);
    await answer(conversation, 'Danke!', 'private');
    await pass();
    expect(mastodon.ours()).toMatchObject([{ visibility: 'direct', mentions: [ines] }]);
  });
});

describe('a stream', () => {
  it('brings a post while no time passes, and the poll does not bring it again', async () => {
    await connect({ streaming: true });
    await eventually(() => expect(mastodon.feed.isHeard).toBe(true), 15_000);
    mastodon.post(ines, { text: '@brueckenfunk Kein Netz' });
    await eventually(async () => expect(await conversations()).toHaveLength(1), 5_000);
    await pass(120);
    expect((await theConversation()).messages).toHaveLength(1);
  });
});

describe('an account that cannot be connected', () => {
  it('says why, and stores nothing', async () => {
    await connect();
    const settings = {
      instanceUrl: `http://127.0.0.1:${new URL(mastodon.store.streamingUrl).port}`,
      accessToken: 'wrong',
    };
    const body = { network: 'mastodon', name: 'Hilfe', settings };
    const refused = await request(app.url).post('/api/channels').set(headers).send(body);
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('The access token is invalid'),
    ]);
    expect((await call<Page<ChannelItem>>('get', '/api/channels')).items).toHaveLength(1);
  });
});
