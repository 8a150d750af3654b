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
