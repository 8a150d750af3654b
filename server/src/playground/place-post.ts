import type { NewPost, Person, PostInContext } from './playground.types.ts';

/** Where a post stands on the network. */
export interface Place {
  inReplyToId: string | null;
  rootId: string;
  branchId: string;
  counterpartId: string | null;
  visibility: 'public' | 'private';
}

/** What stands there already: the parent, and the root of the private exchange that the post belongs to. */
export interface Surroundings {
  parent: PostInContext | null;
  privateRootId: string | null;
}

/**
 * Places a post: below its parent, or as a root of its own. Whatever is private belongs to the one exchange of that
 * person with the brand, and what answers something private is private, whatever its author asked for.
 */
export function placePost(id: string, author: Person, post: NewPost, around: Surroundings): Place {
  const { parent, privateRootId } = around;
  if (post.visibility === 'private' || parent?.visibility === 'private') {
    const rootId = privateRootId ?? id;
    const counterpartId = author.isBrand ? (parent?.counterpartId ?? parent?.accountId ?? null) : author.id;
    const inReplyToId = parent?.visibility === 'private' ? parent.id : null;
    return { inReplyToId, rootId, branchId: rootId, counterpartId, visibility: 'private' };
  }
  if (parent === null) {
    return { inReplyToId: null, rootId: id, branchId: id, counterpartId: null, visibility: 'public' };
  }
  const isDirectComment = parent.id === parent.rootId;
  return {
    inReplyToId: parent.id,
    rootId: parent.rootId,
    branchId: isDirectComment ? id : parent.branchId,
    counterpartId: null,
    visibility: 'public',
  };
}

/** Whose private exchange a post would belong to, before its root is looked up; null for a public post. */
export function exchangeOf(author: Person, post: NewPost, parent: PostInContext | null): string | null {
  if (post.visibility === 'public' && parent?.visibility !== 'private') return null;
  return author.isBrand ? (parent?.counterpartId ?? parent?.accountId ?? null) : author.id;
}
