import type { ConversationStatus } from '../conversations/conversation-status.ts';
import type { ConversationKind } from './channels.ts';
import type { PauseReason } from '../sla/clock-run.ts';
import type { CancelReason, NoAnswerReason, SlaMetric } from '../sla/sla-clock.ts';
import type { HandOverItem } from './hand-over.ts';
import type { IsoInstant } from './page.ts';
import type { StuckReason } from './routing.ts';
import type { TeamRef } from './session.ts';

export type ConversationView = 'mine' | 'new' | 'due' | 'waiting' | 'mentioned' | 'team' | 'all';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type MessageVisibility = 'public' | 'private';

export interface PersonRef {
  id: string;
  name: string;
  avatarUrl: string;
}

export interface ContactRef {
  id: string;
  name: string;
  handle: string | null;
  /** From our own origin, never the network's; null draws initials. */
  avatarUrl: string | null;
}

export interface DueClock {
  metric: SlaMetric;
  at: IsoInstant;
  state: 'running' | 'soon' | 'paused' | 'breached' | 'met';
  /** When the clock started, so that a ring can show the share that is left. */
  startedAt: IsoInstant;
  /** Only when met. */
  metAt?: IsoInstant;
  /** Only when paused: `at` is as if it went on at that instant. */
  pausedAt?: IsoInstant;
  /** When a clock that runs turns from running to soon, as its policy has it. */
  soonAt?: IsoInstant;
  /** Absent where its calendar never closes. */
  work?: WorkTime;
}

/** The time of a clock by the calendar it was started with: what a screen counts, so that no night counts. */
export interface WorkTime {
  /** Open minutes at `asOf`: left until the deadline, below 0 over it; of a clock that was met, what was needed. */
  minutes: number;
  /** Of how many. */
  targetMinutes: number;
  asOf: IsoInstant;
  /** When it is open after `asOf`, for some days ahead: only then the minutes go on. Empty where they stand still. */
  open: [from: IsoInstant, to: IsoInstant][];
}

/** A row of the inbox; pushes carry the same shape. */
export interface ConversationItem {
  id: string;
  version: number;
  status: ConversationStatus;
  priority: Priority;
  channel: { id: string; name: string; network: string };
  contact: ContactRef;
  subject: string;
  excerpt: string;
  kind: ConversationKind;
  visibility: MessageVisibility;
  assignee: PersonRef | null;
  /** Who helped this contact last, where it was somebody. */
  knows: PersonRef | null;
  team: TeamRef;
  tags: string[];
  language: string | null;
  unread: boolean;
  /** Agents mentioned in notes who have not looked since. */
  mentionedAgentIds: string[];
  lastCustomerMessageAt: IsoInstant;
  snoozedUntil: IsoInstant | null;
  isSpam: boolean;
  rating: number | null;
  due: DueClock | null;
  /** When the network stops to take answers here, also where that has passed; null where it never does. */
  windowClosesAt: IsoInstant | null;
  /** A customer waits for an answer that was promised, so that closing it has to say why there is none. */
  isUnanswered: boolean;
  hasFailedDelivery: boolean;
  /**
   * Why placement does not go on with it although nobody has it; null while somebody has it, and while it just stands in
   * line (`allAway` and `allFull` are found out when a conversation is explained).
   */
  stuck: StuckReason['kind'] | null;
}

export interface ConversationQuery {
  view?: ConversationView;
  teamId?: string;
  channelId?: string;
  /** One of the states, or `open` states together as the list's first tab: `active` = new and open. */
  status?: ConversationStatus | 'active';
  tag?: string;
  q?: string;
  sort?: 'newest' | 'due';
  spam?: boolean;
  limit?: number;
  cursor?: string;
}

/** How many are not closed and no spam, of what the agent may see. */
export interface ConversationCounts {
  views: Record<ConversationView, number>;
  /** By id; a team or channel without any is missing. */
  teams: Record<string, number>;
  channels: Record<string, number>;
  /** The part of each that is new or open, for the tabs of a list; the rest waits. */
  active?: Pick<ConversationCounts, 'views' | 'teams' | 'channels'>;
}

export type DeliveryState =
  | 'awaitingApproval'
  | 'scheduled'
  | 'held'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'seen'
  | 'edited'
  | 'deleted'
  | 'failed'
  | 'unknown'
  | 'cancelled';

export interface DeliveryStatus {
  state: DeliveryState;
  /** When a held reply leaves the undo window, or the next try. */
  nextAt: IsoInstant | null;
  attempts: number;
  /** A `ConnectorError` kind with what the network said, for the sentence on screen. */
  error: { kind: string; detail: string } | null;
}

export interface MessageMedia {
  id: string;
  /** Own origin; null while it is fetched or when it could not be. */
  url: string | null;
  previewUrl: string | null;
  mimeType: string;
  alt: string;
  state: 'pending' | 'ready' | 'failed' | 'refused';
  width: number | null;
  height: number | null;
}

export interface MessageItem {
  id: string;
  sequence: number;
  type: 'inbound' | 'reply' | 'note';
  visibility: MessageVisibility | 'internal';
  author: {
    kind: 'customer' | 'agent' | 'brand';
    /** Agent id or contact id; null for the brand's own posts. */
    id: string | null;
    name: string;
    handle?: string;
    avatarUrl?: string;
    mark?: string;
  };
  /** Verbatim plain text; always escaped when shown. For replies the final text, signature included. */
  text: string;
  /** The tail of `text` that signs a reply. */
  signature?: string;
  language: string | null;
  rating: number | null;
  media: MessageMedia[];
  mentions?: string[];
  /** Who was asked a question in this note and has not answered yet. */
  asks?: string[];
  inReplyToMessageId?: string;
  permalink?: string;
  postedAt: IsoInstant;
  receivedAt: IsoInstant;
  editedAt?: IsoInstant;
  deletedAt?: IsoInstant;
  delivery?: DeliveryStatus;
  checkUrl?: string;
}

