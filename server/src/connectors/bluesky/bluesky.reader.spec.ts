import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  BLUESKY_ACTORS,
  BLUESKY_NOW,
  BLUESKY_SETTINGS,
  FakeBluesky,
  refusal,
} from '../../../test/fakes/fake-bluesky.ts';
import type { Cursor, NormalizedPost } from '../connector.ts';
import { aSample, failureOf } from '../testing/contract-world.ts';
import { BlueskyConnector } from './bluesky.connector.ts';

const LIST = 'app.bsky.notification.listNotifications';
let network: FakeBluesky;
let connector: BlueskyConnector;
let now: Date;
let cursor: Cursor | null;

beforeEach(() => {
  network = new FakeBluesky();
  now = BLUESKY_NOW;
  cursor = null;
  connector = new BlueskyConnector({
    channelId: 'channel-1',
    settings: BLUESKY_SETTINGS,
    state: {},
    saveState: async () => {},
    http: network.http.client,
    now: () => now,
    publicUrl: 'https://care.example',
    ownUrl: 'http://127.0.0.1:3000',
  });
});

const ago = (minutes: number) => new Date(BLUESKY_NOW.getTime() - minutes * 60_000);
const sample = (id: string, minutes: number) => aSample(BLUESKY_NOW, { id, postedAt: ago(minutes) });
const idsOf = (posts: NormalizedPost[]) => posts.map(({ externalId }) => externalId.split('/').at(-1));

async function poll() {
  const result = await connector.poll(cursor, ago(3 * 24 * 60));
  cursor = JSON.parse(JSON.stringify(result.cursor)) as Cursor;
  return result;
}
async function drain(): Promise<NormalizedPost[]> {
  const posts: NormalizedPost[] = [];
  for (;;) {
    const result = await poll();
    posts.push(...result.posts);
    if (!result.hasMore) return posts;
  }
}

describe('reading on', () => {
  it('hands nothing on twice while nothing changes', async () => {
    network.publish([sample('a', 30), sample('b', 20)]);
    expect(idsOf(await drain())).toEqual(['a', 'b']);
    expect(await drain()).toEqual([]);
    network.publish([sample('c', 10)]);
    expect(idsOf(await drain())).toEqual(['c']);
  });

  it('costs two calls where nothing is new', async () => {
    network.publish([sample('a', 30)]);
    await drain();
    const before = network.http.requests.length;
    await drain();
    expect(network.http.requests.length - before).toBe(2);
  });

  it('finds what a late clock or a late index put below what was read', async () => {
    network.publish([sample('new', 5)]);
    await drain();
    network.publish([sample('late', 50)]);
    expect(idsOf(await drain())).toEqual(['late']);
  });

  it('looks a whole day back once an hour', async () => {
    network.publish([sample('new', 5)]);
    await drain();
    network.publish([sample('very-late', 10 * 60)]);
    expect(await drain()).toEqual([]);
    now = new Date(BLUESKY_NOW.getTime() + 61 * 60_000);
    expect(idsOf(await drain())).toContain('very-late');
  });

  it('goes down a long way in portions and loses nothing that comes meanwhile', async () => {
    network.publish(Array.from({ length: 1_200 }, (_, at) => sample(`storm-${at}`, 100 + at)));
    const first = await poll();
    expect([first.posts.length, first.hasMore]).toEqual([500, true]);
    network.publish([sample('meanwhile', 1)]);
    const rest = await drain();
    const ids = new Set(idsOf([...first.posts, ...rest, ...(await drain())]));
    expect(ids.size).toBe(1_201);
    expect(ids).toContain('meanwhile');
  });

  it('begins at the instant from which the channel counts', async () => {
    network.publish([sample('before', 4 * 24 * 60), sample('after', 60)]);
    expect(idsOf(await drain())).toEqual(['after']);
  });

  it('begins anew after a cursor that nobody can read', async () => {
    network.publish([sample('a', 30)]);
    cursor = { watermark: 'yesterday', seen: 'x', rest: { cursor: 7 } };
    expect(idsOf(await drain())).toEqual(['a']);
  });

  it('does not let a clock that is ahead hide what comes next', async () => {
    network.publish([aSample(BLUESKY_NOW, { id: 'ahead', postedAt: new Date('2031-01-01T00:00:00Z') })]);
    await drain();
    network.publish([sample('next', 2)]);
    expect(idsOf(await drain())).toEqual(['next']);
  });

  it('tells the budget of the network', async () => {
    const { budget } = await poll();
    expect(budget).toEqual({
      remaining: 2_990,
      limit: 3_000,
      resetsAt: new Date(BLUESKY_NOW.getTime() + 300_000),
    });
  });

  it('keeps its place when the network fails halfway', async () => {
    network.publish([sample('a', 30)]);
    await drain();
    const before = cursor;
    network.publish([sample('b', 10)]);
    network.http.disturb(({ url }) => url.pathname.endsWith('getAuthorFeed'), { status: 502 });
    expect((await failureOf(poll())).kind).toBe('transient');
    expect(cursor).toEqual(before);
    network.http.heal();
    expect(idsOf(await drain())).toEqual(['b']);
  });
});

