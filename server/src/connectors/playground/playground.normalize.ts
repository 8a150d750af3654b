import type { PlaygroundNotice } from '@visavis/shared/api/playground';
import type { NormalizedPost } from '../connector.ts';

/** A post of the playground in our words. */
export function normalizeNotice(notice: PlaygroundNotice): NormalizedPost {
  const { post } = notice;
  const isPrivate = post.visibility === 'private';
  return {
    externalId: post.id,
    rootExternalId: rootOf(notice),
    inReplyToExternalId: post.inReplyToId ?? undefined,
    kind: isPrivate ? 'message' : notice.rootIsBrand ? 'comment' : 'mention',
    visibility: post.visibility,
    author: {
      externalId: post.author.id,
      name: post.author.name,
      handle: `@${post.author.handle}`,
      avatarUrl: post.author.avatarUrl,
    },
    isOwn: post.author.isBrand,
    addressesUs: isPrivate || notice.mentionsBrand || notice.answersBrand,
    text: post.text,
    permalink: notice.permalink,
    media: post.media,
    postedAt: new Date(post.createdAt),
    editedAt: post.editedAt === null ? undefined : new Date(post.editedAt),
    isDeleted: post.deletedAt !== null,
  };
}

/** Below a post of the brand each direct comment is a conversation of its own; a private exchange is one per person. */
function rootOf({ post, rootIsBrand, branchId, counterpartId }: PlaygroundNotice): string {
  if (post.visibility === 'private') return `private:${counterpartId ?? post.author.id}`;
  return rootIsBrand ? branchId : post.rootId;
}
