import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { normalizePost, threadOf } from './bluesky.normalize.ts';
import type { RawNotification, RawPostView } from './bluesky.types.ts';

const fixture = <T>(name: string) =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as T;

const US = 'did:plc:brueckenfunk222222222222';
const SVENJA = 'did:plc:svenja222222222222222222';
const OLE = 'did:plc:ole222222222222222222222';
const post = (did: string, rkey: string) => `at://${did}/app.bsky.feed.post/${rkey}`;
const ref = (did: string, rkey: string) => ({ uri: post(did, rkey), cid: `cid-${rkey}` });

function raw(record: Record<string, unknown>, changes: Partial<RawPostView> = {}): RawPostView {
  return {
    uri: post(SVENJA, '3post'),
    cid: 'cid-3post',
    author: { did: SVENJA, handle: 'svenja.example' },
    indexedAt: '2026-11-20T11:00:00.000Z',
    record: { text: 'Hallo', createdAt: '2026-11-20T11:00:00.000Z', ...record },
    ...changes,
  };
}
const mention = (did: string) => ({
  index: { byteStart: 0, byteEnd: 3 },
  features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
});
const quote = (did: string) => ({ $type: 'app.bsky.embed.record', record: ref(did, '3quoted') });

function normalized(record: Record<string, unknown>, changes?: Partial<RawPostView>) {
  const found = normalizePost(raw(record, changes), US);
  if (found === null) throw new Error('This should be a post');
  return found;
}

it('reads a recorded mention with its picture', () => {
  const view = { ...fixture<RawNotification>('mention'), embed: fixture('mention-view') };
  expect(normalizePost(view, US)).toEqual({
    externalId: `at://${SVENJA}/app.bsky.feed.post/3n2rx2hpwws23`,
    rootExternalId: `at://${SVENJA}/app.bsky.feed.post/3n2rx2hpwws23`,
    inReplyToExternalId: undefined,
    kind: 'mention',
    visibility: 'public',
    author: {
      externalId: SVENJA,
      name: 'Svenja Albers',
      handle: '@svenja.example',
      avatarUrl: 'https://cdn.example/avatar/svenja@jpeg',
      profileUrl: `https://bsky.app/profile/${SVENJA}`,
    },
    isOwn: false,
    addressesUs: true,
    text: 'Hallo @brueckenfunk.example äöü, kein Netz. https://status.example/lage/kiel-nord?von=app',
    language: 'de',
    permalink: `https://bsky.app/profile/${SVENJA}/post/3n2rx2hpwws23`,
    media: [
      {
        url: `https://cdn.example/img/feed_fullsize/plain/${SVENJA}/bafkreidlp6s`,
        alt: 'Rote Lampe am Router',
        mimeType: 'image/png',
      },
    ],
    postedAt: new Date('2026-11-20T11:26:43.371Z'),
    editedAt: undefined,
    isDeleted: false,
    replyContext: {
      uri: `at://${SVENJA}/app.bsky.feed.post/3n2rx2hpwws23`,
      cid: 'bafyreicdgcg3lp4cv7yihu3ukyc4wiqlgy2eav6cg3akjdjjtrci63woau',
      root: {
        uri: `at://${SVENJA}/app.bsky.feed.post/3n2rx2hpwws23`,
        cid: 'bafyreicdgcg3lp4cv7yihu3ukyc4wiqlgy2eav6cg3akjdjjtrci63woau',
      },
    },
  });
});

describe('what a post is about', () => {
  const own = post(SVENJA, '3post');
  const theirs = post(SVENJA, '3root');
  test.each<[string, Record<string, unknown>, { kind: string; addressesUs: boolean; root: string }]>([
    ['a mention', { facets: [mention(US)] }, { kind: 'mention', addressesUs: true, root: own }],
    [
      'a mention of somebody else',
      { facets: [mention(OLE)] },
      { kind: 'mention', addressesUs: false, root: own },
    ],
    ['a quote of ours', { embed: quote(US) }, { kind: 'mention', addressesUs: true, root: own }],
    [
      'a quote of ours with a picture',
      { embed: { $type: 'app.bsky.embed.recordWithMedia', record: quote(US), media: { images: [] } } },
      { kind: 'mention', addressesUs: true, root: own },
    ],
    ['a quote of others', { embed: quote(OLE) }, { kind: 'mention', addressesUs: false, root: own }],
    [
      'a comment below a post of ours',
      { reply: { root: ref(US, '3ours'), parent: ref(US, '3ours') } },
      { kind: 'comment', addressesUs: true, root: own },
    ],
    [
      'an answer to a comment below a post of ours',
      { reply: { root: ref(US, '3ours'), parent: ref(OLE, '3comment') } },
      { kind: 'comment', addressesUs: false, root: own },
    ],
    [
      'an answer to our reply in their thread',
      { reply: { root: ref(SVENJA, '3root'), parent: ref(US, '3reply') } },
      { kind: 'comment', addressesUs: true, root: theirs },
    ],
    [
      'a mention in the thread of somebody else',
      { facets: [mention(US)], reply: { root: ref(SVENJA, '3root'), parent: ref(SVENJA, '3root') } },
      { kind: 'mention', addressesUs: true, root: theirs },
    ],
    [
      'talk among others in a thread',
      { reply: { root: ref(SVENJA, '3root'), parent: ref(OLE, '3talk') } },
      { kind: 'comment', addressesUs: false, root: theirs },
    ],
  ])('%s', (_name, record, expected) => {
    const { kind, addressesUs, rootExternalId } = normalized(record);
    expect({ kind, addressesUs, root: rootExternalId }).toEqual(expected);
  });

  it('is our own when our account wrote it', () => {
    expect(normalized({}, { uri: post(US, '3by-hand') })).toMatchObject({ isOwn: true });
  });
});