describe('our own posts', () => {
  it('arrive when they answer somebody, and stay away when they do not', async () => {
    const answer = { root: 'a', inReplyTo: 'a', author: 'us' as const };
    network.publish([
      sample('a', 30),
      aSample(BLUESKY_NOW, { id: 'answer', ...answer }),
      aSample(BLUESKY_NOW, { id: 'campaign', author: 'us' }),
    ]);
    const posts = await drain();
    expect(new Set(idsOf(posts))).toEqual(new Set(['a', 'answer']));
    expect(posts.find(({ isOwn }) => isOwn)?.author.externalId).toBe(BLUESKY_ACTORS.us.did);
  });
});

describe('reading again', () => {
  const uri = () => network.externalId('a');

  it('answers for nothing that stayed as it was', async () => {
    network.publish([sample('a', 30)]);
    await drain();
    expect(await connector.sweep([uri()])).toEqual([]);
  });

  it('finds a changed text, at the moment it is found', async () => {
    network.publish([sample('a', 30)]);
    await drain();
    now = new Date(BLUESKY_NOW.getTime() + 60_000);
    network.publish([{ ...sample('a', 30), text: 'Es geht wieder.' }]);
    const found = await connector.sweep([uri()]);
    expect(found).toMatchObject([{ text: 'Es geht wieder.', editedAt: now }]);
    // It may not have been stored, so it is told again, as the same change.
    now = new Date(BLUESKY_NOW.getTime() + 120_000);
    expect(await connector.sweep([uri()])).toEqual(found);
  });

  it('finds a changed text by polling as well', async () => {
    network.publish([sample('a', 30)]);
    await drain();
    network.publish([{ ...sample('a', 30), text: 'Es geht wieder.' }]);
    expect(await drain()).toMatchObject([{ text: 'Es geht wieder.', editedAt: now }]);
  });

  it('believes a deletion when the record is gone', async () => {
    network.publish([sample('a', 30), sample('b', 20)]);
    await drain();
    network.publish([{ ...sample('a', 30), deleted: true }]);
    expect(await connector.sweep([uri(), network.externalId('b')])).toMatchObject([
      { externalId: uri(), isDeleted: true },
    ]);
  });

  it('does not take a post for deleted that is only hidden from us', async () => {
    network.publish([sample('a', 30)]);
    network.http.disturb(({ url }) => url.pathname.endsWith('getPosts'), { body: { posts: [] } });
    expect(await connector.sweep([uri()])).toEqual([]);
  });

  it('is not stopped by a record that the network will not talk about', async () => {
    network.publish([sample('a', 30), sample('b', 20)]);
    await drain();
    network.publish([
      { ...sample('a', 30), deleted: true },
      { ...sample('b', 20), text: 'Anders.' },
    ]);
    network.http.disturb(
      ({ url }) => url.pathname.endsWith('getRecord'),
      refusal(400, 'InvalidRequest', 'No'),
    );
    expect(idsOf(await connector.sweep([uri(), network.externalId('b')]))).toEqual(['b']);
  });

  it('says nothing while the index is down', async () => {
    network.publish([sample('a', 30)]);
    await drain();
    network.http.disturb(({ url }) => url.pathname.includes('app.bsky'), { status: 502 });
    expect((await failureOf(connector.sweep([uri()]))).kind).toBe('transient');
  });

  it('asks for no more than 25 at once, and not for what is no post', async () => {
    network.publish(Array.from({ length: 60 }, (_, at) => sample(`p-${at}`, 30)));
    const uris = Array.from({ length: 60 }, (_, at) => network.externalId(`p-${at}`));
    await connector.sweep([...uris, 'at://nobody/else', '']);
    expect(network.calls('app.bsky.feed.getPosts')).toBe(3);
    expect(network.calls(LIST)).toBe(0);
  });
});

describe('what people add below their own posts', () => {
  const below = (id: string, author: 'customer' | 'bystander' = 'customer', inReplyTo = 'a') => ({
    ...aSample(BLUESKY_NOW, { id, root: 'a', inReplyTo, author, text: `Teil ${id}`, postedAt: ago(10) }),
    mentionsUs: false,
  });

  it('is found by reading again, and others are left alone', async () => {
    network.publish([sample('a', 30)]);
    await drain();
    network.publish([below('2'), below('3', 'customer', '2'), below('x', 'bystander')]);
    expect(await drain()).toEqual([]);
    const posts = await connector.sweep([network.externalId('a')]);
    expect(idsOf(posts)).toEqual(['2', '3']);
    expect(posts[0]).toMatchObject({
      rootExternalId: network.externalId('a'),
      addressesUs: false,
      text: 'Teil 2',
    });
  });

  it('is told until it is stored, and looked for again when there is more', async () => {
    network.publish([sample('a', 30), below('2')]);
    await drain();
    const [a, two] = [network.externalId('a'), network.externalId('2')];
    expect(idsOf(await connector.sweep([a]))).toEqual(['2']);
    expect(idsOf(await connector.sweep([a]))).toEqual(['2']);
    expect(await connector.sweep([a, two])).toEqual([]);
    const before = network.calls('app.bsky.feed.getPostThread');
    expect(await connector.sweep([a, two])).toEqual([]);
    expect(network.calls('app.bsky.feed.getPostThread')).toBe(before);
    network.publish([below('4')]);
    expect(idsOf(await connector.sweep([a, two]))).toEqual(['4']);
  });

  it('is not looked for below what is long past', async () => {
    network.publish([sample('a', 26 * 60), below('2')]);
    await drain();
    expect(await connector.sweep([network.externalId('a')])).toEqual([]);
  });
});
