import { describe, expect, it } from '@jest/globals';
import type { PlaygroundNotice, PlaygroundPost } from '@visavis/shared/api/playground';
import { normalizeNotice } from './playground.normalize.ts';

const POST: PlaygroundPost = {
  id: 'p-3',
  author: {
    id: 'a-1',
    handle: 'ines',
    name: 'Inés Robledo',
    avatarUrl: 'http://x.example/a.svg',
    isBrand: false,
  },
  text: 'Danke!',
  visibility: 'public',
  inReplyToId: 'p-2',
  rootId: 'p-1',
  media: [],
  agent: null,
  checkUrl: null,
  createdAt: '2026-11-20T11:00:00.000Z',
  editedAt: null,
  deletedAt: null,
};

function notice(post: Partial<PlaygroundPost>, rest: Partial<PlaygroundNotice> = {}): PlaygroundNotice {
  return {
    change: 1,
    post: { ...POST, ...post },
    permalink: 'http://x.example/playground#post-p-3',
    mentionsBrand: false,
    answersBrand: false,
    rootIsBrand: false,
    branchId: 'p-2',
    counterpartId: null,
    ...rest,
  };
}

describe('a notice of the playground', () => {
  it.each([
    ['a mention', notice({}, { mentionsBrand: true }), ['mention', 'p-1', true]],
    ['an answer to the brand', notice({}, { answersBrand: true }), ['mention', 'p-1', true]],
    ['somebody answering somebody else', notice({}), ['mention', 'p-1', false]],
    [
      'a comment below the brand',
      notice({}, { rootIsBrand: true, answersBrand: true }),
      ['comment', 'p-2', true],
    ],
    ['talk below the brand', notice({}, { rootIsBrand: true }), ['comment', 'p-2', false]],
    [
      'a private message',
      notice({ visibility: 'private' }, { counterpartId: 'a-1' }),
      ['message', 'private:a-1', true],
    ],
  ])('of %s has its kind, its conversation and its addressee', (_name, given, expected) => {
    const { kind, rootExternalId, addressesUs } = normalizeNotice(given);
    expect([kind, rootExternalId, addressesUs]).toEqual(expected);
  });

  it('of a private reply of ours belongs to the exchange with the customer', () => {
    const brand = { ...POST.author, id: 'brand', isBrand: true };
    const post = normalizeNotice(notice({ visibility: 'private', author: brand }, { counterpartId: 'a-1' }));
    expect([post.isOwn, post.rootExternalId]).toEqual([true, 'private:a-1']);
  });
});
