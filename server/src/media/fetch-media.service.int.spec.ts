import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { anAnimatedGif, aJpeg, aPngOf200Megapixels } from '../../test/factories/picture-files.ts';
import { FakeHttp } from '../../test/fakes/fake-http.ts';
import { aMedia } from '../../test/factories/a-media.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OutboundError } from '../platform/http/outbound-error.ts';
import { SafeHttpClient } from '../platform/http/safe-http.client.ts';
import { FetchMediaService } from './fetch-media.service.ts';
import { MediaModule } from './media.module.ts';
import { MediaService } from './media.service.ts';
import type { MediaDescription, RemoteMedia } from './media.types.ts';

const ADDRESS = 'https://cdn.social.example/router.jpg';
let app: TestApp;
let http: FakeHttp;
beforeAll(async () => {
  http = new FakeHttp();
  app = await createTestApp({
    modules: [MediaModule],
    override: (builder) => builder.overrideProvider(SafeHttpClient).useValue(http.client),
  });
});
beforeEach(async () => {
  http.heal();
  http.requests.length = 0;
  await app.reset();
});
afterAll(() => app.close());

const remote = (given: Partial<RemoteMedia> = {}): RemoteMedia => ({
  sourceUrl: ADDRESS,
  kind: 'remote',
  alt: 'A router',
  mimeType: 'image/jpeg',
  ...given,
});
const enqueue = (...items: RemoteMedia[]): Promise<string[]> =>
  app.get(UnitOfWork).run((tx) => app.get(MediaService).enqueueRemote(tx, items));
const settled = async (id: string): Promise<MediaDescription> => {
  await app.get(FetchMediaService).wake();
  await app.settle();
  return app.get(MediaService).get(id);
};

describe('a picture of a post', () => {
  test('is fetched, re-encoded and shown from our own origin', async () => {
    http.on('GET', ADDRESS, { headers: { 'content-type': 'image/jpeg' }, body: await aJpeg(1_000, 800) });
    const [id = ''] = await enqueue(remote());
    expect(await app.get(MediaService).get(id)).toMatchObject({ state: 'pending', url: null });
    expect(await settled(id)).toMatchObject({
      state: 'ready',
      width: 1_000,
      height: 800,
      alt: 'A router',
      url: `/media/${id}`,
    });
    expect(await app.get(MediaService).read(id, 'preview')).toMatchObject({ mimeType: 'image/webp' });
  });

  test('announces itself once when it is settled', async () => {
    http.on('GET', ADDRESS, { body: await aJpeg() });
    const [id = ''] = await enqueue(remote());
    await settled(id);
    await app.get(FetchMediaService).fetch(id);
    const facts = await app.database.query<{ payload: { mediaId: string } }>(
      `SELECT payload FROM domain_event WHERE type = 'media.ready'`,
    );
    expect(facts.map(({ payload }) => payload.mediaId)).toEqual([id]);
  });

  test('of a private address is refused and never asked for again', async () => {
    http.on('GET', ADDRESS, () => {
      throw new OutboundError('refused', 'router.lan does not lead to a public address.');
    });
    const [id = ''] = await enqueue(remote());
    expect(await settled(id)).toMatchObject({
      state: 'refused',
      failReason: expect.stringContaining('public address'),
      url: null,
    });
    app.clock.advance({ hours: 1 });
    await settled(id);
    expect(http.requests).toHaveLength(1);
  });

  test('that is too large, gone or no picture fails at once with its reason', async () => {
    const failing: [string, () => Promise<object> | object][] = [
      [
        'https://a.example/large',
        () => Promise.reject(new OutboundError('too-large', 'more than 10485760 bytes')),
      ],
      ['https://a.example/gone', () => ({ status: 404 })],
      ['https://a.example/page', () => ({ body: '<html>' })],
      ['https://a.example/bomb', () => ({ body: aPngOf200Megapixels() })],
    ];
    for (const [address, answer] of failing) http.on('GET', address, answer);
    const ids = await enqueue(...failing.map(([sourceUrl]) => remote({ sourceUrl })));
    await settled(ids[0] ?? '');
    const found = await app.get(MediaService).describe(ids);
    expect(ids.map((id) => [found.get(id)?.state, found.get(id)?.failReason])).toEqual([
      ['failed', 'The picture is larger than 10 MB.'],
      ['failed', 'The network answered 404 instead of the picture.'],
      ['failed', expect.stringContaining('no picture')],
      ['failed', expect.stringContaining('200 megapixels')],
    ]);
    expect(http.requests).toHaveLength(4);
  });

  test('is tried three times while the network is away, each time later', async () => {
    http.on('GET', ADDRESS, { status: 503 });
    const [id = ''] = await enqueue(remote());
    const seen: number[] = [];
    for (const seconds of [0, 4, 2, 10, 15, 600]) {
      app.clock.advance({ seconds });
      await settled(id);
      seen.push(http.requests.length);
    }
    expect(seen).toEqual([1, 1, 2, 2, 3, 3]);
    expect(await app.get(MediaService).get(id)).toMatchObject({
      state: 'failed',
      failReason: expect.stringContaining('503'),
    });
  });

  test('whose job was lost is found again by the sweep', async () => {
    http.on('GET', ADDRESS, { body: await aJpeg() });
    const [id = ''] = await enqueue(remote());
    await app.get(FetchMediaService).wake();
    app.jobs!.clear();
    app.clock.advance({ minutes: 3 });
    await app.settle();
    expect(await app.get(MediaService).get(id)).toMatchObject({ state: 'ready' });
  });

  test('that moves is shown by its first frame', async () => {
    http.on('GET', ADDRESS, { body: await anAnimatedGif() });
    const [id = ''] = await enqueue(remote({ mimeType: 'image/gif' }));
    expect(await settled(id)).toMatchObject({ state: 'ready', width: 40, height: 40 });
  });
});

