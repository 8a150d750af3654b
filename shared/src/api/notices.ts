import type { PersonRef } from './conversations.ts';
import type { IsoInstant } from './page.ts';

/**
 * What somebody is told of, the most personal first; `takenOver`: a colleague has what was theirs; `unlockAsked`: somebody
 * wants to see figures of single people, and this reader may agree; `unlockDecided`: about one's own wish of that kind.
 */
export const noticeKinds = [
  'askedForHelp',
  'handOver',
  'slaBreach',
  'slaWarning',
  'channelDown',
  'unlockAsked',
  'unlockDecided',
  'mentioned',
  'answered',
  'customerBack',
  'assigned',
  'takenOver',
  'followed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NoticeItem {
  id: string;
  kind: NoticeKind;
  /** Of alerts that came together it is one notice: how many conversations, or channels. Otherwise 1. */
  count: number;
  /** Of several conversations the first, without a name and an excerpt. Null when it is about a channel or a team. */
  conversation: {
    id: string;
    contactName: string;
    /** From our own origin; null draws initials. */
    contactAvatarUrl: string | null;
    excerpt: string;
  } | null;
  /** Of `channelDown` only; of several the first. */
  channel: { id: string; name: string } | null;
  /** Of `unlockAsked` and `unlockDecided` only: whose figures. */
  team: { id: string; name: string } | null;
  /** Who caused it; null for the customer or the placement. */
  actor: PersonRef | null;
  /** The question, the note or the hand-over paragraph; empty otherwise. */
  text: string;
  at: IsoInstant;
  seenAt: IsoInstant | null;
  /** By which ways screens tell of it: what caused it and its reader both wanted them. Without `inApp` it is in no list. */
  ways: Pick<NoticeWays, 'inApp' | 'browser'>;
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

/** By which ways somebody can be told. */
export interface NoticeWays {
  inApp: boolean;
  browser: boolean;
  mail: boolean;
}

/** In the order in which they are offered. */
export const noticeWays = ['inApp', 'browser', 'mail'] as const satisfies readonly (keyof NoticeWays)[];

/** `GET/PUT /api/me/notice-settings`. */
export interface NoticeSettings {
  ways: Record<NoticeKind, NoticeWays>;
  /** An e-mail goes out when nobody has looked for this long. */
  mailAfterMinutes: number;
  /** Null is never quiet. In quiet hours nothing but the app tells. */
  quiet: QuietHours | null;
  /** Whether names of customers and what was written may leave the app, in browser notifications and e-mails. */
  showsTexts: boolean;
}

/** Wall-clock times `HH:MM` of the organisation, half open; an end that is not after the start lies on the next day. */
export interface QuietHours {
  from: string;
  to: string;
}
