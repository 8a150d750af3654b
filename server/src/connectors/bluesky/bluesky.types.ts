/** What we read of the network's answers. Records are written by anybody with any client, so they stay `unknown`. */

/** A post by address and version. */
export interface StrongRef {
  uri: string;
  cid: string;
}

export interface RawActor {
  did: string;
  handle?: string;
  displayName?: string;
  avatar?: string;
  viewer?: { blockedBy?: boolean; blocking?: string };
}

/** A notification and a view of a post have this in common. */
export interface RawPost extends StrongRef {
  author: RawActor;
  record: unknown;
  /** When the network saw it, but never after the instant that the author claims. */
  indexedAt: string;
}

export interface RawNotification extends RawPost {
  reason: string;
}

export interface RawPostView extends RawPost {
  /** Pictures with addresses; the record has only their hashes. */
  embed?: unknown;
  viewer?: { replyDisabled?: boolean };
  replyCount?: number;
}

/** What cannot be shown (deleted, blocked) has no post. */
export interface RawThread {
  post?: RawPostView;
  replies?: RawThread[];
}

export interface NotificationsAnswer {
  notifications: RawNotification[];
  cursor?: string;
}

export interface AuthorFeedAnswer {
  feed: { post: RawPostView; reason?: unknown }[];
  cursor?: string;
}

export interface SessionAnswer {
  did: string;
  handle: string;
  accessJwt: string;
  refreshJwt: string;
  didDoc?: unknown;
}

/** Part of a text, by UTF-8 bytes, with the end excluded. */
export interface Facet {
  index: { byteStart: number; byteEnd: number };
  features: ({ $type: string } & Record<string, unknown>)[];
}

export interface BlobRef {
  $type: 'blob';
  ref: { $link: string };
  mimeType: string;
  size: number;
}

export interface ComposedImage {
  alt: string;
  image: BlobRef;
  aspectRatio?: { width: number; height: number };
}

/** The record of a reply, as we write it. */
export interface PostRecord {
  $type: 'app.bsky.feed.post';
  text: string;
  createdAt: string;
  reply: { root: StrongRef; parent: StrongRef };
  facets?: Facet[];
  langs?: string[];
  embed?: { $type: 'app.bsky.embed.images'; images: ComposedImage[] };
}