/** What was done to a conversation: never a message. */
export interface ConversationEvent {
  id: string;
  type:
    | 'opened'
    | 'reopened'
    /** Closed by mistake, or behind a reply that did not go out (then by nobody): as if it had not been closed. */
    | 'closingTakenBack'
    | 'assigned'
    | 'released'
    | 'statusChanged'
    | 'snoozed'
    | 'woken'
    | 'teamChanged'
    | 'priorityChanged'
    | 'tagsChanged'
    | 'markedSpam'
    | 'unmarkedSpam'
    | 'authorMuted'
    | 'authorUnmuted';
  /** Null when the system did it (placement, waking). */
  actor: PersonRef | null;
  data: Record<string, unknown>;
  at: IsoInstant;
}

export interface Participant {
  contact: ContactRef;
  isContact: boolean;
  isMuted: boolean;
}

export interface ConversationDetail extends ConversationItem {
  sequence: number;
  /** The newest 200 in order; older ones behind `messagesCursor` at `/api/conversations/:id/messages`. */
  messages: MessageItem[];
  messagesCursor: string | null;
  events: ConversationEvent[];
  participants: Participant[];
  ledger: LedgerEntry[];
  history: ContactHistoryItem[];
  identities: { network: string; handle: string | null; name: string; profileUrl: string | null }[];
  /** How this channel takes an answer: counts, forms and what is possible now. */
  reply: {
    textLimit: number | null;
    measure: { limit?: number; reservedPerUrl?: number };
    visibilities: MessageVisibility[];
    media: { maxCount: number; maxBytes: number; mimeTypes: string[]; altLimit: number } | null;
    isChannelHealthy: boolean;
  };
  myDraft: Draft | null;
  /** The last hand-over, while it is for me and nobody has answered since. */
  handOver: HandOverItem | null;
  /** All of them, the newest first. */
  handOvers: HandOverItem[];
  isFollowed: boolean;
  /** Questions of colleagues to me that I have not answered with a note. */
  openAsks: OpenAsk[];
}

export interface OpenAsk {
  messageId: string;
  from: PersonRef;
  text: string;
  at: IsoInstant;
}

/** One line of the clock's ledger, in the order of time. */
export interface LedgerEntry {
  metric: SlaMetric;
  turn: number;
  policyName: string;
  /** The calendar as it was named when the clock started; null where it had no name. */
  calendarName: string | null;
  targetMinutes: number;
  startedAt: IsoInstant;
  fetchDelaySeconds: number;
  deadlineAt: IsoInstant | null;
  metAt: IsoInstant | null;
  breachedAt: IsoInstant | null;
  cancelledAt: IsoInstant | null;
  cancelReason: CancelReason | null;
  /** Who decided that no answer is needed, and why. */
  cancelledBy: PersonRef | null;
  noAnswerReason: NoAnswerReason | null;
  cancelNote: string | null;
  /** In order; the last one lasts while `to` is null. */
  pauses: { from: IsoInstant; to: IsoInstant | null; reason: PauseReason }[];
  /** Since when it stands still; `deadlineAt` is then as if it went on at that instant. */
  pausedAt: IsoInstant | null;
  /** Open minutes used up when this was read, or when it ended; pauses left out. */
  workedMinutes: number;
  /** Of a clock that has a deadline and is not over; absent where its calendar never closes. */
  work?: WorkTime;
}

/** A person decides that what waits needs no answer. */
export interface NoAnswerNeededRequest {
  reason: NoAnswerReason;
  note?: string;
}

export interface ContactHistoryItem {
  id: string;
  subject: string;
  lastCustomerMessageAt: IsoInstant;
  status: ConversationStatus;
  helper: PersonRef | null;
}

export interface PatchConversationRequest {
  version: number;
  status?: ConversationStatus;
  /**
   * With the status that stood before: what the caller did last, closing it, was not meant. Everything is then as if it had
   * not been closed, clocks and figures included. That holds for whoever closed it, for an hour, and while no message came
   * or went since; otherwise it is a reopening like any other. Where it is not closed any more, its status stays.
   */
  takesBack?: boolean;
  assigneeId?: string | null;
  teamId?: string;
  priority?: Priority;
  tags?: string[];
  /** Null together with the status `snoozed`: until the customer writes. */
  snoozedUntil?: IsoInstant | null;
  /** With a snooze: the customer wished it, or has to do something first. Clocks stand still where the policy says so. */
  isSnoozedForCustomer?: boolean;
  /** With the status `closed`: what waits is closed unanswered, and why. */
  noAnswerNeeded?: NoAnswerNeededRequest;
  /** Left as an internal note in the same step, such as what the next person has to know. */
  note?: string;
}

/** What a change by hand leads to; the whole row follows as a push. */
export interface DeskAnswer {
  id: string;
  version: number;
  status: ConversationStatus;
  assigneeId: string | null;
  teamId: string;
  priority: Priority;
  tags: string[];
  snoozedUntil: IsoInstant | null;
  isSpam: boolean;
}

export interface AddNoteRequest {
  text: string;
  mentions?: string[];
  /** Whoever of the mentioned is asked a question; their next note answers it. */
  asks?: string[];
}

export interface Draft {
  text: string;
  visibility: MessageVisibility;
  inReplyToMessageId: string | null;
  mediaIds: string[];
  updatedAt: IsoInstant;
}

export interface SaveDraftRequest {
  text: string;
  visibility: MessageVisibility;
  inReplyToMessageId?: string | null;
  mediaIds?: string[];
}
