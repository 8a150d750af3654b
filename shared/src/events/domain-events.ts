import type { HandOverCause } from '../api/hand-over.ts';
import type { Availability } from '../api/session.ts';
import type { ConversationStatus } from '../conversations/conversation-status.ts';
import type { SlaMetric } from '../sla/sla-clock.ts';

/** Facts, stored in the transaction that made them true. A field `before` is there where a listener needs it. */
export interface Facts {
  'message.received': { conversationId: string; messageId: string; channelId: string; isCustomer: boolean };
  'message.changed': {
    conversationId: string;
    messageId: string;
    change: 'edited' | 'deleted' | 'media' | 'delivery' | 'asks';
  };
  'note.added': {
    conversationId: string;
    messageId: string;
    authorId: string;
    mentions: string[];
    /** Whoever of the mentioned is asked a question. */
    asked: string[];
    /** Whose questions to its author it answers. */
    answers?: string[];
  };
  'conversation.opened': { conversationId: string; teamId: string };
  'conversation.reopened': { conversationId: string; teamId: string };
  'conversation.assigned': {
    conversationId: string;
    teamId: string;
    before: string | null;
    after: string | null;
    /** Who did it; null for the placement and for what ends by itself. */
    actor: string | null;
  };
  /** With a card; the assignment itself is a fact of its own. */
  'conversation.handedOver': {
    conversationId: string;
    teamId: string;
    handOverId: string;
    from: string | null;
    to: string | null;
    cause: HandOverCause;
    actor: string | null;
  };
  'conversation.statusChanged': {
    conversationId: string;
    teamId: string;
    assigneeId: string | null;
    before: ConversationStatus;
    after: ConversationStatus;
  };
  /** Team, tags, priority, unread, spam: whatever a row shows besides assignee and status. */
  'conversation.changed': {
    conversationId: string;
    teamId: string;
    beforeTeamId?: string;
    /** Nothing but what placement found out about it: no reason to place it again. */
    isStuckOnly?: true;
  };
  'conversation.erased': { conversationId: string; teamId: string };
  'reply.queued': { conversationId: string; messageId: string; channelId: string; sendsAt: string };
  /** The network has it: the clock stops here, at `acceptedAt`. */
  'reply.accepted': { conversationId: string; messageId: string; agentId: string; acceptedAt: string };
  /** One clock; facts from before there were several carry no clock. */
  'sla.changed': {
    conversationId: string;
    change: 'started' | 'warned' | 'breached' | 'met' | 'cancelled' | 'paused' | 'resumed';
    targetId?: string;
    metric?: SlaMetric;
  };
  'agent.availabilityChanged': {
    agentId: string;
    teamIds: string[];
    before: Availability;
    after: Availability;
  };
  /** `workTo`: they left for good, and who is to take what they have, as `by` decided. */
  'agent.changed': { agentId: string; workTo?: { agentId: string; by: string } };
  /** Shifts or absences of these people. */
  'agent.scheduleChanged': { agentIds: string[] };
  /** How a team shares out its work. */
  'team.changed': { teamId: string };
  /** These people have notices they did not have (`hasNew`), or have seen some. */
  'notice.changed': { agentIds: string[]; hasNew: boolean };
  'channel.changed': { channelId: string };
  'contact.changed': { contactId: string };
  'media.ready': { mediaId: string };
}

export type FactName = keyof Facts;
export type DomainEvent = { [K in FactName]: { type: K } & Facts[K] }[FactName];
