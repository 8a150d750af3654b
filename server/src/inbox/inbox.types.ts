import type {
  ContactRef,
  ConversationItem,
  ConversationView,
  DueClock,
  LedgerEntry,
  MessageVisibility,
  Priority,
} from '@visavis/shared/api/conversations';
import type { ChannelHealthState, ConversationKind } from '@visavis/shared/api/channels';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import type { ConversationEventType } from '../conversations/conversation.types.ts';
import type { StoredPause } from '../sla/stored-pause.ts';

/** Somebody of ours as a row carries them. */
export interface PersonRow {
  id: string;
  name: string;
  faceVersion: number;
}

export interface ContactRow extends Pick<ContactRef, 'id' | 'name' | 'handle'> {
  /** Only when the picture can be shown. */
  avatarMediaId: string | null;
}

/** Everything that a row of the inbox shows, as the tables have it. */
export interface ItemRow {
  id: string;
  version: number;
  sequence: number;
  status: ConversationStatus;
  priority: Priority;
  subject: string;
  excerpt: string;
  kind: ConversationKind;
  visibility: MessageVisibility;
  tags: string[];
  language: string | null;
  unread: boolean;
  rating: number | null;
  isSpam: boolean;
  lastCustomerMessageAt: Date;
  snoozedUntil: Date | null;
  isUnanswered: boolean;
  hasFailedDelivery: boolean;
  stuck: ConversationItem['stuck'];
  dueAt: Date | null;
  dueMetric: DueClock['metric'] | null;
  dueStartedAt: Date | null;
  dueWarnAt: Date | null;
  dueMetAt: Date | null;
  duePausedAt: Date | null;
  dueFrozenAt: Date | null;
  /** What the clock of the row is counted by, `hours` as `keptHours` reads them; null without one. */
  dueTerms: { hours: string; targetMinutes: number } | null;
  channel: { id: string; name: string; network: string };
  team: { id: string; name: string };
  isTeamClosed: boolean;
  contact: ContactRow;
  assignee: PersonRow | null;
  knows: PersonRow | null;
  mentionedAgentIds: string[];
}

/** The place of a row in its list. */
export interface ListPlace {
  /** Null only in the order of due times, for what has none. */
  at: string | null;
  id: string;
}

/** A list, with everything decided that depends on who asks. */
export interface ListRequest {
  agentId: string;
  view: ConversationView;
  /** The teams it is limited to; null for all. */
  teamIds: readonly string[] | null;
  /** Null for any. */
  statuses: readonly ConversationStatus[] | null;
  channelId: string | null;
  tag: string | null;
  /** Words to be found; null for a plain list. */
  words: readonly string[] | null;
  isSpam: boolean;
  sort: 'newest' | 'due';
  after: ListPlace | null;
  limit: number;
  now: Date;
}

export interface EventRow {
  id: string;
  type: ConversationEventType;
  actor: PersonRow | null;
  data: Record<string, unknown>;
  at: string;
}

/** Instants in here are as JSON of the database writes them. */
export interface LedgerRow {
  metric: DueClock['metric'];
  turn: number;
  policyName: string;
  targetMinutes: number;
  startedAt: string;
  fetchDelayMs: number;
  deadlineAt: string | null;
  metAt: string | null;
  breachedAt: string | null;
  cancelledAt: string | null;
  calendarName: string | null;
  hours: BusinessHours;
  pausedAt: string | null;
  cancelReason: LedgerEntry['cancelReason'];
  cancelledBy: PersonRow | null;
  noAnswerReason: LedgerEntry['noAnswerReason'];
  cancelNote: string | null;
  pauses: StoredPause[];
}

/** What was done, and how the clocks ran. */
export interface ActivityRow {
  events: EventRow[];
  ledger: LedgerRow[];
}

export interface DetailRow extends ItemRow, ActivityRow {
  participants: { contact: ContactRow; isContact: boolean; isMuted: boolean }[];
  history: {
    id: string;
    subject: string;
    lastCustomerMessageAt: string;
    status: ConversationStatus;
    helper: PersonRow | null;
  }[];
  identities: { network: string; handle: string | null; name: string; profileUrl: string | null }[];
  isFollowed: boolean;
  textLimit: number | null;
  measure: { limit?: number; reservedPerUrl?: number };
  healthState: ChannelHealthState;
  draft: {
    text: string;
    visibility: MessageVisibility;
    inReplyToMessageId: string | null;
    mediaIds: string[];
    updatedAt: string;
  } | null;
}

/** A group of what is not closed and no spam; the finest that any number on screen needs. */
export interface CountRow {
  teamId: string;
  channelId: string;
  assigneeId: string | null;
  status: ConversationStatus;
  count: number;
  /** The part of them whose clock is soon or breached. */
  dueCount: number;
}

/** How many of a team's conversations that are not closed mention somebody who has not looked. */
export interface MentionCountRow {
  agentId: string;
  teamId: string;
  count: number;
  activeCount: number;
}
