import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../test/eventually.ts';
import type { FakeAnswer, FakeRequest } from '../test/fakes/fake-http.ts';
import { answerTo, ConnectedMastodon, NOW } from '../test/fakes/mastodon/connect.ts';
import type { MastodonSwitches } from '../test/fakes/mastodon/switches.ts';
import { type Exchange, type OpenApi, OpenApiDocument } from './openapi-document.ts';
import { sharedMaterial } from './shared-material.ts';

const DOCUMENT = 'specs/mastodon/mastodon-openapi.json';
const STREAM = '/api/v1/streaming/user/notification';

const PICTURE = {
  mimeType: 'image/png',
  alt: 'Karte der Störung',
  url: 'https://care.example/media/1/token',
  read: async () => Buffer.from('89504e470d0a1a0a', 'hex'),
};

let world: ConnectedMastodon;

afterEach(() => world.stop());

async function open(switches: Partial<MastodonSwitches> = {}): Promise<ConnectedMastodon> {
  world = await new ConnectedMastodon(switches).start();
  return world;
}

async function exchangeOf({
  request,
  answer,
}: {
  request: FakeRequest;
  answer: FakeAnswer;
}): Promise<Exchange> {
  const type = request.headers['content-type'] ?? '';
  const requestType = type.includes('json') ? 'json' : type.includes('form-data') ? 'form' : 'none';
  const form = requestType === 'form' ? await request.form() : null;
  return {
    method: request.method,
    url: request.url,
    requestType,
    requestBody: form
      ? Object.fromEntries(
          [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
        )
      : request.json(),
    status: answer.status ?? 200,
    responseBody: answer.body,
  };
}

describe("the Mastodon API's own document", () => {
  let openApi: OpenApiDocument;

  beforeAll(() => {
    openApi = new OpenApiDocument(sharedMaterial<OpenApi>(DOCUMENT));
  });

  async function everyExchange(): Promise<Exchange[]> {
    return Promise.all(world.mastodon.exchanges.map(exchangeOf));
  }

  async function faults(): Promise<string[]> {
    return (await everyExchange()).flatMap((exchange) => openApi.faults(exchange));
  }

  it('agrees with every request of the connector, and with every answer of the double it is tested with', async () => {
    const { mastodon, connector } = await open({ mediaLooks: 2 });
    const ines = mastodon.person('ines', 'norden.example', 'Inés Robledo');
    const media = [{ url: 'https://files.norden.example/1.png', alt: 'Rote Lampe', mimeType: 'image/png' }];
    expect((await connector.test()).checks.every((check) => check.ok)).toBe(true);

    const thread = mastodon.post(ines, { text: 'Kein Netz', media });
    const posts = [
      mastodon.post(ines, {
        text: '@brueckenfunk Hört ihr? https://karten.example/kiel',
        inReplyTo: thread.id,
        spoiler: 'Ärger',
      }),
      mastodon.post(ines, { text: '@brueckenfunk Geheim', visibility: 'direct' }),
      mastodon.post(ines, { text: '@brueckenfunk Für Freunde', visibility: 'private' }),
      mastodon.post(ines, { text: 'Soso', notification: 'quote' }),
    ];
    const [, question, secret] = await world.drain();
    for (let at = 0; at < 60; at += 1) mastodon.post(ines, { text: `@brueckenfunk ${at}` });
    await world.drain();
    await world.drain();

    const reply = answerTo(question!, { media: [PICTURE] });
    const { externalId } = await connector.send(reply);
    await connector.send(answerTo(secret!, { deliveryId: 'another-delivery', language: undefined }));
    await connector.lookUp(reply);
    await connector.lookUp({ ...reply, text: 'Steht dort nicht' });
    await connector.edit({ ...reply, externalId, text: `Erst um 16 Uhr. ${reply.signature}` });
    mastodon.edit(posts[1]!, '@brueckenfunk Doch nicht', NOW);
    mastodon.delete(posts[2]!);
    await connector.sweep(posts.map((post) => post.id));
    await connector.sweep([posts[0]!.id]);
    await connector.delete({ ...reply, externalId });

    // What the server says no to.
    await connector.send({ ...reply, media: [], deliveryId: 'x', text: 'ü'.repeat(600) }).catch(() => {});
    await connector.edit({ ...reply, externalId }).catch(() => {});
    await connector.delete({ ...reply, externalId }).catch(() => {});
    mastodon.delete(posts[0]!);
    await connector.send({ ...reply, media: [], deliveryId: 'y' }).catch(() => {});
    await (await world.start('another-token')).connector.test();

    expect(await faults()).toEqual([]);
    const answers = (await everyExchange()).map((one) => `${openApi.operationOf(one)} ${one.status}`);
    expect([...new Set(answers)].toSorted()).toEqual([
      'DELETE /api/v1/statuses/{id} 200',
      'DELETE /api/v1/statuses/{id} 404',
      'GET /api/v1/accounts/verify_credentials 200',
      'GET /api/v1/accounts/verify_credentials 401',
      'GET /api/v1/accounts/{id}/statuses 200',
      'GET /api/v1/apps/verify_credentials 200',
      'GET /api/v1/media/{id} 200',
      'GET /api/v1/media/{id} 206',
      'GET /api/v1/notifications 200',
      'GET /api/v1/statuses 200',
      'GET /api/v1/statuses/{id} 200',
      'GET /api/v1/statuses/{id} 404',
      'GET /api/v1/statuses/{id}/context 200',
      'GET /api/v2/instance 200',
      'GET /api/v2/notifications/policy 200',
      'POST /api/v1/statuses 200',
      'POST /api/v1/statuses 404',
      'POST /api/v1/statuses 422',
      'POST /api/v2/media 202',
      'PUT /api/v1/statuses/{id} 200',
    ]);
  });

  it('agrees with what an older server says about itself, and with pictures that are ready at once', async () => {
    const { mastodon, connector } = await open({ version: '4.2.10', instanceV2: false });
    mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    await connector.test();
    await connector.send(answerTo((await world.drain())[0]!, { media: [PICTURE] }));
    // That such a server has no second version of the address is the one thing the document cannot know.
    expect((await faults()).filter((fault) => !fault.startsWith('GET /api/v2/instance: '))).toEqual([]);
    expect(world.asked('GET', /v1\/instance$/).length).toBeGreaterThan(0);
  });

  it('agrees with the stream and what comes through it', async () => {
    const { mastodon, connector } = await open();
    const told: string[] = [];
    const tell = mastodon.feed.tell.bind(mastodon.feed);
    mastodon.feed.tell = (event, data) => {
      told.push(event, String(data));
      tell(event, data);
    };
    const heard: string[] = [];
    const abort = new AbortController();
    const over = connector.stream(
      abort.signal,
      async (posts) => void heard.push(...posts.map((post) => post.externalId)),
    );
    await eventually(() => expect(mastodon.feed.isHeard).toBe(true), 5_000);
    const post = mastodon.post(mastodon.person('ines'), { text: '@brueckenfunk Hallo' });
    mastodon.edit(post, '@brueckenfunk Hallo!', NOW);
    mastodon.delete(post);
    await eventually(() => expect(heard).toEqual([post.id, post.id, post.id]), 5_000);
    abort.abort();
    await over;
    const [notification = '', status = '', deleted] = told.filter((_, at) => at % 2 === 1);
    expect(openApi.schemaFaults('Notification', JSON.parse(notification))).toEqual([]);
    expect(openApi.schemaFaults('Status', JSON.parse(status))).toEqual([]);
    expect(deleted).toBe(post.id);
    const [exchange] = (await everyExchange()).filter(({ url }) => url.pathname === STREAM);
    expect(openApi.faults({ ...exchange!, responseBody: undefined })).toEqual([]);
  });

  it('would notice what does not agree', async () => {
    await open();
    await world.drain();
    const [exchange] = (await everyExchange()).filter(({ url }) => url.pathname === '/api/v1/notifications');
    const wrong = (changes: Partial<Exchange>) => openApi.faults({ ...exchange!, ...changes });
    expect(
      wrong({ url: new URL('https://x.example/api/v1/notifications?limit=viele&types=mention&sort=old') }),
    ).toHaveLength(3);
    expect(wrong({ responseBody: [{ id: 7 }] }).length).toBeGreaterThan(0);
    expect(wrong({ status: 418 })).toHaveLength(1);
    const posted = {
      method: 'POST',
      url: new URL('https://x.example/api/v1/statuses'),
      requestType: 'json',
      status: 422,
      responseBody: { error: 'x' },
    } as const;
    expect(wrong({ ...posted, requestBody: { status: 'Hallo', in_reply_to: '7' } })).toHaveLength(1);
    expect(wrong({ ...posted, requestBody: { in_reply_to_id: 7 } }).length).toBeGreaterThan(0);
    expect(() => openApi.operationOf({ ...exchange!, method: 'PATCH' })).toThrow(/knows no PATCH/);
  });
});

describe('a missing document', () => {
  it('is said in a sentence', async () => {
    await open();
    expect(() => sharedMaterial('specs/nowhere.json')).toThrow(
      /needs .*nowhere\.json, which belongs beside the repository/,
    );
  });
});
