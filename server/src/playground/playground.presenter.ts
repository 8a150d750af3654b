import type { PlaygroundAccount, PlaygroundNotice, PlaygroundPost } from '@visavis/shared/api/playground';
import type { Person, PostInContext } from './playground.types.ts';

/** How stored paths become addresses: absolute, on our own origin. */
export interface Addresses {
  publicUrl: string;
  /** The picture of an account as the network hands it out. */
  avatarOf(person: Person): string;
}

export function presentAccount(person: Person, addresses: Addresses): PlaygroundAccount {
  const { id, handle, name, isBrand } = person;
  return { id, handle, name, isBrand, avatarUrl: addresses.avatarOf(person) };
}

export function presentPost(post: PostInContext, addresses: Addresses): PlaygroundPost {
  const absolute = (path: string) => new URL(path, addresses.publicUrl).href;
  const { agent } = post;
  return {
    id: post.id,
    author: presentAccount(post.author, addresses),
    text: post.text,
    visibility: post.visibility,
    inReplyToId: post.inReplyToId,
    rootId: post.rootId,
    media: post.media.map(({ path, alt, mimeType }) => ({ url: absolute(path), alt, mimeType })),
    agent:
      agent === null ? null : { name: agent.name, mark: agent.mark, avatarUrl: absolute(agent.avatarPath) },
    checkUrl: post.checkUrl === null ? null : absolute(post.checkUrl),
    createdAt: post.createdAt.toISOString(),
    editedAt: post.editedAt?.toISOString() ?? null,
    deletedAt: post.deletedAt?.toISOString() ?? null,
  };
}

export function presentNotice(post: PostInContext, addresses: Addresses): PlaygroundNotice {
  const { change, mentionsBrand, answersBrand, rootIsBrand, branchId, counterpartId } = post;
  return {
    change,
    post: presentPost(post, addresses),
    permalink: permalinkOf(post, addresses.publicUrl),
    mentionsBrand,
    answersBrand,
    rootIsBrand,
    branchId,
    counterpartId,
  };
}

export function permalinkOf(post: { id: string }, publicUrl: string): string {
  return `${publicUrl}/playground#post-${post.id}`;
}
