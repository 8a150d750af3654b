import type { ChannelItem } from '../api/channels.ts';
import type {
  ConversationCounts,
  ConversationEvent,
  ConversationItem,
  LedgerEntry,
  MessageItem,
  PersonRef,
} from '../api/conversations.ts';
import type { HandOverItem } from '../api/hand-over.ts';
import type { NoticeCount, NoticeItem } from '../api/notices.ts';
import type { AvailabilityState } from '../api/schedule.ts';
import type { Availability } from '../api/session.ts';

/** A colleague's visible state in one conversation. */
export type ConversationPresence = 'reading' | 'writing';

/** Who is in one conversation: those who write first, and among equals whoever began first. Nobody is an empty list. */
export interface PresentPeople {
  conversationId: string;
  people: { agent: PersonRef; state: ConversationPresence }[];
}

/**
 * What screens receive over `/realtime`, by name. Each carries the present state; a client drops what is older than
 * the `version` it holds. Few kinds on purpose: a push nobody handles fails to compile.
 */
export interface Pushes {
  'conversation.upserted': { conversation: ConversationItem };
  /** Erased, or no longer visible to whoever receives this. */
  'conversation.removed': { id: string };
  'message.upserted': { conversationId: string; version: number; sequence: number; message: MessageItem };
  /** To the conversation's own room: events and ledger as they are now. */
  'activity.changed': {
    conversationId: string;
    version: number;
    events: ConversationEvent[];
    ledger: LedgerEntry[];
    handOvers: HandOverItem[];
  };
  'counts.changed': { counts: ConversationCounts };
  /** To everybody who may see its row: who looks at or writes in a conversation; empty when everybody left. */
  'presence.changed': PresentPeople;
  /** A colleague came, went, or changed availability. */
  'agent.changed': {
    agentId: string;
    isPresent: boolean;
    availability: Availability;
    availabilityState: AvailabilityState;
    openCount: number;
    load: number;
    /** Another one than known means that the face was changed or taken back: it is to disappear everywhere. */
    avatarUrl: string;
  };
  'channel.changed': { channel: ChannelItem };
  /** The live figures are out of date; a screen that shows them fetches once. */
  'report.stale': { report: 'live' | 'teamBoard' };
  /** To one person: how many notices are new, and the newest of them when one has just come. */
  'notices.changed': { count: NoticeCount; newest: NoticeItem | null };
}

export type PushName = keyof Pushes;
export type Push = { [K in PushName]: { type: K } & Pushes[K] }[PushName];

/** What a screen may ask of the server over the socket; each is acknowledged with `{ ok }`. */
export interface ScreenMessages {
  /** The conversation now in front of the agent, or null; joins and leaves its room. */
  'screen.show': { conversationId: string | null };
  /** Writing is said again every few seconds while keys are pressed; unsaid, it falls back to reading by itself. */
  'presence.set': { conversationId: string; state: ConversationPresence };
  /** Acknowledged with `PresenceList`. */
  'presence.list': Record<string, never>;
}

/** Every conversation that the agent may see and in which somebody is. */
export interface PresenceList {
  people: PresentPeople[];
}
