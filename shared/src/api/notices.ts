import type { PersonRef } from './conversations.ts';
import type { IsoInstant } from './page.ts';

/** What somebody is told of. */
export const noticeKinds = [
  'assigned',
  'mentioned',
  'handOver',
  'customerBack',
  'askedForHelp',
  'answered',
  'followed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NoticeItem {
  id: string;
  kind: NoticeKind;
  conversation: { id: string; contactName: string; excerpt: string };
  /** Who caused it; null for the customer or the placement. */
  actor: PersonRef | null;
  /** The question, the note or the hand-over paragraph; empty otherwise. */
  text: string;
  at: IsoInstant;
  seenAt: IsoInstant | null;
}

/** `GET /api/notices?limit&cursor`, and the push `notices.changed`. */
export interface NoticeCount {
  unseen: number;
  unseenMentions: number;
}

/** `POST /api/notices/seen`; neither field: all of them. */
export interface MarkNoticesSeenRequest {
  ids?: string[];
  conversationId?: string;
}

export interface NoticeWays {
  inApp: boolean;
  browser: boolean;
  mail: boolean;
}

/** `GET/PUT /api/me/notice-settings`. */
export interface NoticeSettings {
  ways: Record<NoticeKind, NoticeWays>;
  /** An e-mail goes out when nobody has looked for this long. */
  mailAfterMinutes: number;
  /** `HH:MM` on the organisation's clock; null is never quiet. In quiet hours nothing but the app tells. */
  quiet: { from: string; to: string } | null;
}
