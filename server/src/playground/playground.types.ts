/** A picture, by its path on our own origin. */
export interface StoredPicture {
  path: string;
  alt: string;
  mimeType: string;
}

/** Who signed a reply of the brand; the face by its path on our own origin. */
export interface SignedAgent {
  name: string;
  mark: string;
  avatarPath: string;
}

export interface Person {
  id: string;
  handle: string;
  name: string;
  portrait: string;
  isBrand: boolean;
  avatarMediaId: string | null;
}

/** A row of `playground_post`. */
export interface PostRow {
  id: string;
  accountId: string;
  text: string;
  visibility: 'public' | 'private';
  inReplyToId: string | null;
  rootId: string;
  branchId: string;
  counterpartId: string | null;
  mentionsBrand: boolean;
  media: StoredPicture[];
  agent: SignedAgent | null;
  checkUrl: string | null;
  idempotencyKey: string | null;
  change: number;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
}

/** A post with everything around it that is needed to show it or to tell of it. */
export interface PostInContext extends PostRow {
  author: Person;
  /** The thread was begun by the brand. */
  rootIsBrand: boolean;
  /** The parent is a post of the brand. */
  answersBrand: boolean;
}

/** What a new post consists of before the network gives it a place. */
export interface NewPost {
  text: string;
  visibility: 'public' | 'private';
  inReplyToId: string | null;
  media: StoredPicture[];
}
