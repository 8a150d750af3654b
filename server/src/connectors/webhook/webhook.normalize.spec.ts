import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { POSTS_PER_CALL, readCall } from './webhook.normalize.ts';

const POST = {
  externalId: 'p-1',
  kind: 'mention',
  visibility: 'public',
  author: { externalId: 'a-1', name: 'Svenja Albers' },
  text: 'Seit heute früh kein Internet.',
  postedAt: '2026-11-20T11:30:00Z',
};

const read = (body: unknown) => readCall(Buffer.from(JSON.stringify(body)));

function postsOf(body: unknown) {
  const result = read(body);
  if (result.kind !== 'posts') throw new Error(`Not posts but ${JSON.stringify(result)}`);
  return result;
}

function onlyPost(changes: Record<string, unknown>) {
  const { posts, rejected } = postsOf({ ...POST, ...changes });
  expect(rejected).toEqual([]);
  return posts[0]!;
}

describe('a call at the open door', () => {
  it('takes one post or a list of posts', () => {
    expect(postsOf(POST).posts.map((post) => post.externalId)).toEqual(['p-1']);
    expect(postsOf([POST, { ...POST, externalId: 'p-2' }]).posts.map((post) => post.externalId)).toEqual([
      'p-1',
      'p-2',
    ]);
    expect(postsOf([])).toEqual({ kind: 'posts', posts: [], rejected: [] });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['HTML', '<html></html>'],
    ['a text', '"post"'],
    ['a number', '1'],
    ['null', 'null'],
    ['JSON twice', '{}{}'],
    ['nesting without end', '['.repeat(50_000)],
  ])('answers 400 to %s', (_name, body) => {
    expect(readCall(Buffer.from(body))).toMatchObject({ kind: 'invalid', status: 400 });
  });

  it('answers 400 to bytes that are no UTF-8', () => {
    const broken = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect(readCall(broken)).toMatchObject({ kind: 'invalid', status: 400 });
  });

  it('takes as many posts as one call may carry and answers 422 to one more', () => {
    const many = Array.from({ length: POSTS_PER_CALL }, (_, at) => ({ ...POST, externalId: `p-${at}` }));
    expect(postsOf(many).posts).toHaveLength(500);
    expect(read([...many, POST])).toMatchObject({ kind: 'invalid', status: 422 });
  });

  it('keeps the good posts of a batch and says of each other which one and why', () => {
    const { posts, rejected } = postsOf([
      POST,
      { ...POST, kind: 'shout' },
      'no post',
      { ...POST, externalId: 'p-4' },
    ]);
    expect(posts.map((post) => post.externalId)).toEqual(['p-1', 'p-4']);
    expect(rejected).toEqual([
      { index: 1, code: 'invalid-field', message: 'kind must be one of mention, comment, review, message.' },
      { index: 2, code: 'not-a-post', message: 'The entry is no object.' },
    ]);
  });

  it.each([
    ['externalId', undefined, 'missing-field'],
    ['externalId', '', 'missing-field'],
    ['externalId', 17, 'invalid-field'],
    ['externalId', 'a\0b', 'invalid-field'],
    ['externalId', '\ud800', 'invalid-field'],
    ['externalId', 'x'.repeat(501), 'field-too-long'],
    ['kind', undefined, 'missing-field'],
    ['kind', 'Mention', 'invalid-field'],
    ['kind', ['mention'], 'invalid-field'],
    ['visibility', undefined, 'missing-field'],
    ['visibility', 'internal', 'invalid-field'],
    ['author', undefined, 'missing-field'],
    ['author', 'Svenja', 'invalid-field'],
    ['author', [], 'invalid-field'],
    ['author', { name: 'Svenja' }, 'missing-field'],
    ['author', { externalId: 'a-1' }, 'missing-field'],
    ['author', { externalId: 'a-1', name: '   ' }, 'missing-field'],
    ['author', { externalId: 'a-1', name: 'x'.repeat(201) }, 'field-too-long'],
    ['text', undefined, 'missing-field'],
    ['text', null, 'missing-field'],
    ['text', { html: '' }, 'invalid-field'],
    ['text', 'x'.repeat(100_001), 'field-too-long'],
    ['postedAt', undefined, 'missing-field'],
    ['postedAt', 'yesterday', 'invalid-field'],
    ['postedAt', '2026-11-20T11:30:00', 'invalid-field'],
    ['postedAt', '2026-02-30T11:30:00Z', 'invalid-field'],
    ['postedAt', '2026-13-01T11:30:00Z', 'invalid-field'],
    ['postedAt', '0001-01-01T00:00:00Z', 'invalid-field'],
    ['postedAt', '+275760-09-13T00:00:00Z', 'invalid-field'],
    ['postedAt', 1_780_000_000, 'invalid-field'],
    ['editedAt', 'later', 'invalid-field'],
    ['rating', 6, 'invalid-field'],
    ['rating', 2.5, 'invalid-field'],
    ['rating', '5', 'invalid-field'],
    ['deleted', 'yes', 'invalid-field'],
    ['media', {}, 'invalid-field'],
    ['media', [null], 'invalid-field'],
    ['media', [{ mimeType: 'image/png' }], 'missing-field'],
    ['media', [{ url: 'javascript:alert(1)', mimeType: 'image/png' }], 'invalid-field'],
    ['media', [{ url: '/relative.png', mimeType: 'image/png' }], 'invalid-field'],
    ['media', [{ url: 'https://a.example/b', mimeType: 'png' }], 'invalid-field'],
    [
      'media',
      Array.from({ length: 21 }, () => ({ url: 'https://a.example/b', mimeType: 'image/png' })),
      'field-too-long',
    ],
    ['threadId', 5, 'invalid-field'],
    ['inReplyTo', {}, 'invalid-field'],
  ])('rejects a post whose %s is %j with %s', (field, value, code) => {
    const { posts, rejected } = postsOf([{ ...POST, [field]: value }]);
    expect(posts).toEqual([]);
    expect(rejected).toEqual([{ index: 0, code, message: expect.stringContaining(field) }]);
  });

  it('never throws and answers for every entry, whatever is sent', () => {
    const post = fc.record(
      {
        externalId: fc.oneof(fc.string(), fc.jsonValue()),
        threadId: fc.jsonValue(),
        inReplyTo: fc.oneof(fc.string(), fc.jsonValue()),
        kind: fc.oneof(fc.constantFrom('mention', 'review'), fc.jsonValue()),
        visibility: fc.oneof(fc.constantFrom('public', 'private'), fc.jsonValue()),
        author: fc.oneof(fc.record({ externalId: fc.string(), name: fc.string() }), fc.jsonValue()),
        text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        rating: fc.jsonValue(),
        media: fc.jsonValue(),
        postedAt: fc.oneof(
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
          fc.jsonValue(),
        ),
        deleted: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(post, fc.jsonValue()), { maxLength: 5 }), (entries) => {
        const { posts, rejected } = postsOf(entries);
        expect(posts.length + rejected.length).toBe(entries.length);
      }),
    );
  });
});

