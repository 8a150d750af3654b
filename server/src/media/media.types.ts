import type { MediaVariant } from './media-blob.entity.ts';
import type { MediaKind, MediaState } from './media.entity.ts';

/** A picture in a post, by the address where the network has it. */
export interface RemoteMedia {
  sourceUrl: string;
  kind: 'remote' | 'avatar';
  alt: string;
  mimeType: string;
}

export interface NewPicture {
  kind: MediaKind;
  data: Buffer;
  alt: string;
  ownerAgentId?: string | null;
}

/** What is known of a picture, without its bytes. */
export interface MediaDescription {
  id: string;
  kind: MediaKind;
  state: MediaState;
  mimeType: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  alt: string;
  sourceUrl: string | null;
  failReason: string | null;
  ownerAgentId: string | null;
  /** Paths on our own origin, for those who are signed in; null unless it is ready. */
  url: string | null;
  previewUrl: string | null;
}

export interface MediaBytes {
  data: Buffer;
  mimeType: string;
}

export type { MediaKind, MediaState, MediaVariant };