describe('when a post was written', () => {
  test.each([
    ['by the client', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['not after it was seen', '2031-01-01T00:00:00Z', '2026-11-20T11:00:00Z', '2026-11-20T11:00:00.000Z'],
    [
      'by the network where the client says nothing',
      undefined,
      '2026-11-20T11:00:00Z',
      '2026-11-20T11:00:00.000Z',
    ],
    [
      'not before the network began',
      '0000-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '2022-01-01T00:00:00.000Z',
    ],
    ['at all', 'gestern', 'eben', '2022-01-01T00:00:00.000Z'],
  ])('%s', (_name, createdAt, indexedAt, expected) => {
    expect(normalized({ createdAt }, { indexedAt }).postedAt.toISOString()).toBe(expected);
  });
});

describe('what anybody may put into a record', () => {
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'Hallo'],
    ['no text', { createdAt: '2026-11-20T11:00:00Z' }],
    ['a number for a text', { text: 7 }],
  ])('%s is no post', (_name, record) => {
    expect(normalizePost({ ...raw({}), record }, US)).toBeNull();
  });

  it('is no post under another kind of address', () => {
    expect(normalizePost(raw({}, { uri: `at://${SVENJA}/app.bsky.feed.like/3like` }), US)).toBeNull();
    expect(normalizePost(raw({}, { uri: 'at://svenja.example/app.bsky.feed.post/3post' }), US)).toBeNull();
  });

  it('does not stand in a thread that it names wrongly', () => {
    const reply = { root: { uri: 'https://a.example', cid: 1 }, parent: 'x' };
    expect(normalized({ reply })).toMatchObject({ rootExternalId: post(SVENJA, '3post'), kind: 'mention' });
    expect(normalized({ reply: { parent: ref(OLE, '3a') } }).rootExternalId).toBe(post(OLE, '3a'));
  });

  it('leaves out what is no language, picture or name', () => {
    const found = normalized(
      { langs: ['<b>', 'de'], embed: { images: 'x' } },
      { embed: { images: [{ fullsize: 7 }, null] }, author: { did: SVENJA, handle: 'handle.invalid' } },
    );
    expect(found).toMatchObject({
      language: undefined,
      media: [],
      author: { name: SVENJA, handle: undefined },
    });
  });
});

describe('what stands beside the text', () => {
  const external = { $type: 'app.bsky.embed.external', external: { uri: 'https://a.example/b', title: 'B' } };

  it('is the address of a card that the text lacks', () => {
    expect(normalized({ embed: external }).text).toBe('Hallo\nhttps://a.example/b');
    expect(normalized({ text: '', embed: external }).text).toBe('https://a.example/b');
    expect(normalized({ text: 'Siehe https://a.example/b', embed: external }).text).toBe(
      'Siehe https://a.example/b',
    );
  });

  it('is the still of a video, and pictures beside a quote', () => {
    const video = { $type: 'app.bsky.embed.video', video: { mimeType: 'video/mp4' } };
    const still = { thumbnail: 'https://cdn.example/still.jpg', alt: 'Router blinkt' };
    const image = { alt: 'A', image: { mimeType: 'image/webp' } };
    const both = { $type: 'app.bsky.embed.recordWithMedia', record: quote(OLE), media: { images: [image] } };
    const shown = { media: { images: [{ fullsize: 'https://cdn.example/a', alt: 'A' }] } };
    expect(normalized({ embed: video }, { embed: still }).media).toEqual([
      { url: 'https://cdn.example/still.jpg', alt: 'Router blinkt', mimeType: 'image/jpeg' },
    ]);
    expect(normalized({ embed: both }, { embed: shown }).media).toEqual([
      { url: 'https://cdn.example/a', alt: 'A', mimeType: 'image/webp' },
    ]);
  });
});

describe('the thread that a reply names', () => {
  it('is that of the post it answers', () => {
    const reply = { root: ref(OLE, '3root'), parent: ref(OLE, '3other') };
    expect(threadOf(raw({ reply }))).toEqual({
      root: ref(OLE, '3root'),
      parent: { uri: post(SVENJA, '3post'), cid: 'cid-3post' },
    });
  });

  it('begins with the post where it answers nothing', () => {
    const self = { uri: post(SVENJA, '3post'), cid: 'cid-3post' };
    expect(threadOf(raw({}))).toEqual({ root: self, parent: self });
  });
});
