import type { IsoInstant } from './page.ts';

/** A person of the small social network that ships with the demonstration. */
export interface PlaygroundAccount {
  id: string;
  handle: string;
  name: string;
  avatarUrl: string;
  isBrand: boolean;
}

export interface PlaygroundPost {
  id: string;
  author: PlaygroundAccount;
  text: string;
  visibility: 'public' | 'private';
  /** Null for the start of a thread. */
  inReplyToId: string | null;
  rootId: string;
  media: { url: string; alt: string; mimeType: string }[];
  /** For the brand's signed replies. */
  agent: { name: string; mark: string; avatarUrl: string } | null;
  checkUrl: string | null;
  createdAt: IsoInstant;
  editedAt: IsoInstant | null;
  deletedAt: IsoInstant | null;
}

/** Multipart on `POST /playground/api/posts`: these fields and at most one `picture` with `alt`. */
export interface CreatePlaygroundPost {
  accountId: string;
  text: string;
  visibility: 'public' | 'private';
  inReplyToId?: string;
  alt?: string;
}

export interface UpdatePlaygroundPost {
  accountId: string;
  text: string;
}

/** The newest threads, complete, in the order of their newest posts; the posts of each in the order of writing. */
export interface PlaygroundThreads {
  items: { rootId: string; posts: PlaygroundPost[] }[];
  nextCursor: string | null;
  /** Rises with every post, edit and deletion. */
  change: number;
}

/** What the network tells the brand about one post; an edit or deletion tells of it again. */
export interface PlaygroundNotice {
  change: number;
  post: PlaygroundPost;
  permalink: string;
  mentionsBrand: boolean;
  answersBrand: boolean;
  rootIsBrand: boolean;
  /** The direct comment below the root that leads to this post. */
  branchId: string;
  /** The person of a private exchange. */
  counterpartId: string | null;
}

export interface PlaygroundNotices {
  items: PlaygroundNotice[];
  /** The last change told of; pass it as `since`. */
  cursor: number;
  hasMore: boolean;
}

/** A reply of the brand, with an `Idempotency-Key` header. Addresses are those of our own origin. */
export interface CreatePlaygroundReply {
  inReplyToId: string;
  text: string;
  visibility: 'public' | 'private';
  media: { url: string; alt: string; mimeType: string }[];
  agent: { name: string; mark: string; avatarUrl: string };
  checkUrl: string;
}

/** A post of the brand, with where to find it. */
export interface PlaygroundReply {
  post: PlaygroundPost;
  permalink: string;
}

export interface PlaygroundBrand {
  account: PlaygroundAccount;
  url: string;
  textLimit: number;
}
