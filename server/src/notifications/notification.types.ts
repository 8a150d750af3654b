import type { NoticeKind, NoticeWays } from '@visavis/shared/api/notices';

/** A notice that a fact gives cause for, before anybody asked whether its reader may see it or wants it. */
export interface PlannedNotice {
  agentId: string;
  kind: NoticeKind;
  conversationId: string;
  /** Null for the customer and the placement. */
  actorAgentId: string | null;
  /** The message, hand-over or activity line it is about. */
  sourceId: string;
  text: string;
  at: Date;
}

/** A notice as it is stored. */
export interface NewNotice extends PlannedNotice, NoticeWays {
  id: string;
}

/** Something about a team that one person is told of. */
export interface NewTeamNotice extends Omit<NewNotice, 'conversationId'> {
  teamId: string;
}

/** Somebody who might be told, with what they chose; who left is missing. */
export interface Reader {
  agentId: string;
  /** Null where they chose nothing. */
  ways: Partial<Record<NoticeKind, NoticeWays>> | null;
  role: 'agent' | 'lead' | 'admin';
  teamIds: string[];
}

/** A conversation, as far as telling about it goes. */
export interface TellingConversation {
  id: string;
  teamId: string;
  isTeamClosed: boolean;
  assigneeId: string | null;
  lastHelperId: string | null;
  isSpam: boolean;
  isHistory: boolean;
  isClosed: boolean;
}

/** The newest activity line that gave a conversation to somebody, or took it from them. */
export interface AssignmentLine {
  conversationId: string;
  agentId: string;
  way: 'given' | 'taken';
  eventId: string;
  at: Date;
}

/** A message of a customer that brought a conversation back. */
export interface CustomerReturn {
  messageId: string;
  conversationId: string;
  eventId: string;
  at: Date;
}

export interface WrittenMessage {
  messageId: string;
  /** Of notes only. */
  text: string;
  at: Date;
}

export interface HandOverCard {
  id: string;
  note: string;
  at: Date;
}

export interface Follower {
  conversationId: string;
  agentId: string;
}

/** Somebody wrote in a conversation. */
export interface Act {
  agentId: string;
  conversationId: string;
  at: Date;
}

/** A notice with what a screen or a letter says of it. */
export interface NoticeRow {
  id: string;
  agentId: string;
  kind: NoticeKind;
  /** How many conversations, or channels, it stands for. */
  size: number;
  text: string;
  at: Date;
  seenAt: Date | null;
  inApp: boolean;
  browser: boolean;
  /** Null when it is about a channel or a team. */
  conversationId: string | null;
  contact: { name: string; avatarMediaId: string | null } | null;
  excerpt: string;
  channel: { id: string; name: string } | null;
  team: { id: string; name: string } | null;
  actor: { id: string; name: string; faceVersion: number } | null;
}

export interface NoticeCountRow {
  agentId: string;
  unseen: number;
  unseenMentions: number;
}