describe('a post of the open door', () => {
  it('carries everything that was sent', () => {
    expect(
      onlyPost({
        threadId: 't-1',
        inReplyTo: 'p-0',
        kind: 'review',
        author: {
          externalId: 'a-1',
          name: 'Svenja Albers',
          handle: '@svenja',
          avatarUrl: 'https://shop.example/svenja.png',
          profileUrl: 'https://shop.example/svenja',
        },
        language: 'de-AT',
        rating: 2,
        permalink: 'https://shop.example/p/1',
        media: [{ url: 'https://shop.example/1.png', alt: 'Router', mimeType: 'IMAGE/PNG' }],
        postedAt: '2026-11-20T12:30:00.500+01:00',
        editedAt: '2026-11-20T11:40:00Z',
        mood: 'angry',
      }),
    ).toEqual({
      externalId: 'p-1',
      rootExternalId: 't-1',
      inReplyToExternalId: 'p-0',
      kind: 'review',
      visibility: 'public',
      author: {
        externalId: 'a-1',
        name: 'Svenja Albers',
        handle: '@svenja',
        avatarUrl: 'https://shop.example/svenja.png',
        profileUrl: 'https://shop.example/svenja',
      },
      isOwn: false,
      addressesUs: true,
      text: POST.text,
      language: 'de-AT',
      rating: 2,
      permalink: 'https://shop.example/p/1',
      media: [{ url: 'https://shop.example/1.png', alt: 'Router', mimeType: 'image/png' }],
      postedAt: new Date('2026-11-20T11:30:00.500Z'),
      editedAt: new Date('2026-11-20T11:40:00.000Z'),
      isDeleted: false,
      replyContext: { threadId: 't-1' },
    });
  });

  it.each([
    ['its thread', { threadId: 't-1', inReplyTo: 'p-0' }, 't-1'],
    ['itself as far as the call tells, when it answers something', { inReplyTo: 'p-0' }, 'p-1'],
    ['itself', {}, 'p-1'],
    ['itself when the others are empty', { threadId: '', inReplyTo: null }, 'p-1'],
    [
      'its author when it is private',
      { visibility: 'private', kind: 'message', threadId: 't-1' },
      'private:a-1',
    ],
  ])('belongs to the conversation of %s', (_name, changes, root) => {
    expect(onlyPost(changes).rootExternalId).toBe(root);
  });

  it('may be a comment that answers somebody else', () => {
    expect(onlyPost({ kind: 'comment' }).addressesUs).toBe(true);
    expect(onlyPost({ kind: 'comment', inReplyTo: 'p-0' }).addressesUs).toBe(false);
    expect(onlyPost({ kind: 'mention', inReplyTo: 'p-0' }).addressesUs).toBe(true);
  });

  it('keeps its text to the letter, but for what no database keeps', () => {
    const text = '  <b>Hallo</b> &amp; \r\n\t{{x}} e\u0301 👩‍👩‍👧  ';
    expect(onlyPost({ text }).text).toBe(text);
    expect(onlyPost({ text: '' }).text).toBe('');
    expect(onlyPost({ text: 'a\0b\ud800c' }).text).toBe('ab\ufffdc');
  });

  it('needs no text when it was deleted', () => {
    expect(onlyPost({ text: undefined, deleted: true })).toMatchObject({ isDeleted: true, text: '' });
  });

  it.each([
    ['permalink', 'javascript:alert(1)'],
    ['permalink', 12],
    ['permalink', '//shop.example'],
    ['language', 'de; DROP TABLE'],
    ['language', 5],
  ])('goes without a %s of %j rather than being lost', (field, value) => {
    expect(onlyPost({ [field]: value })).toMatchObject({ [field]: undefined });
  });

  it('goes without a picture of its author that is no web address', () => {
    const author = {
      ...POST.author,
      avatarUrl: 'data:image/svg+xml,<svg/>',
      profileUrl: 'ftp://a.example',
      handle: ' ',
    };
    expect(onlyPost({ author }).author).toEqual({ ...POST.author });
  });
});
