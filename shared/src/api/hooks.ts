import type { ConversationKind } from './channels.ts';
import type { IsoInstant } from './page.ts';

/** One post at the webhook door (`POST /api/hooks/:channelId`), as any source may send it. */
export interface WebhookPost {
  externalId: string;
  threadId?: string;
  inReplyTo?: string;
  kind: ConversationKind;
  visibility: 'public' | 'private';
  author: { externalId: string; name: string; handle?: string; avatarUrl?: string; profileUrl?: string };
  text: string;
  language?: string;
  rating?: number;
  permalink?: string;
  media?: { url: string; alt?: string; mimeType: string }[];
  postedAt: IsoInstant;
  editedAt?: IsoInstant;
  deleted?: boolean;
}

export interface WebhookAnswer {
  accepted: number;
  duplicates: number;
  rejected: { index: number; code: string; message: string }[];
}

/** What the webhook channel sends to its `callbackUrl` for a reply. */
export interface WebhookDelivery {
  deliveryId: string;
  operation: 'create' | 'edit' | 'delete';
  /** For `edit` and `delete`: what the receiver called the reply when it took it. */
  externalId?: string;
  visibility: 'public' | 'private';
  inReplyTo: string | null;
  threadId: string | null;
  text: string;
  signature: string;
  checkUrl: string;
  media: { url: string; alt: string; mimeType: string }[];
  agent: { name: string; mark: string; avatarUrl: string };
}