describe('a picture that waits in line', () => {
  test('is queued once, however long the line is', async () => {
    http.on('GET', ADDRESS, { body: await aJpeg() });
    await enqueue(remote());
    for (let minutes = 0; minutes < 10; minutes += 3) {
      await app.get(FetchMediaService).wake();
      app.clock.advance({ minutes: 3 });
    }
    expect(app.jobs?.waiting('fetch-media')).toHaveLength(1);
  });
});

describe('noting pictures', () => {
  test('answers ids in order and stores an avatar once, however often it comes', async () => {
    const face = remote({ kind: 'avatar', sourceUrl: 'https://cdn.social.example/svenja.png' });
    const [one, first, again] = await enqueue(remote(), face, face);
    const [later, two] = await enqueue(face, remote());
    expect([again, later]).toEqual([first, first]);
    expect(new Set([one, two, first]).size).toBe(3);
  });

  test('stores an avatar once when two batches bring it at the same time', async () => {
    const faces = ['b', 'a', 'c'].map((name) =>
      remote({ kind: 'avatar', sourceUrl: `https://cdn.social.example/${name}.png` }),
    );
    const batches = await Promise.all([faces, faces.toReversed(), faces].map((items) => enqueue(...items)));
    expect(batches[1]?.toReversed()).toEqual(batches[0]);
    expect(batches[2]).toEqual(batches[0]);
  });

  test('takes an avatar whose address was made to have the digest of another one', async () => {
    // Published by Marc Stevens in 2024: two texts with one MD5.
    const [one, other] = ['A', 'E'].map((letter) =>
      remote({
        kind: 'avatar',
        sourceUrl: `TEXTCOLLBYfGiJUETHQ4h${letter}cKSMd5zYpgqf1YRDhkmxHkhPWptrkoyz28wnI9V0aHeAuaKnak`,
      }),
    ) as [RemoteMedia, RemoteMedia];
    const [first = ''] = await enqueue(one);
    const [second = ''] = await enqueue(other, remote());
    const stored = await app.get(MediaService).describe([first, second]);
    expect([stored.has(first), stored.has(second)]).toEqual([true, true]);
  });

  test('gives an avatar that failed another chance a day later', async () => {
    http.on('GET', ADDRESS, { status: 404 });
    const face = remote({ kind: 'avatar' });
    const [id = ''] = await enqueue(face);
    await settled(id);
    await enqueue(face);
    expect(await app.get(MediaService).get(id)).toMatchObject({ state: 'failed' });
    app.clock.advance({ hours: 25 });
    http.on('GET', ADDRESS, { body: await aJpeg() });
    await enqueue(face);
    expect(await settled(id)).toMatchObject({ state: 'ready' });
  });

  test('takes a public address of our own for the picture itself, without a request', async () => {
    const own = await aMedia(app);
    const address = app.get(MediaService).publicUrl(own.id);
    const [id, guessed] = await enqueue(
      remote({ sourceUrl: address }),
      remote({ sourceUrl: `${app.url}/media/${own.id}` }),
    );
    expect(id).toBe(own.id);
    expect(guessed).not.toBe(own.id);
  });

  test('takes no request for an empty set', async () => {
    expect(await enqueue()).toEqual([]);
  });
});

test('on a server of our own network is refused by the guard itself, whatever OUTBOUND_ALLOW says', async () => {
  const guarded = await createTestApp({ modules: [MediaModule] });
  try {
    const [id = ''] = await guarded
      .get(UnitOfWork)
      .run((tx) =>
        guarded.get(MediaService).enqueueRemote(tx, [remote({ sourceUrl: `${guarded.url}/healthz` })]),
      );
    await guarded.get(FetchMediaService).fetch(id);
    expect(await guarded.get(MediaService).get(id)).toMatchObject({ state: 'refused' });
  } finally {
    await guarded.close();
  }
});
