import type { PublicForm } from '@visavis/shared/agents/public-face';
import type { ConversationKind } from '@visavis/shared/api/channels';
import type {
  ConversationEvent,
  DeliveryState,
  DueClock,
  MessageVisibility,
  Priority,
} from '@visavis/shared/api/conversations';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';

export type DueMetric = DueClock['metric'];
export type ConversationEventType = ConversationEvent['type'];

/** What the modules to the right need to know about a conversation that was opened, reopened or changed. */
export interface ConversationRef {
  id: string;
  channelId: string;
  teamId: string;
  contactId: string;
  status: ConversationStatus;
  assigneeId: string | null;
  kind: ConversationKind;
  rating: number | null;
  isHistory: boolean;
}

/** A conversation as it stands, locked until the transaction ends. */
export interface ConversationState extends ConversationRef {
  version: number;
  /** The version at which status, assignee, team or snooze changed last. */
  deskVersion: number;
  sequence: number;
  visibility: MessageVisibility;
  priority: Priority;
  tags: string[];
  language: string | null;
  unread: boolean;
  isSpam: boolean;
  assignedAt: Date | null;
  snoozedUntil: Date | null;
  closedAt: Date | null;
  lastHelperId: string | null;
  replyCount: number;
  lastCustomerMessageAt: Date;
  /** What it asks of whoever takes it: canonical keys, see `shared/routing/needs.ts`. */
  needs: string[];
  /** Placement leaves it alone; people may still take it. */
  doNotRoute: boolean;
  /** The policy that a rule chose; null takes the team's. */
  slaPolicyId: string | null;
  createdAt: Date;
}

/** A message of a customer that asks for an answer of ours. */
export interface CustomerTurn {
  conversationId: string;
  channelId: string;
  teamId: string;
  messageId: string;
  /** When the clock starts: the network's time, or the receipt when the network's lies in the future. */
  postedAt: Date;
  receivedAt: Date;
  /** No reply of ours was accepted yet: the first-response clock, else the next-response one. */
  isFirst: boolean;
  /** Accepted replies so far. */
  replyCount: number;
}

/** How long a conversation is put off, and for whom. */
export interface Snooze {
  /** Null until the customer writes. */
  until: Date | null;
  /** The customer wished it, or has to do something first; never for a colleague one waits for. */
  isForCustomer?: boolean;
}

/** A message stored for the first time. */
export interface ArrivedMessage {
  conversationId: string;
  messageId: string;
  channelId: string;
  externalId: string;
  /** False for a post of our own account. */
  isCustomer: boolean;
}

/** A post of ours coming back from the network: it is the reply we already hold. */
export interface Echo {
  conversationId: string;
  messageId: string;
  externalId: string;
  permalink: string | null;
  /** By the network's time. */
  postedAt: Date;
}

/** What `recordInbound` did with a batch. */
export interface Arrived {
  /** One per post, in the order given: stored or changed something, or was known already. */
  outcomes: ('accepted' | 'duplicate')[];
  accepted: number;
  duplicates: number;
  /** Live ones that ask for somebody: begun, or back from closed. */
  openedOrReopened: ConversationRef[];
  customerTurns: CustomerTurn[];
  messages: ArrivedMessage[];
  /** Replies of ours that were recognised coming back. */
  echoes: Echo[];
}

/** Who wrote a reply, as they were when they wrote it. The face is a version, never a picture. */
export interface AuthorSnapshot {
  agentId: string;
  /** Null where the person was not named: the team signed, with their mark. */
  publicName: string | null;
  mark: string;
  faceVersion: number;
  teamName: string | null;
  /** What they agreed to for replies at that time; missing on the oldest replies, which showed everything. */
  form?: PublicForm;
}

export interface DeliveryFault {
  /** A `ConnectorErrorKind`, or `undo` and the like of our own. */
  kind: string;
  /** What the network said. */
  detail: string;
}

/** A reply handed to the outbox. */
export interface NewReply {
  id: string;
  conversationId: string;
  agentId: string;
  authorSnapshot: AuthorSnapshot;
  visibility: MessageVisibility;
  /** Final: signature and check link included. */
  text: string;
  signature: string;
  checkCode: string;
  language: string | null;
  inReplyToMessageId: string;
  mediaIds: string[];
  deliveryState: DeliveryState;
  deliveryNextAt: Date | null;
}

/** The network has taken a reply. */
export interface AcceptedReply {
  messageId: string;
  externalId: string;
  permalink: string | null;
  acceptedAt: Date;
}

/** How the delivery of a reply stands, for screens. */
export interface DeliveryChange {
  messageId: string;
  state: DeliveryState;
  nextAt: Date | null;
  attempts: number;
  error: DeliveryFault | null;
}

/** The clock that a row of the inbox shows; all null when there is none. */
export interface DueRow {
  conversationId: string;
  dueAt: Date | null;
  metric: DueMetric | null;
  startedAt: Date | null;
  warnAt: Date | null;
  metAt: Date | null;
  /** It stands still since then: no `dueAt`, and when it would be due in `frozenAt`. */
  pausedAt?: Date | null;
  frozenAt?: Date | null;
  /** The answer that a customer waits for, from its start on; due never where no hours open. Unset when nobody waits for one, or when it stands still. */
  answerDueAt?: Date | null;
  answerStartedAt?: Date | null;
  answerWarnAt?: Date | null;
}

export interface NewNote {
  conversationId: string;
  agentId: string;
  text: string;
  /** Agents named in it. */
  mentions: string[];
  /** Whoever of the named is asked a question. */
  asks?: string[];
}
