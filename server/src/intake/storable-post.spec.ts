import { describe, expect, it } from '@jest/globals';
import { storableText } from '@visavis/shared/text/storable-text';
import fc from 'fast-check';
import { aPost } from '../../test/factories/a-post.ts';
import { storablePosts } from './storable-post.ts';

const only = (given: Parameters<typeof aPost>[0]) => storablePosts([aPost(given)]).posts[0];

describe('storablePosts', () => {
  it('leaves an ordinary post as it is', () => {
    const post = aPost({
      permalink: 'https://n.example/1',
      media: [{ url: 'https://n.example/a.png', alt: 'A', mimeType: 'image/png' }],
    });
    expect(storablePosts([post])).toEqual({
      posts: [{ ...post, replyContext: {} }],
      indexes: [0],
      rejected: [],
    });
  });

  it.each([
    ['an empty id', { externalId: '' }, 'externalId'],
    ['an id with a NUL', { externalId: 'a\0b' }, 'externalId'],
    ['half a pair in an id', { externalId: 'a\ud800' }, 'externalId'],
    ['an endless id', { externalId: 'x'.repeat(1_001) }, 'externalId'],
    // An entry of an index in PostgreSQL has 2,704 bytes at most.
    ['an id of many bytes', { externalId: '漢'.repeat(900) }, 'externalId'],
    ['an endless root', { rootExternalId: 'x'.repeat(1_001) }, 'rootExternalId'],
    ['an endless parent', { inReplyToExternalId: 'x'.repeat(1_001) }, 'inReplyTo'],
    ['an author without id', { author: { externalId: '' } }, 'author.externalId'],
    ['no instant', { postedAt: new Date(Number.NaN) }, 'postedAt'],
    ['an instant before all calendars', { postedAt: new Date(-8.64e15) }, 'postedAt'],
  ])('rejects %s, by its place in the batch', (_name, given, field) => {
    const { posts, indexes, rejected } = storablePosts([aPost(), aPost(given), aPost()]);
    expect(posts).toHaveLength(2);
    expect(indexes).toEqual([0, 2]);
    expect(rejected).toEqual([
      { index: 1, code: expect.any(String), message: expect.stringContaining(field) },
    ]);
  });

  it('takes a rating beyond all scales for none', () => {
    const ratings = [4.4, 1e12, -1e12, Number.NaN].map((rating) => aPost({ rating }));
    expect(storablePosts(ratings).posts.map(({ rating }) => rating)).toEqual([
      4,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('asks no author of what was deleted', () => {
    expect(
      storablePosts([aPost({ isDeleted: true, author: { externalId: '', name: '' } })]).rejected,
    ).toEqual([]);
  });

  it('shows somebody without a name by handle, then by id', () => {
    expect(only({ author: { externalId: 'a1', name: ' \u200b', handle: 'svenja' } })?.author.name).toBe(
      '@svenja',
    );
    expect(only({ author: { externalId: 'a1', name: '' } })?.author.name).toBe('a1');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'not an address',
    `https://n.example/${'x'.repeat(2_000)}`,
  ])('drops the address %s', (address) => {
    const post = only({
      permalink: address,
      author: { externalId: 'a1', name: 'A', avatarUrl: address, profileUrl: address },
      media: [{ url: address, alt: '', mimeType: 'image/png' }],
    });
    expect([post?.permalink, post?.author.avatarUrl, post?.author.profileUrl, post?.media]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
    ]);
  });

  it('cleans what a connector keeps for its answer, however deep', () => {
    expect(only({ replyContext: { a: ['\0x', { '\0b': '\ud800' }], n: 1, no: null } })?.replyContext).toEqual(
      {
        a: ['x', { b: '\ufffd' }],
        n: 1,
        no: null,
      },
    );
  });

  it('lets nothing through that JSON and PostgreSQL cannot carry', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(anything, anything, anything, (externalId, text, name) => {
        const { posts } = storablePosts([aPost({ externalId, text, author: { externalId, name } })]);
        const json = JSON.stringify(posts);
        expect(json).not.toContain('\\u0000');
        expect(storableText(json)).toBe(json);
        expect(json.replaceAll('\\\\', '')).not.toMatch(/\\ud[89a-f]/i);
      }),
    );
  });
});
